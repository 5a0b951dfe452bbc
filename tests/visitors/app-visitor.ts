import { decode } from 'turbo-stream'
import { type AppIdentity, idToken, type Staff } from './id-token.ts'

/** What a page answered: the data of its own route, as the browser gets it. */
export interface Answer {
  readonly status: number
  /** The loader's or action's data; null when it redirected. */
  readonly data: unknown
  /** Where it sent the visitor. */
  readonly redirect: string | null
}

export type Fields = Readonly<Record<string, string | number | readonly string[]>>

/** What people's browsers say of themselves; Shopify's library turns away what looks like a bot. */
const browserName =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36'

/** The page answered with an error; its status and words. */
class PageFailed extends Error {
  readonly status: number
  constructor(path: string, status: number, words: string) {
    super(`${path} answered ${status}: ${words.slice(0, 400)}`)
    this.status = status
  }
}

/** How somebody's browser proves who they are. */
interface Proof {
  /** Sent with every request; asked anew each time. */
  headers(): Readonly<Record<string, string>>
  /** Hears every answer: cookies. */
  heard?(response: Response): void
}

/**
 * A person at the app's pages without a browser: asks the same addresses with the same form bodies as the
 * pages do, and reads the same answers.
 */
function pageVisitor(appUrl: string, proof: Proof) {
  const ask = async (path: string, init: RequestInit = {}, data = true): Promise<Response> => {
    const url = new URL(path, appUrl)
    if (data) url.pathname += '.data'
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...proof.headers(), 'user-agent': browserName, ...init.headers },
      signal: AbortSignal.timeout(30_000),
    })
    proof.heard?.(response)
    return response
  }
  const formOf = (fields: Fields) => {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields))
      for (const one of Array.isArray(value) ? value : [value]) body.append(name, String(one))
    return body
  }
  return {
    /** Opens a page and answers its own route's data. */
    look: async (path: string): Promise<unknown> => {
      const response = await ask(path)
      const routes = await readRoutes(response, path)
      return Object.values(routes).at(-1)
    },
    /** Sends a form to a page. */
    send: async (path: string, fields: Fields): Promise<Answer> =>
      readAnswer(await ask(path, { method: 'POST', body: formOf(fields) }), path),
    /** Sends a form to an address that answers JSON. */
    post: async (path: string, fields: Fields): Promise<unknown> => {
      const response = await ask(path, { method: 'POST', body: formOf(fields) }, false)
      if (!response.ok) throw new PageFailed(path, response.status, await response.text())
      return response.json()
    },
    /** A file such as a label or a slip. */
    file: async (path: string): Promise<{ type: string; bytes: Uint8Array }> => {
      const response = await ask(path, {}, false)
      if (!response.ok) throw new PageFailed(path, response.status, await response.text())
      return { type: response.headers.get('content-type') ?? '', bytes: await response.bytes() }
    },
  }
}
export type PageVisitor = ReturnType<typeof pageVisitor>

/** A person of the shop in the embedded app, with the token that the admin gives its pages. */
export const appVisitor = (appUrl: string, identity: AppIdentity, staff: Staff) => ({
  staff,
  ...pageVisitor(appUrl, {
    headers: () => ({ authorization: `Bearer ${idToken(identity, staff)}` }),
  }),
})
export type AppVisitor = ReturnType<typeof appVisitor>

/** A device of the floor's own app: keeps its cookies, and says where its forms come from. */
export function floorDeviceVisitor(appUrl: string): PageVisitor {
  const cookies = new Map<string, string>()
  return pageVisitor(appUrl, {
    headers: () => ({
      origin: new URL(appUrl).origin,
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    }),
    heard: (response) => {
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        const at = pair.indexOf('=')
        cookies.set(pair.slice(0, at), pair.slice(at + 1))
      }
    },
  })
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const redirectKey = Symbol('redirect')

/** Remix's own encoding of what loaders and actions answer. */
async function read(response: Response, path: string): Promise<unknown> {
  // Whole before it is decoded: of an answer that breaks off, promises within it would fail unheard.
  const body = await response.bytes()
  if (!response.headers.get('content-type')?.includes('x-script'))
    throw new PageFailed(path, response.status, Buffer.from(body).toString())
  const decoded = await decode(new Blob([body]).stream(), {
    plugins: [
      (type, ...rest) => {
        if (type === 'SanitizedError') return { value: { failed: rest } }
        if (type === 'ErrorResponse') return { value: { failed: rest } }
        if (type === 'SingleFetchRedirect') return { value: { [redirectKey]: rest[0] } }
        return false
      },
      (type, value) => {
        if (type === 'SingleFetchClassInstance') return { value }
        if (type === 'SingleFetchFallback') return { value: undefined }
        return false
      },
    ],
  })
  await decoded.done
  return decoded.value
}

async function readRoutes(response: Response, path: string): Promise<Record<string, unknown>> {
  const value = await read(response, path)
  if (!isRecord(value)) throw new PageFailed(path, response.status, 'no routes in the answer')
  return Object.fromEntries(
    Object.entries(value).map(([route, result]) => {
      if (isRecord(result) && 'error' in result)
        throw new PageFailed(path, response.status, JSON.stringify(result['error']))
      return [route, isRecord(result) ? result['data'] : undefined]
    }),
  )
}

async function readAnswer(response: Response, path: string): Promise<Answer> {
  const value = await read(response, path)
  if (!isRecord(value)) throw new PageFailed(path, response.status, 'no answer')
  if ('error' in value) throw new PageFailed(path, response.status, JSON.stringify(value['error']))
  if ('redirect' in value)
    return {
      status: Number(value['status'] ?? 302),
      data: null,
      redirect: String(value['redirect']),
    }
  return { status: response.status, data: value['data'], redirect: null }
}
