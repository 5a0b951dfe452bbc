import { createHash } from 'node:crypto'
import type { ShopProvider } from '../contract.ts'
import { type Ask, change } from './ask.server.ts'
import { adjustStock } from './operations/stock.ts'

type Calls = Pick<ShopProvider, 'adjustStock'>

/** Shopify's examples take a uuid as key: ours, of any form, always becomes the same one. */
export function idempotencyKey(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  return [8, 12, 16, 20, 32]
    .map((end, at, ends) => hex.slice(at === 0 ? 0 : ends[at - 1], end))
    .join('-')
}

export function stockCalls(ask: Ask): Calls {
  return {
    async adjustStock(store, changed, key) {
      await change(ask, store, adjustStock, { ...changed, key: idempotencyKey(key) })
    },
  }
}
