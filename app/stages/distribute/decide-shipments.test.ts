import { expect, test } from 'vitest'
import { gid } from '../../kernel/ids.ts'
import type { FulfillmentOrder } from '../../providers/shop/contract.ts'
import { decideShipments, type StandingShipment, type StoreFacts } from './decide-shipments.ts'

const cork = 'gid://shopify/Location/1'
const kinsale = 'gid://shopify/Location/2'
const venlo = 'gid://shopify/Location/3'
const cup = 'gid://shopify/LineItem/10'
const pot = 'gid://shopify/LineItem/11'
const file = 'gid://shopify/LineItem/12'

const part = (
  lines: readonly (readonly [line: string, remaining: number])[],
  more: Partial<FulfillmentOrder> = {},
): FulfillmentOrder => ({
  gid: gid('gid://shopify/FulfillmentOrder/5'),
  status: 'OPEN',
  requestStatus: 'UNSUBMITTED',
  method: 'SHIPPING',
  locationGid: gid(cork),
  locationName: 'Cork',
  holds: [],
  lines: lines.map(([line, remaining]) => ({
    gid: gid('gid://shopify/FulfillmentOrderLineItem/1'),
    orderLineGid: gid(line),
    total: 9,
    remaining,
  })),
  ...more,
})
const standing = (
  lines: readonly (readonly [line: string, quantity: number])[],
  more: Partial<StandingShipment> = {},
): StandingShipment => ({
  id: 's1',
  kind: 'warehouse',
  state: 'waiting_stock',
  locationGid: cork,
  fulfilled: 'no',
  lines: lines.map(([orderLineGid, quantity]) => ({ orderLineGid, quantity })),
  ...more,
})
const decide = (facts: Partial<StoreFacts>) =>
  decideShipments({
    fulfillmentOrders: [],
    shipments: [],
    places: [
      { gid: cork, kind: 'own', partnerId: null },
      { gid: kinsale, kind: 'counter', partnerId: null },
      { gid: venlo, kind: 'partner', partnerId: 'halyard' },
    ],
    digitalLines: new Set([file]),
    partnerByRule: null,
    ...facts,
  })
const made = (facts: Partial<StoreFacts>) =>
  decide(facts).make.map((one) => [one.kind, ...one.lines.map((line) => line.quantity)])

test('each place that has goods to send makes a shipment, of its own kind', () => {
  expect(
    made({
      fulfillmentOrders: [
        part([[cup, 2]]),
        part([[pot, 1]], { locationGid: gid(venlo) }),
        part([[cup, 3]], { locationGid: gid(kinsale), method: 'PICK_UP' }),
        part([[file, 1]], { method: 'NONE' }),
      ],
    }),
  ).toEqual([
    ['warehouse', 2],
    ['partner', 1],
    ['pickup', 3],
    ['digital', 1],
  ])
})

test('a file in the same part as goods is sent, not packed', () => {
  expect(
    made({
      fulfillmentOrders: [
        part([
          [cup, 1],
          [file, 1],
        ]),
      ],
    }),
  ).toEqual([
    ['warehouse', 1],
    ['digital', 1],
  ])
})

test('what the shop leaves to a partner by rule goes to the partner from wherever it lies', () => {
  const { make } = decide({ fulfillmentOrders: [part([[cup, 1]])], partnerByRule: 'p9' })
  expect(make).toEqual([
    {
      kind: 'partner',
      locationGid: cork,
      partnerId: 'p9',
      lines: [{ orderLineGid: cup, quantity: 1 }],
    },
  ])
  expect(
    made({ fulfillmentOrders: [part([[cup, 1]], { method: 'PICK_UP' })], partnerByRule: 'p9' }),
  ).toEqual([['pickup', 1]])
})

test('a second run finds nothing to do, whatever became of the parts and their ids meanwhile', () => {
  const shipments = [standing([[cup, 2]])]
  expect(decide({ fulfillmentOrders: [part([[cup, 2]])], shipments })).toMatchObject({
    make: [],
    withdraw: [],
    changed: [],
  })
  const split = [
    part([[cup, 1]]),
    part([[cup, 1]], { gid: gid('gid://shopify/FulfillmentOrder/6') }),
  ]
  expect(decide({ fulfillmentOrders: split, shipments })).toMatchObject({
    make: [],
    withdraw: [],
    changed: [],
  })
})

test('pieces added by an edit give a further shipment', () => {
  expect(
    made({
      fulfillmentOrders: [
        part([
          [cup, 5],
          [pot, 1],
        ]),
      ],
      shipments: [standing([[cup, 2]])],
    }),
  ).toEqual([['warehouse', 3, 1]])
})

test('pieces that were sent and booked are not sent again', () => {
  const sent = standing([[cup, 2]], { state: 'handed_over', fulfilled: 'done' })
  expect(made({ fulfillmentOrders: [part([[cup, 0]])], shipments: [sent] })).toEqual([])
  expect(made({ fulfillmentOrders: [part([[cup, 1]])], shipments: [sent] })).toEqual([
    ['warehouse', 1],
  ])
})

test('a fulfilment on its way to the store keeps its shipment and makes no other', () => {
  const leaving = standing([[cup, 2]], { state: 'labelled', fulfilled: 'booked' })
  expect(
    decide({ fulfillmentOrders: [part([[cup, 0]], { status: 'CLOSED' })], shipments: [leaving] }),
  ).toMatchObject({
    make: [],
    withdraw: [],
    changed: [],
  })
})

test('pieces on their way out, of which the store does not know yet, are not sent a second time', () => {
  const told = standing([[cup, 2]], { state: 'accepted', fulfilled: 'booked' })
  expect(decide({ fulfillmentOrders: [part([[cup, 2]])], shipments: [told] })).toMatchObject({
    ...{ make: [], withdraw: [], changed: [], unsure: true },
  })
  // More was ordered meanwhile: that is made at once.
  expect(made({ fulfillmentOrders: [part([[cup, 5]])], shipments: [told] })).toEqual([
    ['warehouse', 3],
  ])
  // The store knows already, and so does nobody here: nothing is taken back.
  expect(
    decide({ fulfillmentOrders: [part([[cup, 0]], { status: 'CLOSED' })], shipments: [told] }),
  ).toMatchObject({ make: [], withdraw: [], changed: [], unsure: false })
})

test('fewer pieces than a shipment has: one not begun is made anew, one begun is for a person', () => {
  const fulfillmentOrders = [part([[cup, 1]])]
  expect(decide({ fulfillmentOrders, shipments: [standing([[cup, 2]])] })).toMatchObject({
    withdraw: ['s1'],
    make: [{ kind: 'warehouse', lines: [{ orderLineGid: cup, quantity: 1 }] }],
  })
  expect(
    decide({ fulfillmentOrders, shipments: [standing([[cup, 2]], { state: 'packing' })] }),
  ).toMatchObject({ withdraw: [], changed: [{ id: 's1' }], make: [] })
})

test('what a partner rejected is made anew as the store wants it now, and left alone while it is as it was', () => {
  const rejected = standing([[cup, 2]], { state: 'rejected' })
  expect(decide({ fulfillmentOrders: [part([[cup, 2]])], shipments: [rejected] })).toMatchObject({
    withdraw: [],
    make: [],
  })
  expect(decide({ fulfillmentOrders: [part([[cup, 1]])], shipments: [rejected] })).toMatchObject({
    withdraw: ['s1'],
    make: [{ lines: [{ orderLineGid: cup, quantity: 1 }] }],
  })
})

test('goods that the store moved to another place leave from there', () => {
  const answer = decide({
    fulfillmentOrders: [part([[cup, 2]], { locationGid: gid(venlo) })],
    shipments: [standing([[cup, 2]])],
  })
  expect(answer).toMatchObject({
    withdraw: ['s1'],
    make: [{ kind: 'partner', partnerId: 'halyard' }],
  })
})

test('nothing is decided while the store has no parts yet', () => {
  expect(decide({ shipments: [standing([[cup, 2]])] })).toMatchObject({
    withdraw: [],
    store: 'empty',
  })
})

test('what others hold waits and says why; what we hold ourselves does not', () => {
  const hold = {
    gid: gid('gid://shopify/FulfillmentHold/1'),
    handle: null,
    reason: 'Customs papers',
  }
  const held = part([[cup, 1]], { status: 'ON_HOLD', holds: [{ ...hold, ours: false }] })
  expect(decide({ fulfillmentOrders: [held, part([[pot, 1]])] })).toMatchObject({
    heldByOthers: ['Customs papers'],
    make: [{ lines: [{ orderLineGid: pot }] }],
  })
  const ours = part([[cup, 1]], { status: 'ON_HOLD', holds: [{ ...hold, ours: true }] })
  expect(made({ fulfillmentOrders: [ours] })).toEqual([['warehouse', 1]])
})

test('what is scheduled for later is made later; what is done in the store is not made', () => {
  expect(decide({ fulfillmentOrders: [part([[cup, 1]], { status: 'SCHEDULED' })] })).toMatchObject({
    make: [],
    later: true,
  })
  expect(decide({ fulfillmentOrders: [part([[cup, 0]], { status: 'CLOSED' })] })).toMatchObject({
    make: [],
    store: 'done',
  })
})

test("goods at a partner's place that nobody set up are for the office", () => {
  expect(
    decide({
      fulfillmentOrders: [part([[cup, 1]], { locationGid: gid(venlo) })],
      places: [{ gid: venlo, kind: 'partner', partnerId: null }],
    }),
  ).toMatchObject({ make: [], noPartner: [venlo] })
})

test('a place we have not read yet counts as our own', () => {
  expect(made({ fulfillmentOrders: [part([[cup, 1]])], places: [] })).toEqual([['warehouse', 1]])
})

test('pieces already picked that the store wants from elsewhere now are not sent a second time', () => {
  expect(
    decide({
      fulfillmentOrders: [part([[cup, 2]], { locationGid: gid(venlo) })],
      shipments: [standing([[cup, 2]], { state: 'picked' })],
    }),
  ).toMatchObject({ make: [], withdraw: [], changed: [{ id: 's1' }] })
})
