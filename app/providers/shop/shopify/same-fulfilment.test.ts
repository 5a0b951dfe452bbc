import { describe, expect, test } from 'vitest'
import { MovedMeanwhile } from '../../../kernel/faults.ts'
import { gid } from '../../../kernel/ids.ts'
import type { FulfillmentOrder, FulfillmentRecord, FulfilRequest } from '../contract.ts'
import { findSame } from './same-fulfilment.ts'

const id = (type: string, number: number) => gid(`gid://shopify/${type}/${number}`)
const there: FulfillmentOrder = {
  gid: id('FulfillmentOrder', 1),
  status: 'CLOSED',
  requestStatus: 'UNSUBMITTED',
  method: 'SHIPPING',
  locationGid: id('Location', 1),
  locationName: 'Cork',
  holds: [],
  lines: [1, 2].map((line) => ({
    gid: id('FulfillmentOrderLineItem', line),
    orderLineGid: id('LineItem', line),
    total: 2,
    remaining: 0,
  })),
}
const request = (
  numbers: readonly string[],
  lines: readonly [number, number][],
): FulfilRequest => ({
  orderGid: id('Order', 1),
  lines: lines.map(([line, quantity]) => ({
    fulfillmentOrderGid: there.gid,
    lineGid: id('FulfillmentOrderLineItem', line),
    quantity,
  })),
  tracking: numbers.length > 0 ? { company: 'DHL', numbers, urls: [] } : null,
  notifyCustomer: false,
})
const made = (
  numbers: readonly string[],
  lines: readonly [number, number][],
  status = 'SUCCESS',
): FulfillmentRecord => ({
  gid: id('Fulfillment', 1),
  status,
  tracking: { company: 'DHL', numbers, urls: [] },
  lines: lines.map(([line, quantity]) => ({
    gid: id('FulfillmentLineItem', line),
    orderLineGid: id('LineItem', line),
    quantity,
  })),
})

describe('a fulfilment that is asked for again', () => {
  test('is known by its pieces and tracking numbers, in any order and spelling', () => {
    const before = made(
      ['JJD 02', 'jjd01'],
      [
        [2, 1],
        [1, 2],
      ],
    )
    expect(
      findSame(
        request(
          ['JJD01', 'JJD02'],
          [
            [1, 2],
            [2, 1],
          ],
        ),
        [there],
        [before],
      ),
    ).toBe(before)
  })

  test('without tracking is known by its pieces', () => {
    const before = made([], [[1, 2]])
    expect(
      findSame(
        request(
          [],
          [
            [1, 1],
            [1, 1],
          ],
        ),
        [there],
        [before],
      ),
    ).toBe(before)
  })

  test.each([
    ['another number', made(['2'], [[1, 2]])],
    ['another quantity', made(['1'], [[1, 1]])],
    ['another line', made(['1'], [[2, 2]])],
    [
      'one line more',
      made(
        ['1'],
        [
          [1, 2],
          [2, 1],
        ],
      ),
    ],
    ['no tracking', made([], [[1, 2]])],
    ['a cancelled one', made(['1'], [[1, 2]], 'CANCELLED')],
  ])('is not taken for %s', (_, before) => {
    expect(findSame(request(['1'], [[1, 2]]), [there], [before])).toBeNull()
  })

  test('has to be asked for anew when the fulfillment orders changed', () => {
    expect(() => findSame(request(['1'], [[3, 1]]), [there], [])).toThrow(MovedMeanwhile)
  })
})
