import { expect, test } from 'vitest'
import { decideUnpaid, type UnpaidFacts } from './decide-payment.ts'

const at = (hours: number) => new Date(Date.UTC(2026, 2, 2) + hours * 3_600_000)
const unpaid: UnpaidFacts = {
  since: at(0),
  remindedAt: null,
  canMail: true,
  dueAt: at(168),
  now: at(1),
  settings: { payRemindAfterHours: 48 },
}

test('a customer who has not paid is reminded once, then the office has it', () => {
  expect(decideUnpaid(unpaid)).toEqual({ do: 'look_again', at: at(48) })
  expect(decideUnpaid({ ...unpaid, now: at(48) })).toEqual({ do: 'remind' })
  const reminded = { ...unpaid, now: at(49), remindedAt: at(48) }
  expect(decideUnpaid(reminded)).toEqual({ do: 'look_again', at: at(168) })
  expect(decideUnpaid({ ...reminded, now: at(168) })).toEqual({ do: 'give_to_office' })
})

test('who cannot be written to, or has less time than that, is not reminded', () => {
  expect(decideUnpaid({ ...unpaid, canMail: false })).toEqual({ do: 'look_again', at: at(168) })
  expect(decideUnpaid({ ...unpaid, dueAt: at(24), now: at(2) })).toEqual({
    do: 'look_again',
    at: at(24),
  })
  expect(decideUnpaid({ ...unpaid, now: at(400) })).toEqual({ do: 'give_to_office' })
})
