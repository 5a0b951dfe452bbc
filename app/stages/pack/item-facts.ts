import { z } from 'zod'
import type { ItemFacts } from '../../journey/item-facts.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'

/** What is wrong with which field, in words for the merchant. */
export interface FormRefusal {
  readonly kind: 'bad_form'
  readonly fields: Readonly<Record<string, string>>
}

export const refuseIssues = (error: z.ZodError) =>
  refuse<FormRefusal>({
    kind: 'bad_form',
    fields: Object.fromEntries(
      error.issues.map((issue) => [String(issue.path[0] ?? ''), issue.message]),
    ),
  })

const blankNull = (text: unknown) => (typeof text === 'string' && text.trim() === '' ? null : text)
export const wholeNumber = (least: number, most: number) =>
  z.preprocess(
    (text) => (typeof text === 'string' && text.trim() === '' ? Number.NaN : text),
    z.coerce
      .number({ error: 'Write a whole number' })
      .int('Write a whole number')
      .min(least, `At least ${least}`)
      .max(most, `At most ${most}`),
  )
export const orNothing = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess(blankNull, shape.nullable())
const side = orNothing(wholeNumber(1, 20_000))
const word = orNothing(z.string().trim().max(40, 'At most 40 letters'))
const ticked = z.preprocess((value) => value === 'on', z.boolean())

const itemForm = z.object({
  ...{ lengthMm: side, widthMm: side, heightMm: side },
  ...{ standsOnLength: ticked, standsOnWidth: ticked, standsOnHeight: ticked },
  bearsGrams: orNothing(wholeNumber(0, 1_000_000)),
  nestMm: z.preprocess((text) => (text === '' ? 0 : text), wholeNumber(0, 20_000)),
  ...{ shipsAlone: ticked, ownPackaging: ticked },
  hazmatClass: orNothing(
    z
      .string()
      .trim()
      .regex(/^[1-9](\.[1-6])?$/, 'A UN class from 1 to 9, such as 3 or 4.1'),
  ),
  ...{ packTogether: word, packApart: word },
})

/** Reads how an item may be packed from a form; names every field that is wrong. */
export function decideItemFacts(form: Record<string, unknown>): Outcome<ItemFacts, FormRefusal> {
  const read = itemForm.safeParse({
    ...{ standsOnLength: '', standsOnWidth: '', standsOnHeight: '', shipsAlone: '' },
    ...{ ownPackaging: '', ...form },
  })
  if (!read.success) return refuseIssues(read.error)
  const facts = read.data
  const fields: Record<string, string> = {}
  const sides = [facts.lengthMm, facts.widthMm, facts.heightMm]
  if (sides.some((one) => one !== null) && sides.some((one) => one === null))
    fields['heightMm'] = 'Give all three sides, or none'
  if (!facts.standsOnLength && !facts.standsOnWidth && !facts.standsOnHeight)
    fields['standsOnHeight'] = 'At least one side must be allowed up'
  if (facts.shipsAlone && facts.packTogether !== null)
    fields['packTogether'] = 'It ships alone: it cannot share a carton too'
  return Object.keys(fields).length > 0 ? refuse({ kind: 'bad_form', fields }) : accept(facts)
}
