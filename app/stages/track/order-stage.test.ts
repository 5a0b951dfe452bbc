import { expect, test } from 'vitest'
import { orderStates } from '../../journey/order.ts'
import { shipmentStates } from '../../journey/shipment.ts'
import { decideStage, orderStages } from './order-stage.ts'
import { trackWords } from './words.ts'

test.each([
  ['received', [], 'received', null],
  ['held', [], 'received', 'needs_details'],
  ['confirming', [], 'received', 'needs_confirmation'],
  ['cleared', [], 'confirmed', null],
  ['released', [], 'in_warehouse', null],
  ['released', ['picking', 'delivered'], 'in_warehouse', null],
  ['released', ['labelled'], 'packed', null],
  ['released', ['handed_over', 'delivered'], 'on_its_way', null],
  ['released', ['cancelled', 'moving'], 'on_its_way', null],
  ['released', ['awaiting_collection'], 'packed', 'ready_for_collection'],
  ['released', ['came_back'], 'on_its_way', 'came_back'],
  ['delivered', ['delivered'], 'delivered', null],
  ['completed', [], 'delivered', null],
  ['cancelled', ['cancelled'], 'received', 'cancelled'],
] as const)('an order %s with goods %j stands at %s, %s', (order, shipments, stage, turn) => {
  expect(decideStage(order, shipments)).toEqual({ stage, turn })
})

test('every state of an order and of its goods has a stage with words', () => {
  for (const order of orderStates)
    for (const shipment of shipmentStates) {
      const { stage } = decideStage(order, [shipment])
      expect(orderStages).toContain(stage)
      expect(trackWords.in('en')(stage)).not.toBe('')
    }
})
