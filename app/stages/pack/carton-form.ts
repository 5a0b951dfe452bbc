import { z } from 'zod'
import { minorDigits } from '../../kernel/money.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type FormRefusal, orNothing, refuseIssues, wholeNumber } from './item-facts.ts'

const side = wholeNumber(1, 20_000)
const cartonForm = z.object({
  name: z.string().trim().min(1, 'Give it a name').max(60, 'At most 60 letters'),
  kind: z.enum(['carton', 'mailer']),
  ...{ lengthMm: side, widthMm: side, heightMm: side },
  ...{ outerLengthMm: orNothing(side), outerWidthMm: orNothing(side) },
  outerHeightMm: orNothing(side),
  emptyGrams: wholeNumber(0, 100_000),
  maxGrams: wholeNumber(1, 1_000_000),
  stock: orNothing(wholeNumber(0, 1_000_000)),
  maxVolumeMl: orNothing(wholeNumber(1, 10_000_000)),
})

export interface CartonValues extends z.infer<typeof cartonForm> {
  readonly costMinor: bigint
}

/** An amount as a merchant writes it, `1.20` or `1,20`; null when it is none. */
export function readAmount(text: string, currency: string): number | null {
  const digits = minorDigits(currency)
  const form = new RegExp(`^\\d{1,9}${digits > 0 ? `([.,]\\d{1,${digits}})?` : ''}$`)
  if (!form.test(text.trim())) return null
  return Math.round(Number(text.trim().replace(',', '.')) * 10 ** digits)
}

/** Reads a carton from a form; names every field that is wrong. */
export function decideCarton(
  form: Record<string, unknown>,
  currency: string,
): Outcome<CartonValues, FormRefusal> {
  const cost = readAmount(String(form['cost'] ?? '') || '0', currency)
  const read = cartonForm.safeParse(form)
  const bad = cost === null ? { cost: 'Write an amount, such as 0.80' } : {}
  if (!read.success) {
    const { refusal } = refuseIssues(read.error)
    return refuse({ ...refusal, fields: { ...refusal.fields, ...bad } })
  }
  const values = read.data
  const fields: Record<string, string> = { ...bad }
  if (values.maxGrams <= values.emptyGrams)
    fields['maxGrams'] = 'It must carry more than its own weight'
  const outer = [values.outerLengthMm, values.outerWidthMm, values.outerHeightMm]
  const inner = [values.lengthMm, values.widthMm, values.heightMm]
  if (outer.some((one) => one !== null) && outer.some((one) => one === null))
    fields['outerHeightMm'] = 'Give all three outer sides, or none'
  else if (outer.some((one, at) => one !== null && one < (inner[at] ?? 0)))
    fields['outerHeightMm'] = 'Outside it cannot be smaller than inside'
  if (Object.keys(fields).length > 0) return refuse({ kind: 'bad_form', fields })
  return accept({ ...values, costMinor: BigInt(cost ?? 0) })
}
