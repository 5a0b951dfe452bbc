import { describe, expect, test } from 'vitest'
import { gid } from '../../../kernel/ids.ts'
import type { Money } from '../../../kernel/money.ts'
import type { ProcessReturnRequest, StoreReturn } from '../contract.ts'
import type { TransactionNode } from './operations/process-return.ts'
import { linesLeft, refundLeft, refundParts } from './processing.ts'

const id = (type: string, number = 1) => gid(`gid://shopify/${type}/${number}`)
const euro = (minor: bigint): Money => ({ minor, currency: 'EUR' })

const standing = (processed: number, remaining = 2 - processed): StoreReturn => ({
  gid: id('Return'),
  orderGid: id('Order'),
  status: 'OPEN',
  lines: [
    {
      gid: id('ReturnLineItem'),
      fulfillmentLineGid: id('FulfillmentLineItem'),
      quantity: 2,
      processed,
    },
  ],
  reverseLines:
    remaining === 0
      ? []
      : [
          {
            gid: id('ReverseFulfillmentOrderLineItem'),
            returnLineGid: id('ReturnLineItem'),
            fulfillmentLineGid: id('FulfillmentLineItem'),
            remaining,
          },
        ],
  refunds: [],
})
const disposition = (quantity: number, type: 'RESTOCKED' | 'NOT_RESTOCKED' | 'MISSING') => ({
  reverseLineGid: id('ReverseFulfillmentOrderLineItem'),
  quantity,
  type,
})
const request = (quantity: number): ProcessReturnRequest => ({
  returnGid: id('Return'),
  locationGid: id('Location'),
  lines: [
    {
      returnLineGid: id('ReturnLineItem'),
      quantity,
      dispositions: [disposition(1, 'RESTOCKED'), disposition(1, 'MISSING')],
    },
  ],
  refund: euro(2000n),
  note: '',
  notifyCustomer: false,
})

describe('processing a return', () => {
  test('takes all lines the first time and none the second time', () => {
    expect(linesLeft(standing(0), request(2))).toEqual(request(2).lines)
    expect(linesLeft(standing(2), request(2))).toEqual([])
  })

  test('goes on where somebody else stopped, with what is still open', () => {
    expect(linesLeft(standing(1), request(2))).toEqual([
      {
        returnLineGid: id('ReturnLineItem'),
        quantity: 1,
        dispositions: [disposition(1, 'RESTOCKED')],
      },
    ])
  })

  test('refuses a line that the return does not have', () => {
    const other = { ...standing(0), lines: [] }
    expect(() => linesLeft(other, request(1))).toThrow('The return has no such line')
  })

  test('gives back only what was not given back yet', () => {
    const refunded = (minor: bigint): StoreReturn => ({
      ...standing(0),
      refunds: [{ gid: id('Refund'), amount: euro(minor) }],
    })
    expect(refundLeft(standing(0), euro(2000n))).toEqual(euro(2000n))
    expect(refundLeft(refunded(500n), euro(2000n))).toEqual(euro(1500n))
    expect(refundLeft(refunded(2000n), euro(2000n))).toBeNull()
    expect(refundLeft(standing(0), null)).toBeNull()
  })
})

describe('money back', () => {
  const transaction = (
    number: number,
    kind: string,
    minor: bigint,
    more: { parent?: number; status?: string; currency?: string } = {},
  ): TransactionNode => ({
    id: id('OrderTransaction', number),
    kind,
    status: more.status ?? 'SUCCESS',
    amountSet: { minor, currency: more.currency ?? 'EUR' },
    parentTransaction: more.parent ? { id: id('OrderTransaction', more.parent) } : null,
  })
  const parts = (minor: bigint, ...transactions: TransactionNode[]) =>
    refundParts(euro(minor), transactions).map((part) => [part.parent.at(-1), part.amount.minor])

  test('goes to the payments it came from, each up to what it has left', () => {
    const paid = [
      transaction(1, 'AUTHORIZATION', 9000n),
      transaction(2, 'CAPTURE', 3000n, { parent: 1 }),
      transaction(3, 'SALE', 1000n),
      transaction(4, 'REFUND', 2500n, { parent: 2 }),
      transaction(5, 'REFUND', 100n, { parent: 3, status: 'FAILURE' }),
    ]
    expect(parts(400n, ...paid)).toEqual([['2', 400n]])
    expect(parts(1200n, ...paid)).toEqual([
      ['2', 500n],
      ['3', 700n],
    ])
    expect(parts(99_999n, ...paid)).toEqual([
      ['2', 500n],
      ['3', 1000n],
    ])
  })

  test('is none for an order that was not paid', () => {
    expect(parts(400n, transaction(1, 'SALE', 900n, { status: 'PENDING' }))).toEqual([])
  })

  test('is refused in another currency than it came in', () => {
    const yen = transaction(1, 'SALE', 900n, { currency: 'JPY' })
    expect(() => parts(400n, yen)).toThrow('paid in JPY, not in EUR')
  })
})
