import { describe, expect, test } from 'vitest'
import type { ShipmentState } from '../../../journey/shipment.ts'
import { decideEdits } from './edits.ts'

const shipment = (number: string, state: ShipmentState, scanned = false) => ({
  id: number,
  number,
  kind: 'warehouse',
  state,
  asked: false,
  labelled: false,
  scanned,
})

describe('changes after release', () => {
  test('are told apart shipment by shipment', () => {
    const { differences, followed } = decideEdits(
      ['address', 'contact', 'note'],
      [shipment('#1-1', 'handed_over'), shipment('#1-2', 'picking')],
    )
    expect(differences.map(({ field, shipment: { number } }) => [field, number])).toEqual([
      ['address', '#1-1'],
      ['note', '#1-1'],
    ])
    expect(followed).toEqual([])
  })

  test('that everything follows by itself say so', () => {
    expect(decideEdits(['address', 'tags'], [shipment('#1-1', 'packing')])).toEqual({
      differences: [],
      followed: ['address'],
    })
  })

  test('of pieces are left to distribute, which knows what the store has open', () => {
    expect(decideEdits(['more', 'fewer'], [shipment('#1-1', 'packing')])).toEqual({
      differences: [],
      followed: [],
    })
  })
})
