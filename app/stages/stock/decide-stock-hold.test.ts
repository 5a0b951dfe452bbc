import { expect, test } from 'vitest'
import { decideStockHold, type WaitFacts } from './decide-stock-hold.ts'

const now = new Date('2026-03-02T10:00:00Z')
const waits: WaitFacts = {
  state: 'waiting_stock',
  others: [],
  waived: false,
  since: new Date('2026-03-01T09:00:00Z'),
  after: 24,
  now,
}

test('an order is held once it waited for stock as long as the shop lets it', () => {
  expect(decideStockHold(waits)).toEqual({ do: 'hold' })
  expect(decideStockHold({ ...waits, after: 0, since: now })).toEqual({ do: 'hold' })
  expect(decideStockHold({ ...waits, after: 48 })).toEqual({
    do: 'wait',
    until: new Date('2026-03-03T09:00:00Z'),
  })
})

test('it is not held while something else of it could go, and is looked at again', () => {
  expect(decideStockHold({ ...waits, others: ['ready'] })).toEqual({ do: 'wait', until: null })
  expect(decideStockHold({ ...waits, others: ['handed_over', 'cancelled'] })).toEqual({
    do: 'hold',
  })
  expect(decideStockHold({ ...waits, others: ['waiting_stock'] })).toEqual({ do: 'hold' })
})

test('nobody is stopped whose goods came, whom a person let wait on, or where the shop wants none', () => {
  for (const change of [{ state: 'ready' }, { waived: true }, { after: null }] as const)
    expect(decideStockHold({ ...waits, ...change })).toEqual({ do: 'nothing' })
})
