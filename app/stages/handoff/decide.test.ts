import { describe, expect, test } from 'vitest'
import { gid } from '../../kernel/ids.ts'
import type { FulfillmentOrder, FulfillmentRecord } from '../../providers/shop/contract.ts'
import { findMade, pairLines } from '../../providers/shop/pair-lines.ts'
import { readCredential, writeCredential } from './credentials.ts'
import { answersOffered, decideAnswer, requestStates } from './decide-answer.ts'
import { decideShipped } from './decide-shipped.ts'

describe('answers of a partner', () => {
  test('a request can be accepted or rejected once; the same answer again stands', () => {
    expect(decideAnswer('sent', 'accept')).toEqual({ ok: true, value: 'do' })
    expect(decideAnswer('accepted', 'accept')).toEqual({ ok: true, value: 'repeated' })
    expect(decideAnswer('accepted', 'reject')).toMatchObject({ ok: false })
    expect(decideAnswer('rejected', 'accept')).toMatchObject({
      refusal: { state: 'rejected', why: 'the request was rejected before' },
    })
  })

  test('an answer that overtakes our own record of the sending counts', () => {
    expect(decideAnswer('booked', 'accept')).toEqual({ ok: true, value: 'do' })
  })

  test('while a cancellation waits, only it can be answered, or the goods be reported as gone', () => {
    expect(decideAnswer('cancel_asked', 'accept')).toMatchObject({ ok: false })
    expect(decideAnswer('cancel_asked', 'confirm_cancel')).toMatchObject({ value: 'do' })
    expect(decideAnswer('cancel_asked', 'ship')).toMatchObject({ value: 'do' })
  })

  test('a cancellation nobody asked for cannot be confirmed', () => {
    expect(decideAnswer('accepted', 'confirm_cancel')).toMatchObject({
      refusal: { why: 'no cancellation was asked' },
    })
  })

  test('whatever the portal offers is possible', () => {
    for (const state of requestStates)
      for (const answer of answersOffered(state))
        expect(decideAnswer(state, answer)).toEqual({ ok: true, value: 'do' })
  })
})

describe('a report of what was shipped', () => {
  const asked = [
    { id: 'a', sku: 'MUG', quantity: 2 },
    { id: 'b', sku: 'BAG', quantity: 1 },
  ]
  const numbers = ['PN1']

  test('without lines everything left', () => {
    expect(decideShipped(asked, { lines: null, trackingNumbers: numbers })).toEqual({
      ok: true,
      value: {
        shipped: [
          { lineId: 'a', quantity: 2 },
          { lineId: 'b', quantity: 1 },
        ],
        remaining: [],
      },
    })
  })

  test('what is not in the report is still to come', () => {
    const answer = decideShipped(asked, {
      lines: [{ lineId: 'a', quantity: 1 }],
      trackingNumbers: numbers,
    })
    expect(answer).toMatchObject({
      value: {
        shipped: [{ lineId: 'a', quantity: 1 }],
        remaining: [
          { lineId: 'a', quantity: 1 },
          { lineId: 'b', quantity: 1 },
        ],
      },
    })
  })

  test('everything that is wrong is named at once', () => {
    const answer = decideShipped(asked, {
      lines: [
        { lineId: 'a', quantity: 3 },
        { lineId: 'x', quantity: 1 },
        { lineId: 'a', quantity: 1 },
      ],
      trackingNumbers: ['PN1', 'PN1 '],
    })
    expect(answer).toMatchObject({
      refusal: {
        problems: [
          'a tracking number is given twice',
          '3 of MUG were reported, 2 asked',
          'line x is not part of this request',
          'line a is given twice',
        ],
      },
    })
  })

  test('a report of nothing is refused', () => {
    expect(
      decideShipped(asked, { lines: [{ lineId: 'a', quantity: 0 }], trackingNumbers: [] }),
    ).toMatchObject({ refusal: { problems: ['nothing was shipped'] } })
  })
})

describe('the same thing in the store', () => {
  const line = gid('gid://shopify/LineItem/1')
  const open = (remaining: number, id: number): FulfillmentOrder => ({
    gid: gid(`gid://shopify/FulfillmentOrder/${id}`),
    status: 'IN_PROGRESS',
    requestStatus: 'ACCEPTED',
    method: 'SHIPPING',
    locationGid: gid('gid://shopify/Location/1'),
    locationName: 'Venlo',
    holds: [],
    lines: [
      {
        gid: gid(`gid://shopify/FulfillmentOrderLineItem/${id}`),
        orderLineGid: line,
        total: 3,
        remaining,
      },
    ],
  })
  const made = (numbers: string[], quantity: number): FulfillmentRecord => ({
    gid: gid('gid://shopify/Fulfillment/1'),
    status: 'SUCCESS',
    tracking: { company: 'Parcelnet', numbers, urls: [] },
    lines: [{ gid: gid('gid://shopify/FulfillmentLineItem/1'), orderLineGid: line, quantity }],
  })

  test('pieces are taken from as many fulfillment orders as it needs', () => {
    const answer = pairLines([{ orderLineGid: line, quantity: 3 }], [open(2, 1), open(2, 2)])
    expect(answer).toMatchObject({ ok: true, value: [{ quantity: 2 }, { quantity: 1 }] })
  })

  test('pieces the store does not have open are named', () => {
    expect(pairLines([{ orderLineGid: line, quantity: 3 }], [open(2, 1)])).toMatchObject({
      ok: false,
      refusal: {
        kind: 'not_open_in_store',
        missing: [{ orderLineGid: line, quantity: 1 }],
        found: [{ quantity: 2 }],
      },
    })
  })

  test('a fulfilment is recognised by its lines and numbers, and by nothing less', () => {
    const want = [{ orderLineGid: line, quantity: 2 }]
    expect(findMade([made(['B', 'A'], 2)], want, ['A', 'B'])).not.toBeNull()
    expect(findMade([made(['A'], 2)], want, ['A', 'B'])).toBeNull()
    expect(findMade([made(['A'], 1)], want, ['A'])).toBeNull()
    expect(findMade([{ ...made(['A'], 2), status: 'CANCELLED' }], want, ['A'])).toBeNull()
  })
})

describe('keys and codes', () => {
  const shop = '0199aa00-0000-7000-8000-000000000001'
  const secret = 'A_b-'.repeat(11).slice(0, 43)

  test('a key is read back as it was written, with an underline in its secret', () => {
    expect(readCredential('owp', writeCredential('owp', { shop, secret }))).toEqual({
      shop,
      secret,
    })
  })

  test('a code is no key, and half a key is none', () => {
    const key = writeCredential('owp', { shop, secret })
    expect(readCredential('owc', key)).toBeNull()
    expect(readCredential('owp', key.slice(0, 50))).toBeNull()
    expect(readCredential('owp', '')).toBeNull()
  })
})
