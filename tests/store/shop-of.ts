import type { IncomingHttpHeaders } from 'node:http'
import { BadRequest } from './http.ts'

/** Which shop a call is for: the host it was meant for before it was sent here. */
export function shopOf(headers: IncomingHttpHeaders): string {
  const named = headers['x-stand-in-shop'] ?? headers['x-forwarded-host']
  const shop = Array.isArray(named) ? named[0] : named
  if (!shop) {
    throw new BadRequest(
      'which shop? send x-stand-in-shop or x-forwarded-host: "<handle>.myshopify.com"',
    )
  }
  return shop
}
