import { describe, expect, test } from 'vitest'
import type { OrderState } from '../../../journey/order.ts'
import { decideRisk } from './decide-risk.ts'

const at = (
  state: OrderState,
  before: string | null,
  now: string,
  nextStep: string | null = null,
) => decideRisk({ state, nextStep }, { before, now }).kind

describe('a new assessment of the risk', () => {
  test('that worries sends every order before release back to its check', () => {
    for (const state of ['held', 'confirming', 'cleared'] as const)
      expect(at(state, 'low', 'high')).toBe('check_again')
    expect(at('received', null, 'medium', 'confirm')).toBe('check_again')
    expect(at('received', null, 'medium', 'check')).toBe('check')
  })

  test('that ends a worry lets the check lift its hold', () => {
    expect(at('held', 'high', 'low')).toBe('check_again')
  })

  test('that says low of a low risk asks nobody again', () => {
    for (const state of ['held', 'confirming', 'cleared', 'released', 'delivered'] as const)
      expect(at(state, null, 'low')).toBe('none')
  })

  test('that is high after release asks the office, and is written down once it is over', () => {
    expect(at('released', 'low', 'high')).toBe('ask_office')
    expect(at('released', 'high', 'high')).toBe('none')
    expect(at('released', 'low', 'medium')).toBe('note')
    expect(at('completed', 'low', 'high')).toBe('note')
  })
})
