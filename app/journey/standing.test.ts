import { expect, test } from 'vitest'
import { decideStanding } from './standing.ts'

const at = (iso: string) => new Date(iso)
const picking = {
  state: 'picking',
  owner: 'warehouse',
  nextStep: 'pick',
  dueAt: at('2026-03-02T10:00Z'),
} as const
const asked = {
  state: 'requested',
  owner: 'partner',
  nextStep: 'answer_request',
  dueAt: at('2026-03-01T10:00Z'),
} as const
const over = { owner: null, nextStep: null, dueAt: null }

test('the shipment that is due first speaks for the order', () => {
  expect(decideStanding([picking, asked])).toEqual({
    kind: 'working',
    next: { owner: 'partner', step: 'answer_request', dueAt: asked.dueAt },
  })
})

test('an order has arrived once nothing is open and something was delivered', () => {
  expect(decideStanding([{ state: 'delivered', ...over }, picking])).toMatchObject({
    kind: 'working',
  })
  expect(
    decideStanding([
      { state: 'delivered', ...over },
      { state: 'cancelled', ...over },
    ]),
  ).toEqual({ kind: 'arrived' })
})

test('an order whose parcels all came back is not called delivered', () => {
  expect(decideStanding([{ state: 'came_back', ...over }])).toEqual({
    kind: 'nothing_left',
    cameBack: true,
  })
  expect(decideStanding([{ state: 'cancelled', ...over }])).toEqual({
    kind: 'nothing_left',
    cameBack: false,
  })
})
