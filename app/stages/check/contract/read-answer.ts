import { assertNever } from '../../../kernel/assert-never.ts'
import { readEmail, readPhone } from '../contact.ts'
import type { Need } from './contract.ts'
import { fits } from './pattern.ts'
import { readTaxId } from './tax-id.ts'

/** Why an answer will not do. */
export type AnswerProblem = 'missing' | 'too_long' | 'form' | 'not_a_choice' | 'pattern'

export type AnswerRead =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: AnswerProblem }

/** Longer than any answer a form takes. */
const longestAnswer = 1000

const plain = (raw: string): string =>
  raw
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .normalize('NFC')

/** A day that exists, as 2026-12-24 or 24.12.2026; null for anything else: 3/4/2026 is two days. */
function readDay(text: string): string | null {
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text)
  const iso = dotted
    ? `${dotted[3]}-${dotted[2]?.padStart(2, '0')}-${dotted[1]?.padStart(2, '0')}`
    : text
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null
  const day = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : null
}

/** 12, -3, 12.5 or 12,5; null where a comma could be either: 1,000.50. */
function readNumber(text: string): string | null {
  const found = /^([+-]?)(\d{1,15})(?:[.,](\d{1,10}))?$/.exec(text.replace(/[\s\u202f]/g, ''))
  if (!found) return null
  const [, sign = '', whole = '0', fraction] = found
  return `${sign === '-' ? '-' : ''}${whole.replace(/^0+(?=\d)/, '')}${fraction ? `.${fraction}` : ''}`
}

const folded = (text: string) => text.normalize('NFKC').trim().toLowerCase()

function readTyped(need: Need, text: string, country: string): string | null {
  switch (need.type) {
    case 'text':
    case 'choice':
      return text
    case 'number':
      return readNumber(text)
    case 'date':
      return readDay(text)
    case 'email':
      return readEmail(text)
    case 'phone':
      return readPhone(text, country || null)
    case 'tax_id':
      return readTaxId(text, country)
    default:
      return assertNever(need.type)
  }
}

/**
 * Reads what was answered to a need.
 * @param country where the order goes: tells how phone numbers and tax ids are written.
 * @returns the answer tidied (a choice as the shop wrote it, a day as 2026-12-24), or what is wrong.
 */
export function readAnswer(need: Need, raw: string, country: string): AnswerRead {
  const text = plain(raw)
  if (text === '') return { ok: false, problem: 'missing' }
  if ([...text].length > (need.longest ?? longestAnswer)) return { ok: false, problem: 'too_long' }
  const value = readTyped(need, text, country)
  if (value === null) return { ok: false, problem: 'form' }
  const chosen = need.choices.find((one) => folded(one) === folded(value))
  if (need.choices.length > 0 && chosen === undefined) return { ok: false, problem: 'not_a_choice' }
  if (!fits(need.pattern, value)) return { ok: false, problem: 'pattern' }
  return { ok: true, value: chosen ?? value }
}
