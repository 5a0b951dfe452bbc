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
  if (entry.url.length > 8_000)
    return { status: 414, why: 'the address is longer than 8,000 characters' }
  if (
    !/^\/(?!\/)/.test(entry.url) ||
    !/^[\w.-]+(:\d+)?$|^\[[\da-fA-F:.]+\](:\d+)?$/.test(entry.host)
  )
    return { status: 400, why: 'the address is not one of this host' }
  if (!isReadable(entry.url))
    return { status: 400, why: 'the address has a % that stands for nothing, or a zero byte' }
  if (entry.method !== 'POST') return null
  const [path = ''] = entry.url.split('?')
  const most = mostBytes(path)
  const length = entry.contentLength === null ? null : Number(entry.contentLength)
  if (length !== null && length > most)
    return { status: 413, why: `a body has at most ${most} bytes here` }
  if (isForMachines(path)) return null
  if (length === null && entry.chunked)
    return { status: 411, why: 'say how long the body is: Content-Length' }
  const type = (entry.contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const json = type === 'application/json' && /^\/(app|floor)([/.]|$)/.test(path)
  const photo = /^image\/(jpeg|png|webp)$/.test(type) && isPhotos(path)
  if (length !== null && length > 0 && !forms.includes(type) && !json && !photo)
    return { status: 415, why: `a form is sent as ${forms.join(' or ')}` }
  return null
}

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
