import type { ServerResponse } from 'node:http'

/** Files with a digest in their name, and what else lies in the build: the same for everybody. */
const isFile = (url: string) =>
  /^\/(assets\/|favicon|[\w-]+\.(svg|png|ico|txt|webmanifest|js)(\?|$))/.test(url)

/**
 * Adds to an answer the headers its page did not set itself, as its head is written: what a page says wins.
 * Everything is for one person unless it is a file, so nothing is kept on the way.
 * @param https whether the app is reached by https alone.
 */
export function safeHeaders(https: boolean) {
  const always: Readonly<Record<string, string>> = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-permitted-cross-domain-policies': 'none',
    ...(https ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  }
  const unlessFile: Readonly<Record<string, string>> = {
    'cache-control': 'no-store',
    'content-security-policy': "frame-ancestors 'none'; base-uri 'none'",
  }
  return (response: ServerResponse, url: string): void => {
    const defaults = isFile(url) ? always : { ...always, ...unlessFile }
    const write = response.writeHead
    // Node calls writeHead(status, reason?, headers?), itself too: whatever comes is passed on as it is.
    const value = (...given: unknown[]): unknown => {
      const own = namesIn(given)
      for (const [name, text] of Object.entries(defaults))
        if (!response.hasHeader(name) && !own.has(name)) response.setHeader(name, text)
      return Reflect.apply(write, response, given)
    }
    Object.defineProperty(response, 'writeHead', { value, configurable: true, writable: true })
  }
}

/** Names of the headers that were given with the head itself. */
function namesIn(given: readonly unknown[]): ReadonlySet<string> {
  const last = given.at(-1)
  if (typeof last !== 'object' || last === null) return new Set()
  if (Array.isArray(last))
    return new Set(last.filter((_, at) => at % 2 === 0).map((one) => String(one).toLowerCase()))
  return new Set(Object.keys(last).map((name) => name.toLowerCase()))
}
