import { describe, expect, test } from 'vitest'
import { decideEdit, differenceFields, editStage } from './difference.ts'
import { type ShipmentState, shipmentStates } from './shipment.ts'

const at = (
  state: ShipmentState,
  more: { kind?: string; asked?: boolean; labelled?: boolean; scanned?: boolean } = {},
) => ({
  kind: 'warehouse',
  state,
  asked: false,
  labelled: false,
  scanned: false,
  ...more,
})
const offersOf = (...asked: Parameters<typeof decideEdit>) => {
  const plan = decideEdit(...asked)
  return plan.kind === 'differs' ? plan.offers : plan.kind
}

describe('a change in the store', () => {
  test('of the address is followed by itself until the label is bought', () => {
    for (const state of [
      'waiting_stock',
      'ready',
      'picking',
      'picked',
      'packing',
      'packed',
    ] as const)
      expect(decideEdit('address', at(state)).kind).toBe('applied')
    expect(offersOf('address', at('labelled'))).toEqual(['relabel', 'redo', 'keep'])
  })

  test('of the address differs as soon as one of several parcels has its label', () => {
    const half = at('packed', { labelled: true })
    expect(offersOf('address', half)).toEqual(['relabel', 'redo', 'keep'])
    expect(offersOf('lines', half)).toEqual(['redo', 'keep'])
  })

  test('of the address of a parcel with a label that nobody has scanned is a new label', () => {
    expect(offersOf('address', at('handed_over'))).toEqual(['relabel', 'keep'])
    expect(offersOf('address', at('handed_over', { scanned: true }))).toEqual([
      'redirect',
      'call_back',
      'keep',
    ])
  })

  test('at a partner is asked anew, unless the partner was not told yet', () => {
    const partner = { kind: 'partner' }
    expect(decideEdit('address', at('requested', partner)).kind).toBe('applied')
    expect(offersOf('address', at('requested', { ...partner, asked: true }))).toEqual([
      'ask_again',
      'keep',
    ])
    expect(offersOf('address', at('handed_over', partner))).toContain('redirect')
  })

  test('of the articles waits for a person as soon as somebody has them in hand', () => {
    expect(decideEdit('lines', at('ready')).kind).toBe('applied')
    expect(offersOf('lines', at('picking'))).toEqual(['redo', 'keep'])
    expect(decideEdit('lines', at('moving')).kind).toBe('told')
  })

  test('of a note opens the carton again, or is read by somebody once the label is on it', () => {
    expect(decideEdit('note', at('packing')).kind).toBe('applied')
    expect(offersOf('note', at('packed'))).toEqual(['repack', 'keep'])
    expect(offersOf('note', at('awaiting_collection', { kind: 'pickup' }))).toEqual([
      'redo',
      'keep',
    ])
  })

  test('of the address says nothing to goods that are collected or sent as files', () => {
    expect(decideEdit('address', at('awaiting_collection', { kind: 'pickup' })).kind).toBe('told')
    expect(decideEdit('address', at('ready', { kind: 'digital' })).kind).toBe('told')
    expect(decideEdit('delivery', at('packed', { kind: 'pickup' })).kind).toBe('told')
    expect(decideEdit('note', at('ready', { kind: 'digital' })).kind).toBe('told')
  })

  test('of the articles waits for a person at the counter, and at a partner that accepted', () => {
    const counter = at('awaiting_collection', { kind: 'pickup' })
    expect(offersOf('lines', counter)).toEqual(['redo', 'keep'])
    expect(offersOf('lines', at('ready', { kind: 'digital' }))).toBe('applied')
    expect(offersOf('lines', at('accepted', { kind: 'partner', asked: true }))).toEqual([
      'ask_again',
      'keep',
    ])
  })

  test('always has a person who decides, a time, and a way to leave things as they are', () => {
    const everywhere = differenceFields.flatMap((field) =>
      shipmentStates.flatMap((state) =>
        ['warehouse', 'partner', 'pickup', 'digital'].flatMap((kind) =>
          [true, false].map((asked) => ({ field, shipment: at(state, { kind, asked }) })),
        ),
      ),
    )
    for (const { field, shipment } of everywhere) {
      const plan = decideEdit(field, shipment)
      if (editStage(shipment) === 'over') expect(plan.kind).toBe('told')
      if (plan.kind !== 'differs') continue
      expect(plan.hours).toBeGreaterThan(0)
      expect(plan.offers.at(-1)).toBe('keep')
      expect(new Set(plan.offers).size).toBe(plan.offers.length)
    }
  })
})
