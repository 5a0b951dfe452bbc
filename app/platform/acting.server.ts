import { AsyncLocalStorage } from 'node:async_hooks'

/** Who works, and from where: every transaction carries both to the database, whose audit writes them down. */
export interface Acting {
  /** As in TimelineNote: a person's handle, `partner:<id>`, `customer`, `carrier`, `store`, or `system`. */
  readonly by: string
  /** `page /app/settings`, `job check.orders`, … Never an id, a token or a name. */
  readonly source: string
}

const storage = new AsyncLocalStorage<{ by: string; source: string }>()

/** Does `work` in the name of somebody; `actAs` inside it says who, once that is known. */
export const acting = <T>(as: Acting, work: () => T): T => storage.run({ ...as }, work)

/** From here on the request or job under way is this one's. Outside of any it changes nothing. */
export function actAs(by: string): void {
  const now = storage.getStore()
  if (now) now.by = by
}

export const whoActs = (): Acting => storage.getStore() ?? { by: 'system', source: 'app' }

/** Who comes to a door before it has said more: the first part of our addresses tells. */
const strangers: Readonly<Record<string, string>> = {
  proxy: 'customer',
  carrier: 'carrier',
  partner: 'partner',
}

/** A request to the app, until somebody is known. */
export const visitorAt = (url: string): Acting => {
  const source = screenOf(url)
  const [, first = '', second = ''] = (source.split(' ')[1] ?? '').split('/')
  return { by: strangers[first === 'api' ? second : first] ?? 'system', source }
}

/** Whatever somebody wrote on the request line: what is no address is the first page, and nothing is thrown. */
function pathOf(url: string): string {
  const path = url.replace(/^\/+/, '/')
  return URL.canParse(path, 'http://app') ? new URL(path, 'http://app').pathname : '/'
}

/** The screen of an address: its path without ids, tokens and file names. */
export function screenOf(url: string): string {
  const parts = pathOf(url)
    .replace(/\.data$/, '')
    .split('/')
  const shown = parts.map((part) => (isName(part) ? part : ':id'))
  return `page ${shown.join('/') || '/'}`
}

/** Parts of our own addresses are short lower-case words; everything else names some thing or somebody. */
const isName = (part: string) => /^[a-z][a-z0-9_-]{0,19}$|^$/.test(part)
