import { describe, expect, test } from 'vitest'
import { daysAfter } from '../../journey/due.ts'
import { gid } from '../../kernel/ids.ts'
import { decideInspection } from './decide-inspection.ts'
import { proposeRefund, readRefund } from './decide-refund.ts'
import { type DeliveredLine, decideRequest, returnablePieces } from './decide-request.ts'
import { pairDispositions, shareOut } from './decide-store-lines.ts'
import { nextWorkingDay } from './next-of.ts'

const now = new Date('2026-11-23T10:00:00Z')
const line = (change: Partial<DeliveredLine> = {}): DeliveredLine => ({
  ...{ id: 'a', ordered: 3, inReturns: 0 },
  deliveries: [{ quantity: 3, at: daysAfter(now, -5) }],
  ...change,
})

describe('what may come back', () => {
  test.each([
    ['everything delivered in time', {}, 30, 3],
    ['nothing after the window', {}, 5, 0],
    ['nothing where the shop takes nothing back', {}, 0, 0],
    ['nothing that has not arrived', { deliveries: [] }, 30, 0],
    ['not what is in a return already', { inReturns: 2 }, 30, 1],
    ['not what the store took off the order', { ordered: 1 }, 30, 1],
    ['never less than nothing', { inReturns: 9 }, 30, 0],
    [
      'only the parcel that came in time',
      {
        deliveries: [
          { quantity: 1, at: daysAfter(now, -40) },
          { quantity: 2, at: daysAfter(now, -2) },
        ],
      },
      30,
      2,
    ],
  ])('%s', (_, change, days, pieces) => {
    expect(returnablePieces(line(change), now, days)).toBe(pieces)
  })
})

describe('a request', () => {
  const open = new Map([
    ['a', 2],
    ['b', 1],
  ])
  const ask = (lines: Record<string, [string, string]>, note = '') =>
    decideRequest(
      {
        lines: Object.fromEntries(
          Object.entries(lines).map(([id, [quantity, reason]]) => [id, { quantity, reason }]),
        ),
        note,
      },
      open,
    )

  test('takes what was chosen and leaves the rest', () => {
    expect(ask({ a: ['2', 'unwanted'], b: ['0', ''] }, '  too big ')).toEqual({
      ok: true,
      value: {
        lines: [{ orderLineId: 'a', quantity: 2, reason: 'unwanted' }],
        note: 'too big',
      },
    })
  })

  test('names everything that is wrong, each at its field', () => {
    const answer = ask({ a: ['3', 'unwanted'], b: ['1', ''], c: ['1', 'other'] }, 'x'.repeat(1_001))
    expect(answer.ok ? [] : answer.refusal.map(({ field }) => field)).toEqual([
      'quantity-a',
      'reason-b',
      'quantity-c',
      'note',
    ])
  })

  test.each(['-1', '1.5', 'two', '1e1', '٢'])('"%s" is no number of pieces', (quantity) => {
    expect(ask({ a: [quantity, 'other'] })).toMatchObject({ ok: false })
  })

  test.each(['', '0', '00'])('"%s" chooses nothing', (quantity) => {
    expect(ask({ a: [quantity, 'other'] })).toMatchObject({
      refusal: [{ field: 'lines' }],
    })
  })

  test('"not told" and words of others are no reasons for a customer', () => {
    expect(ask({ a: ['1', 'unknown'] }).ok).toBe(false)
    expect(ask({ a: ['1', 'toString'] }).ok).toBe(false)
  })
})

describe('money back', () => {
  test('is the paid price of what really came', () => {
    const lines = [
      { priceMinor: 1_250n, received: 2 },
      { priceMinor: 999n, received: 0 },
    ]
    expect(proposeRefund(lines)).toBe(2_500n)
    expect(proposeRefund([])).toBe(0n)
  })

  test.each([
    ['25.00', 2_500n],
    ['12,5', 1_250n],
    [' 0 ', 0n],
  ])('"%s" may be given', (text, minor) => {
    expect(readRefund(text, { minor: 2_500n, currency: 'EUR' })).toEqual({
      ok: true,
      value: { minor, currency: 'EUR' },
    })
  })

  test.each(['', '-1', '1.234', '1,000.00', 'all', '1e3', '.5', '1.'])(
    '"%s" is no amount or not exactly one',
    (text) => {
      const answer = readRefund(text, { minor: 100_000n, currency: 'EUR' })
      expect(answer).toMatchObject({
        refusal: { kind: 'not_an_amount' },
      })
    },
  )

  test('more than the proposal is refused, in yen too', () => {
    expect(readRefund('901', { minor: 900n, currency: 'JPY' })).toMatchObject({
      refusal: { kind: 'too_much', mostMinor: '900' },
    })
    expect(readRefund('9.00', { minor: 900n, currency: 'JPY' })).toMatchObject({ ok: false })
  })
})

describe('an inspection', () => {
  const received = [{ id: 'a', quantity: 5, received: 4 }]
  test('cuts a line into good, damaged and missing pieces', () => {
    const found = decideInspection(received, [{ lineId: 'a', good: 3, damaged: 1, note: 'wet' }])
    expect(found).toMatchObject({
      value: [
        { quantity: 3, received: 3, disposition: 'restock' },
        { quantity: 1, received: 1, disposition: 'damaged' },
        { quantity: 1, received: 0, disposition: 'missing' },
      ],
    })
  })
  test.each([
    [3, 0],
    [4, 1],
    [5, -1],
    [3.5, 0.5],
  ])('%d good and %d damaged of four do not add up', (good, damaged) => {
    expect(decideInspection(received, [{ lineId: 'a', good, damaged, note: '' }])).toEqual({
      ok: false,
      refusal: { kind: 'does_not_add_up', lineId: 'a', received: 4 },
    })
  })
})

describe('the lines of the store', () => {
  const of = (id: number) => gid(`gid://shopify/FulfillmentLineItem/${id}`)
  const sent = [
    { fulfillmentLineGid: of(1), orderLineGid: gid('gid://shopify/LineItem/1'), quantity: 1 },
    { fulfillmentLineGid: of(2), orderLineGid: gid('gid://shopify/LineItem/1'), quantity: 2 },
  ]
  const orderLineGid = 'gid://shopify/LineItem/1'

  test('a line that went out in two parcels is asked back from both', () => {
    expect(shareOut([{ orderLineGid, quantity: 3, reason: 'other' }], sent)).toMatchObject({
      value: [{ quantity: 1 }, { quantity: 2 }],
    })
    expect(shareOut([{ orderLineGid, quantity: 4, reason: 'other' }], sent)).toEqual({
      ok: false,
      refusal: { kind: 'not_in_store', orderLineGid, pieces: 1 },
    })
  })

  test('every piece of both has one end', () => {
    const there = {
      lines: [1, 2].map((id) => ({
        ...{ gid: gid(`gid://shopify/ReturnLineItem/${id}`), fulfillmentLineGid: of(id) },
        ...{ quantity: id, processed: 0 },
      })),
      reverseLines: [1, 2].map((id) => ({
        gid: gid(`gid://shopify/ReverseFulfillmentOrderLineItem/${id}`),
        returnLineGid: gid(`gid://shopify/ReturnLineItem/${id}`),
        ...{ fulfillmentLineGid: of(id), remaining: id },
      })),
    }
    const part = { orderLineGid, inCatalogue: true }
    const parts = [
      { ...part, quantity: 2, disposition: 'restock' as const },
      { ...part, quantity: 1, disposition: 'missing' as const },
    ]
    expect(pairDispositions(parts, there, sent)).toMatchObject({
      value: [
        { quantity: 1, dispositions: [{ quantity: 1, type: 'RESTOCKED' }] },
        {
          quantity: 2,
          dispositions: [
            { quantity: 1, type: 'RESTOCKED' },
            { quantity: 1, type: 'MISSING' },
          ],
        },
      ],
    })
    const custom = parts.map((one) => ({ ...one, inCatalogue: false }))
    const paired = pairDispositions(custom, there, sent)
    expect(paired.ok ? paired.value[0]?.dispositions[0]?.type : null).toBe('NOT_RESTOCKED')
    expect(pairDispositions([...parts, ...parts], there, sent)).toMatchObject({
      refusal: { kind: 'not_in_store', pieces: 2 },
    })
  })
})

test('the office has until the same time on the next day the shop works', () => {
  const week = { workingDays: [1, 2, 3, 4, 5], timeZone: 'Europe/Berlin' }
  const friday = new Date('2026-11-27T10:00:00Z')
  expect(nextWorkingDay(friday, week).toISOString()).toBe('2026-11-30T10:00:00.000Z')
  expect(nextWorkingDay(now, week).toISOString()).toBe('2026-11-24T10:00:00.000Z')
})
