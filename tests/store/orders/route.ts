/** Order routing: which place sends which line. */
import { BadRequest } from '../http.ts'
import type { LocationRecord } from '../records/catalogue.ts'
import type { LineRecord, OrderRecord } from '../records/orders.ts'
import { findLevel } from '../stock/levels.ts'
import type { World } from '../world.ts'

export interface Assignment {
  readonly locationId: number
  readonly method: 'SHIPPING' | 'PICK_UP' | 'NONE'
  readonly pieces: readonly { readonly lineItemId: number; readonly quantity: number }[]
}

/**
 * One assignment for each place and delivery method. One place that has everything is best;
 * else each line goes to the first place that has enough of it, or that stocks it at all.
 */
export function routeOrder(world: World, order: OrderRecord): readonly Assignment[] {
  const places = [...world.locations.values()]
  const first = places.find((place) => place.kind === 'warehouse') ?? places[0]
  if (first === undefined) throw new BadRequest('the shop has no location to send from')
  const digital = order.lines.filter((line) => !line.requiresShipping)
  const physical = order.lines.filter((line) => line.requiresShipping)
  const made: Assignment[] = []
  const add = (
    place: LocationRecord,
    method: Assignment['method'],
    lines: readonly LineRecord[],
  ) => {
    if (lines.length === 0) return
    const pieces = lines.map((line) => ({ lineItemId: line.id, quantity: line.quantity }))
    made.push({ locationId: place.id, method, pieces })
  }
  if (order.delivery === 'pickup') {
    add(places.find((place) => place.kind === 'retail') ?? first, 'PICK_UP', physical)
  } else {
    const senders = places.filter((place) => place.kind !== 'retail')
    for (const [place, lines] of share(world, senders.length > 0 ? senders : [first], physical)) {
      add(place, 'SHIPPING', lines)
    }
  }
  add(first, 'NONE', digital)
  return made
}

function share(
  world: World,
  places: readonly LocationRecord[],
  lines: readonly LineRecord[],
): ReadonlyMap<LocationRecord, readonly LineRecord[]> {
  const shares = new Map<LocationRecord, LineRecord[]>()
  const whole = places.find((place) => lines.every((line) => has(world, place, line)))
  for (const line of lines) {
    const place =
      whole ??
      places.find((one) => has(world, one, line)) ??
      places.find((one) => stocks(world, one, line)) ??
      places[0]
    if (place === undefined) continue
    shares.set(place, [...(shares.get(place) ?? []), line])
  }
  return shares
}

function levelFor(world: World, place: LocationRecord, line: LineRecord) {
  const variant = line.variantId === null ? undefined : world.variants.get(line.variantId)
  return variant === undefined ? null : findLevel(world, variant.itemId, place.id)
}

const stocks = (world: World, place: LocationRecord, line: LineRecord): boolean =>
  levelFor(world, place, line) !== null

const has = (world: World, place: LocationRecord, line: LineRecord): boolean =>
  (levelFor(world, place, line)?.quantities.available ?? 0) >= line.quantity
