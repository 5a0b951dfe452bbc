import { plainPath } from './plain-path.ts'

/** What is known of a request before anything of its body is read. */
export interface Entry {
  readonly method: string
  /** Path and query as they came. */
  readonly url: string
  /** As the header `Host` has it. */
  readonly host: string
  readonly contentType: string | null
  /** As announced; null: nothing was. */
  readonly contentLength: string | null
  /** Comes in pieces, without a length. */
  readonly chunked: boolean
}

export interface TurnedAway {
  readonly status: 400 | 405 | 411 | 413 | 414 | 415
  readonly why: string
}

const methods = ['GET', 'HEAD', 'POST', 'OPTIONS']
const forms = ['application/x-www-form-urlencoded', 'multipart/form-data']

/** Photos of parcels are sent as they are, and may be larger than what else comes from the floor. */
const isPhotos = (path: string) => /^\/(app|floor)\/pack\/[^/]+\/photos$/.test(path)

/** A scan, or an order as it is typed: no file comes as JSON. */
const mostJsonBytes = 1_000_000

/** Largest bodies in bytes, by the first part of the path: files of orders and photos come into the app alone. */
const mostBytes = (path: string): number => {
  if (path === '/app' || path.startsWith('/app/') || path.startsWith('/app.')) return 12_000_000
  if (isPhotos(path)) return 4_000_000
  if (/^\/(carrier|floor)\//.test(path)) return 1_000_000
  return 100_000
}

/** Doors for machines read their own bodies by their own rules, in any type and in pieces. */
const isForMachines = (path: string) => /^\/(api|carrier)\//.test(path)

/**
 * Whether a request may come in at all: method, length, type and the writing of its address. The text is for whoever
 * sent it. Webhooks do not pass here; their door has rules of its own.
 */
export function decideEntry(entry: Entry): TurnedAway | null {
  if (!methods.includes(entry.method))
    return { status: 405, why: `send one of ${methods.join(', ')}` }
  return decideAddress(entry) ?? (entry.method === 'POST' ? decideBody(entry) : null)
}

function decideAddress({ url, host }: Entry): TurnedAway | null {
  if (url.length > 8_000) return { status: 414, why: 'the address is longer than 8,000 characters' }
  if (!/^\/(?!\/)/.test(url) || !/^[\w.-]+(:\d+)?$|^\[[\da-fA-F:.]+\](:\d+)?$/.test(host))
    return { status: 400, why: 'the address is not one of this host' }
  if (!isReadable(url))
    return { status: 400, why: 'the address has a % that stands for nothing, or a zero byte' }
  return doorOf(url) === doorOf(plainPath(url))
    ? null
    : { status: 400, why: 'the first part of an address is written in small letters, as it is' }
}

function decideBody({ url, contentType, contentLength, chunked }: Entry): TurnedAway | null {
  const [path = ''] = url.split('?')
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const isJson = type === 'application/json'
  const most = isJson ? Math.min(mostJsonBytes, mostBytes(path)) : mostBytes(path)
  const length = contentLength === null ? null : Number(contentLength)
  if (length !== null && length > most)
    return { status: 413, why: `a body has at most ${most} bytes here` }
  if (isForMachines(path)) return null
  if (length === null && chunked)
    return { status: 411, why: 'say how long the body is: Content-Length' }
  const json = isJson && /^\/(app|floor)([/.]|$)/.test(path)
  const photo = /^image\/(jpeg|png|webp)$/.test(type) && isPhotos(path)
  if (length !== null && length > 0 && !forms.includes(type) && !json && !photo)
    return { status: 415, why: `a form is sent as ${forms.join(' or ')}` }
  return null
}

/**
 * The first part of a path, which is the door. The router takes `/Proxy` and `/prox%79` for `/proxy`; whoever limits,
 * or writes down who comes, goes by how it is written.
 */
const doorOf = (url: string): string => /^\/([^/?#]*)/.exec(url)?.[1] ?? ''

/** Every `%` means a byte, bytes are UTF-8 in the path, and none of them is zero: PostgreSQL knows no such text. */
function isReadable(url: string): boolean {
  if (/%00|\0/.test(url)) return false
  const [path = ''] = url.split('?')
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
