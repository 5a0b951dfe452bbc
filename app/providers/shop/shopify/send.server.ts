import { abstractFetch } from '@shopify/shopify-api/runtime'
import { unavailable, unreadable } from './faults.ts'
import type { Received } from './read-answer.ts'

/** The version all texts are checked against (docs/providers/shopify.md). */
export const apiVersion = '2026-07'
const timeoutMs = 20_000

/**
 * The only place that calls a store, through the library's own `fetch`, which demo and tests turn to
 * the stand-in. No redirect is followed: it would carry the token to another host.
 * @param limitMs until the whole answer has to be there.
 * @throws ProviderUnavailable no whole answer in time; the store may have done the work.
 */
export async function post(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
  limitMs = timeoutMs,
): Promise<Received> {
  try {
    const response = await abstractFetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(limitMs),
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    if (response.type === 'opaqueredirect') throw unreadable('redirected to another address')
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: await response.text(),
    }
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'TimeoutError')
      throw unavailable(`no answer within ${limitMs / 1_000} s`, { cause })
    if (cause instanceof TypeError) throw unavailable('the line was cut', { cause })
    throw cause
  }
}

export const graphqlUrl = (domain: string) =>
  `https://${domain}/admin/api/${apiVersion}/graphql.json`
export const tokenUrl = (domain: string) => `https://${domain}/admin/oauth/access_token`
