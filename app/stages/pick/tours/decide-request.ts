import { mostOrders } from '../batch/decide-problem.ts'
import type { TourRequest, WaitingOrder } from './request.ts'
import { totesOf } from './totes.ts'

const mostStops = 20_000

export type TourFault =
  | { readonly kind: 'too_many_orders'; readonly orders: number; readonly most: number }
  | { readonly kind: 'too_many_lines'; readonly lines: number; readonly most: number }
  /** A cart that holds nothing, or people who do not move. */
  | { readonly kind: 'bad_limits'; readonly names: readonly string[] }
  | { readonly kind: 'named_twice'; readonly orders: readonly string[] }
  /** Negative or no numbers. */
  | { readonly kind: 'bad_size'; readonly orders: readonly string[] }
  | { readonly kind: 'larger_than_cart'; readonly orders: readonly string[] }
  /** Bins that are not on the map, or that no way leads to. */
  | {
      readonly kind: 'unreachable'
      readonly orders: readonly string[]
      readonly bins: readonly string[]
    }

/** What is wrong with a request, all of it. The faults with orders can be cured by leaving those out. */
export function decideRequest(
  request: TourRequest,
  isReachable: (bin: string) => boolean,
): readonly TourFault[] {
  const { orders, cart } = request
  const lines = orders.reduce((sum, one) => sum + one.stops.length, 0)
  const size = tooLarge(orders.length, lines)
  if (size.length > 0) return size
  const named = (
    kind: 'named_twice' | 'bad_size' | 'larger_than_cart',
    is: (one: WaitingOrder) => boolean,
  ) => {
    const found = orders.filter(is).map((one) => one.id)
    return found.length > 0 ? [{ kind, orders: found } as const] : []
  }
  const seen = new Set<string>()
  const isGood = (value: number) => Number.isFinite(value) && value >= 0
  return [
    ...badLimits(request),
    ...named('named_twice', ({ id }) => seen.size === seen.add(id).size),
    ...named(
      'bad_size',
      ({ pieces, grams, litres, dueAt }) =>
        ![pieces, grams, litres].every(isGood) || !Number.isFinite(dueAt),
    ),
    ...named(
      'larger_than_cart',
      (one) =>
        one.grams > cart.grams ||
        one.litres > cart.litres ||
        totesOf(one, request.toteLitres) > cart.totes,
    ),
    ...lostBins(orders, isReachable),
  ]
}

function tooLarge(orders: number, lines: number): readonly TourFault[] {
  if (orders > mostOrders) return [{ kind: 'too_many_orders', orders, most: mostOrders }]
  if (lines > mostStops) return [{ kind: 'too_many_lines', lines, most: mostStops }]
  return []
}

function badLimits({
  cart,
  pickers,
  metresPerMinute,
  secondsPerPiece,
  toteLitres,
}: TourRequest): readonly TourFault[] {
  const least = {
    orders: cart.orders,
    totes: cart.totes,
    grams: cart.grams,
    litres: cart.litres,
    pickers,
    metresPerMinute,
  }
  const names = Object.entries(least)
    .filter(
      ([name, value]) =>
        !(value >= (['orders', 'totes', 'pickers'].includes(name) ? 1 : Number.MIN_VALUE)),
    )
    .map(([name]) => name)
  if (!(secondsPerPiece >= 0)) names.push('secondsPerPiece')
  if (!(toteLitres >= 0)) names.push('toteLitres')
  return names.length > 0 ? [{ kind: 'bad_limits', names }] : []
}

function lostBins(
  orders: readonly WaitingOrder[],
  isReachable: (bin: string) => boolean,
): readonly TourFault[] {
  const lost = (order: WaitingOrder) =>
    order.stops.map((stop) => stop.bin).filter((bin) => !isReachable(bin))
  const hit = orders.filter((order) => lost(order).length > 0)
  return hit.length === 0
    ? []
    : [
        {
          kind: 'unreachable',
          orders: hit.map((one) => one.id),
          bins: [...new Set(hit.flatMap(lost))],
        },
      ]
}

/** For the person who plans. */
export function tourFaultWords(fault: TourFault): string {
  switch (fault.kind) {
    case 'too_many_orders':
      return `${fault.orders} orders are too many for one plan (${fault.most} at most): release a wave of them first`
    case 'too_many_lines':
      return `${fault.lines} lines are too many for one plan (${fault.most} at most): release a wave of them first`
    case 'bad_limits':
      return `These settings need a number above nothing: ${fault.names.join(', ')}`
    case 'named_twice':
      return 'An order is there twice'
    case 'bad_size':
      return 'Weight, size or pieces of its goods are no numbers, or below nothing'
    case 'larger_than_cart':
      return 'Heavier or larger than the cart: fetch it by itself'
    case 'unreachable':
      return `No way on the map leads to ${fault.bins.slice(0, 3).join(', ')}`
  }
}
