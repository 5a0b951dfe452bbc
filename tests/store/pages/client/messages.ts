/** What the app's frame and the admin around it say to each other, by postMessage. */

export interface NavItem {
  readonly key: string
  readonly label: string
  readonly href: string
  /** The app's own start page: never listed, it is the app's name. */
  readonly home: boolean
}

export interface BarAction {
  readonly key: string
  readonly label: string
  readonly disabled: boolean
  readonly critical: boolean
}

export interface TitleBar {
  readonly title: string
  readonly breadcrumb: BarAction | null
  readonly primary: BarAction | null
  readonly secondary: readonly BarAction[]
  readonly groups: readonly { readonly label: string; readonly actions: readonly BarAction[] }[]
}

export interface SaveBar {
  readonly save: BarAction
  readonly discard: BarAction
  readonly confirmDiscard: boolean
}

export interface ToastOptions {
  readonly duration: number
  readonly isError: boolean
  readonly action: string | null
}

export type Question = 'idToken' | 'user' | 'resourcePicker' | 'scan' | 'leave' | 'adminApi'

export type FromApp =
  | { readonly kind: 'at'; readonly path: string }
  | { readonly kind: 'nav'; readonly items: readonly NavItem[] }
  | { readonly kind: 'title-bar'; readonly bar: TitleBar | null }
  | { readonly kind: 'save-bar'; readonly bar: SaveBar | null }
  | {
      readonly kind: 'toast'
      readonly id: string
      readonly text: string
      readonly options: ToastOptions
    }
  | { readonly kind: 'toast-hide'; readonly id: string }
  | { readonly kind: 'loading'; readonly on: boolean }
  /** An address as the app wrote it: "shopify:admin/…", "app:…", "/…", "https://…". */
  | { readonly kind: 'open'; readonly href: string }
  | {
      readonly kind: 'ask'
      readonly id: string
      readonly what: Question
      readonly detail: unknown
    }

export type ToApp =
  | { readonly kind: 'answer'; readonly id: string; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: string; readonly error: string }
  | { readonly kind: 'go'; readonly item: NavItem }
  | { readonly kind: 'press'; readonly key: string }
  | { readonly kind: 'toast-action' | 'toast-dismissed'; readonly id: string }

const tag = 'orderwright-stand-in-bridge'

export const wrapped = (message: FromApp | ToApp) => ({ tag, message })

const isTagged = (data: unknown): data is { message: unknown } =>
  typeof data === 'object' &&
  data !== null &&
  'tag' in data &&
  data.tag === tag &&
  'message' in data

const hasKind = (value: unknown): value is { kind: string } =>
  typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'

/** Messages of the app; the caller has checked who sent it. null: not one of ours. */
export function fromApp(data: unknown): FromApp | null {
  const isMine = (value: unknown): value is FromApp => hasKind(value)
  return isTagged(data) && isMine(data.message) ? data.message : null
}

/** Messages of the admin; the caller has checked who sent it. null: not one of ours. */
export function toApp(data: unknown): ToApp | null {
  const isMine = (value: unknown): value is ToApp => hasKind(value)
  return isTagged(data) && isMine(data.message) ? data.message : null
}

/** An id that no other message of this page has. */
export function newId(): string {
  const numbers = crypto.getRandomValues(new Uint32Array(2))
  return [...numbers].map((one) => one.toString(36)).join('')
}
