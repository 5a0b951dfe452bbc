import { productsOf } from './catalogue/index.ts'
import { locations } from './locations.ts'
import { orderOf } from './order.ts'
import type { Seed } from './shapes.ts'

/**
 * Everything a stand-in store starts with: a home and outdoor shop in Ireland, its goods, its
 * places, and orders without end. The same seed gives the same shop, the same (seed, n) the same
 * order, on every machine.
 */
export function makeSeed(seed: number): Seed {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is a whole number, got ${seed}`)
  return {
    shop: {
      name: 'Harbour & Pine',
      domain: 'orderwright-demo.myshopify.com',
      email: 'hello@harbour-and-pine.example.com',
      currency: 'EUR',
      timezone: 'Europe/Dublin',
      countryCode: 'IE',
    },
    locations,
    products: productsOf(seed),
    order: (n) => orderOf(seed, n),
  }
}
