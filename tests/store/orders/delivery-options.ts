/** How the store would bring goods, as the merchant of this shop has set it up: two rates, and its counters. */
import type { LocationRecord } from '../records/catalogue.ts'
import type { Address, DraftOrderRecord } from '../records/orders.ts'
import type { World } from '../world.ts'

export interface Rate {
  readonly handle: string
  readonly title: string
  readonly code: string
  /** In the shop's currency, minor units. */
  readonly price: number
}

const rate = (title: string, price: number): Rate => {
  const code = title.toUpperCase().replaceAll(' ', '-')
  return { handle: `stand-in-${code}-${price}`, title, code, price }
}
const home = [rate('Standard', 490), rate('Express', 990)]
const abroad = [rate('Standard international', 1290), rate('Express', 2490)]

/** Nothing is brought to nowhere, and files need no van. */
export function ratesTo(
  world: World,
  to: Address | null,
  lines: DraftOrderRecord['lines'],
): readonly Rate[] {
  if (to?.countryCode == null || !lines.some((line) => line.requiresShipping)) return []
  return to.countryCode === world.shop.countryCode ? home : abroad
}

/** Where goods can be collected. */
export const countersOf = (world: World): readonly LocationRecord[] =>
  [...world.locations.values()].filter((place) => place.kind === 'retail')

const counterPrefix = 'stand-in-pickup-'
export const counterHandle = (place: LocationRecord): string => `${counterPrefix}${place.id}`

/** The rate or counter of a handle the store gave out; null for one it did not. */
export function optionOf(
  world: World,
  handle: string,
): (Rate & { readonly pickup: boolean }) | null {
  const known = [...home, ...abroad].find((one) => one.handle === handle)
  if (known) return { ...known, pickup: false }
  const place = countersOf(world).find((one) => counterHandle(one) === handle)
  return place ? { handle, title: place.name, code: 'PICKUP', price: 0, pickup: true } : null
}
