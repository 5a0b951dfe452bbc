export interface FrameConfig {
  /** "/store/orderwright-demo/admin" */
  readonly admin: string
  /** "/store/orderwright-demo/admin/apps/orderwright" */
  readonly app: string
  /** The only origin the frame may speak from: "http://127.0.0.1:4002". */
  readonly appOrigin: string
  /** Part of the app's address before its own paths: "" or "/base". */
  readonly appBase: string
  readonly user: {
    readonly id: number
    readonly name: string
    readonly email: string
    readonly owner: boolean
  }
}

const isConfig = (value: unknown): value is FrameConfig =>
  typeof value === 'object' && value !== null && 'appOrigin' in value && 'user' in value

/** What the server wrote into the page. */
export function readConfig(): FrameConfig {
  const value: unknown = JSON.parse(document.getElementById('frame-config')?.textContent ?? 'null')
  if (!isConfig(value)) throw new Error('the admin page came without its configuration')
  return value
}
