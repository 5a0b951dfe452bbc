import { MovedMeanwhile } from '../../../kernel/faults.ts'
import type { Gid } from '../../../kernel/ids.ts'
import type { FulfillmentOrder, FulfillmentRecord, FulfilRequest, Tracking } from '../contract.ts'

const gone: ReadonlySet<string> = new Set(['CANCELLED', 'ERROR', 'FAILURE'])

/**
 * The fulfilment that a request asks for, if it was made before: the same pieces of the same order
 * lines under the same tracking numbers, of no other shipment. Shopify knows no key for this.
 * @throws MovedMeanwhile when the request names a line that the order's fulfillment orders do not
 * have (any more): their ids change on holds and splits.
 */
export function findSame(
  request: FulfilRequest,
  fulfillmentOrders: readonly FulfillmentOrder[],
  made: readonly FulfillmentRecord[],
): FulfillmentRecord | null {
  const orderLineOf = new Map(
    fulfillmentOrders.flatMap((one) => one.lines.map((line) => [line.gid, line.orderLineGid])),
  )
  const wanted = pieces(
    request.lines.map(({ lineGid, quantity }) => {
      const orderLineGid = orderLineOf.get(lineGid)
      if (!orderLineGid)
        throw new MovedMeanwhile(
          'the fulfillment orders changed: read them again before fulfilling',
        )
      return { orderLineGid, quantity }
    }),
  )
  const numbers = numbersOf(request.tracking)
  const same = made.find(
    (one) =>
      !gone.has(one.status) &&
      !request.others?.has(one.gid) &&
      numbersOf(one.tracking) === numbers &&
      pieces(one.lines) === wanted,
  )
  return same ?? null
}

export const sameTracking = (one: Tracking, other: Tracking): boolean =>
  numbersOf(one) === numbersOf(other) && one.company === other.company

/** As one text to compare: order and case of tracking numbers do not matter. */
const numbersOf = (tracking: Tracking | null): string =>
  (tracking?.numbers ?? [])
    .map((number) => number.replaceAll(/\s/g, '').toUpperCase())
    .sort()
    .join(' ')

function pieces(lines: readonly { orderLineGid: Gid; quantity: number }[]): string {
  const sums = new Map<Gid, number>()
  for (const { orderLineGid, quantity } of lines)
    sums.set(orderLineGid, (sums.get(orderLineGid) ?? 0) + quantity)
  return [...sums]
    .map(([line, quantity]) => `${line} ${quantity}`)
    .sort()
    .join('\n')
}
