import { expect, test } from 'vitest'
import type { OrderTracking, TrackedBox } from '../stages/track/index.server.ts'
import { trackingView } from './tracking-view.ts'

const box: TrackedBox = {
  ...{ id: 'p1', carrier: 'Parcelnet', number: 'PN1', url: 'https://c.test/PN1' },
  ...{ status: 'delayed', statusWords: 'Delayed' },
  ...{ originalEta: '2026-11-25T17:00:00Z', eta: '2026-11-27T17:00:00Z' },
  events: [
    {
      id: 'e1',
      at: '2026-11-24T08:00:00Z',
      words: 'Delayed',
      said: '',
      status: 'delayed',
      place: 'Cork',
    },
  ],
}
const order: OrderTracking = {
  ...{ orderName: '#1001', placedAt: '2026-11-23T08:00:00Z', timeZone: 'Europe/Dublin' },
  ...{ stage: 'on_its_way', turn: null, mayReturn: false, language: 'en' },
  reached: { received: '2026-11-23T08:00:00Z', on_its_way: '2026-11-24T08:00:00Z' },
  ...{ promisedAt: '2026-11-26T23:00:00Z', expectedAt: '2026-11-27T17:00:00Z' },
  shipments: [
    {
      ...{ id: 's1', number: '#1001-1', kind: 'warehouse', state: 'moving', deliveredAt: null },
      lines: [{ id: 'l1', title: 'Mug', about: '', quantity: 1, imageUrl: null }],
      parcels: [box],
    },
  ],
}

test('a late parcel shows the day expected now beside the first one', () => {
  const view = trackingView(order)
  expect([view.expected, view.expectedBefore]).toEqual(['Fri, Nov 27', 'Thu, Nov 26'])
  expect(view.shipments[0]?.parcels[0]).toMatchObject({
    ...{ expected: 'Fri, Nov 27', expectedBefore: 'Wed, Nov 25' },
    events: [{ words: 'Delayed', place: 'Cork', when: 'Tue, Nov 24, 08:00 AM' }],
  })
})

test('a parcel that comes earlier than promised is just expected', () => {
  const view = trackingView({ ...order, expectedAt: '2026-11-25T17:00:00Z' })
  expect([view.expected, view.expectedBefore]).toEqual(['Wed, Nov 25', ''])
})

test('stages are done up to where the order is, with their days', () => {
  expect(trackingView(order).stages.map((stage) => [stage.state, stage.note])).toEqual([
    ['done', 'Mon, Nov 23'],
    ['done', ''],
    ['done', ''],
    ['done', ''],
    ['now', 'Tue, Nov 24'],
    ['coming', ''],
  ])
})

test('what has arrived is not expected any more', () => {
  const view = trackingView({ ...order, stage: 'delivered' })
  expect(view.expected).toBe('')
  expect(view.stages.every((stage) => stage.state === 'done')).toBe(true)
})

test('a customer is told what we wait for, and nothing of codes nobody knows', () => {
  expect(trackingView({ ...order, turn: 'needs_details' }).notice?.title).toContain('detail')
  const odd = { ...box, status: 'unknown', statusWords: 'The carrier says something nobody knows' }
  const [shipment] = order.shipments
  const shown = trackingView({
    ...order,
    shipments: shipment ? [{ ...shipment, parcels: [odd] }] : [],
  })
  expect(shown.shipments[0]?.parcels[0]?.statusWords).toBe('With the carrier')
})

test('a cancelled order shows no way it will not go', () => {
  const view = trackingView({ ...order, turn: 'cancelled', stage: 'received', shipments: [] })
  expect([view.stages, view.expected]).toEqual([[], ''])
})

test('a customer reads stages, days and news in their own language; a carrier’s own words stay', () => {
  const said = { id: 'e2', at: null, words: 'Sorted', said: 'Sorted', status: 'moving', place: '' }
  const parcels = [{ ...box, events: [...box.events, said] }]
  const [shipment] = order.shipments
  const shipments = shipment ? [{ ...shipment, parcels }] : []
  const view = trackingView({ ...order, language: 'de', turn: 'came_back', shipments })
  expect(view.notice?.title).toBe('Ein Paket kam zu uns zurück')
  expect(view.stages.map(({ label }) => label)).toContain('Unterwegs')
  expect(view.shipments[0]?.parcels[0]).toMatchObject({
    statusWords: 'Verspätet',
    events: [{ words: 'Verspätet', when: 'Di., 24. Nov., 08:00' }, { words: 'Sorted' }],
  })
})
