import { z } from 'zod'
import { type Answers, type FieldName, fieldNames, isNeedField } from './correction-fields.ts'
import { type Missing, readMissings } from './missing.ts'

/** Longer than any real name or street; what is longer is cut, never refused. */
const longest = 200

/** One line, without what no keyboard types; directions of script stay. */
const typed = (raw: string, most = longest): string =>
  raw
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .slice(0, most)
    .trim()

/** What a contract asks for may be a text of its own. */
const longestNeed = 1000

const text = z
  .string()
  .max(10_000)
  .transform((raw) => typed(raw))
  .optional()
const shape = z.object({
  email: text,
  firstName: text,
  lastName: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  zip: text,
  region: text,
  country: text,
  phone: text,
  insist: z.string().optional(),
  all: z.string().optional(),
})

export interface CorrectionPost {
  readonly answers: Answers
  readonly insist: boolean
  readonly all: boolean
  readonly waive: readonly Missing[]
}

/** Reads a posted correction form; null when it is none (a file in a text's place). */
export function readCorrectionPost(form: FormData): CorrectionPost | null {
  const parsed = shape.safeParse(Object.fromEntries(form))
  if (!parsed.success) return null
  const answers: Partial<Record<FieldName, string>> = {}
  for (const name of fieldNames) {
    const value = parsed.data[name]
    if (value !== undefined) answers[name] = value
  }
  for (const [name, value] of form)
    if (isNeedField(name) && typeof value === 'string')
      answers[name] = typed(value.slice(0, longestNeed), longestNeed)
  return {
    answers,
    insist: parsed.data.insist === 'yes',
    all: parsed.data.all === 'yes',
    waive: readMissings(form.getAll('waive').filter((word) => typeof word === 'string')),
  }
}
