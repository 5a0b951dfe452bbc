import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { orderNext, orderStates } from './order.ts'
import { returnNext, returnStates } from './return.ts'
import { shipmentNext, shipmentStates } from './shipment.ts'

const sql = readFileSync('prisma/migrations/20261123000000_house/migration.sql', 'utf8')

const cycles = [
  {
    name: 'order',
    table: 'sales_order',
    states: orderStates,
    next: orderNext,
    starts: ['received'],
  },
  {
    name: 'shipment',
    table: 'shipment',
    states: shipmentStates,
    next: shipmentNext,
    starts: ['waiting_stock', 'ready', 'requested'],
  },
  {
    name: 'return',
    table: 'return_case',
    states: returnStates,
    next: returnNext,
    starts: ['requested'],
  },
] as const

test.each(cycles)('every state of the $name life cycle can be reached from its start', (cycle) => {
  const next: Readonly<Record<string, readonly string[]>> = cycle.next
  const reached = new Set<string>(cycle.starts)
  for (const state of reached) for (const to of next[state] ?? []) reached.add(to)
  expect([...reached].sort()).toEqual([...cycle.states].sort())
})

test.each(cycles)('from every state of the $name life cycle an end can be reached', (cycle) => {
  const next: Readonly<Record<string, readonly string[]>> = cycle.next
  for (const state of cycle.states) {
    const reached = new Set<string>([state])
    for (const at of reached) for (const to of next[at] ?? []) reached.add(to)
    expect([...reached].some((at) => next[at]?.length === 0)).toBe(true)
  }
})

test.each(cycles)('the database allows the same $name states as the table, no more', (cycle) => {
  const check = new RegExp(
    `alter table ${cycle.table} add constraint \\w+ check \\(state in \\(([^)]*)\\)`,
  ).exec(sql)
  const allowed = [...(check?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, state]) => state)
  expect(allowed.sort()).toEqual([...cycle.states].sort())
})

test('an order with goods on the road cannot be cancelled away unseen', () => {
  expect(shipmentNext.moving).not.toContain('cancelled')
  expect(orderNext.delivered).not.toContain('cancelled')
})
