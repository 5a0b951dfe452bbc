import { expect, test } from 'vitest'
import { stageOf } from './stage.ts'

test('an order stands where its slowest goods stand', () => {
  expect(stageOf('released', ['moving', 'ready'])).toBe('pick')
  expect(stageOf('released', ['delivered', 'accepted'])).toBe('partner')
})

test('before there are goods the order itself says where it stands', () => {
  expect(stageOf('held', [])).toBe('check')
  expect(stageOf('delivered', ['delivered'])).toBe('feedback')
})

test('an ended order stands nowhere, one with nothing left to send waits for a decision', () => {
  expect(stageOf('completed', ['delivered'])).toBeNull()
  expect(stageOf('released', ['cancelled'])).toBe('distribute')
})
