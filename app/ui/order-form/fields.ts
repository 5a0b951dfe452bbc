import type { AskedField, FormProblem } from '../../journey/form-verdict.ts'
import type { FormContent, FormLine } from '../../journey/order-form.ts'
import type { CustomerOffer, OptionOffer, ProductOffer } from './answers.ts'

/** Names of the fields that are plain texts of the form. */
export type TextField =
  | 'email'
  | 'phone'
  | 'firstName'
  | 'lastName'
  | 'recipient'
  | 'company'
  | 'address1'
  | 'address2'
  | 'city'
  | 'region'
  | 'zip'
  | 'country'
  | 'note'
  | 'departmentNote'

/** Where a field stands on the page: what its problem and the keyboard lead to. */
export const fieldId = (name: string): string => `form-${name.replaceAll(':', '-')}`

/** Frames to wait for a field that the page is about to show. */
const mostFrames = 60
let wanted = 0

/** Puts the cursor into a field, its text selected, once the page shows it. The last one asked for wins. */
export function goTo(name: string): void {
  const mine = ++wanted
  const look = (left: number) => {
    if (mine !== wanted) return
    const found = document.getElementById(fieldId(name))
    if (found === null) {
      if (left > 0) requestAnimationFrame(() => look(left - 1))
      return
    }
    found.focus()
    if (found instanceof HTMLInputElement && found.type === 'text') found.select()
  }
  requestAnimationFrame(() => look(mostFrames))
}

export const problemAt = (problems: readonly FormProblem[], field: string): string | null =>
  problems.find((one) => one.field === field)?.text ?? null

export const withCustomer = (content: FormContent, offer: CustomerOffer): FormContent => {
  const { gid, orders: _, country, ...known } = offer
  return { ...content, ...known, customerGid: gid, country: country || content.country }
}

/** Goods that are in the order already are one more, unless somebody wrote something of the line. */
export function withProduct(content: FormContent, offer: ProductOffer): [FormContent, number] {
  const { imageUrl: _, left: __, ...goods } = offer
  const there = content.lines.findIndex(
    (line) => line.variantGid === offer.variantGid && line.properties.length === 0,
  )
  if (there === -1) {
    const line: FormLine = { ...goods, quantity: 1, properties: [] }
    return [{ ...content, lines: [...content.lines, line] }, content.lines.length]
  }
  const lines = content.lines.map((line, at) =>
    at === there ? { ...line, quantity: line.quantity + 1 } : line,
  )
  return [{ ...content, lines }, there]
}

/** The options that fit how the goods are to reach the customer. */
export const optionsFor = (
  { deliver }: Pick<FormContent, 'deliver'>,
  options: readonly OptionOffer[],
): readonly OptionOffer[] =>
  options.filter(({ kind }) => (deliver === 'collect') === (kind === 'pickup'))

/**
 * What is chosen once the store told what it offers: the same as before where it is still offered, by
 * its handle or its name; else the first, so that nobody has to choose where there is no choice.
 */
export function chosenOption(
  content: FormContent,
  options: readonly OptionOffer[],
): FormContent['shipping'] {
  const fitting = optionsFor(content, options)
  const { shipping } = content
  const found =
    fitting.find(({ handle }) => handle === shipping?.handle) ??
    fitting.find(({ title }) => title === shipping?.title) ??
    fitting[0]
  if (!found) return null
  const { handle, title, priceMinor, currency } = found
  return { handle, title, priceMinor, currency }
}

type Named = FormContent['attributes']
const named = (all: Named, name: string, value: string): Named => [
  ...all.filter((one) => one.name.toLowerCase() !== name.toLowerCase()),
  { name, value },
]
const valueIn = (all: Named | undefined, name: string): string =>
  all?.find((one) => one.name.toLowerCase() === name.toLowerCase())?.value ?? ''

/** The place in `lines` of the nth line that has pieces: what is asked counts only those. */
export function lineAt(content: FormContent, number: number): number {
  const counted = content.lines.flatMap((line, at) => (line.quantity > 0 ? [at] : []))
  return counted[number - 1] ?? -1
}

export function answerOf(content: FormContent, { place }: AskedField): string {
  switch (place.kind) {
    case 'line_property':
      return valueIn(content.lines[lineAt(content, place.line ?? 0)]?.properties, place.name)
    case 'order_attribute':
      return valueIn(content.attributes, place.name)
    case 'metafield':
      return valueIn(content.metafields, place.name)
    case 'order_note':
      return content.note
  }
}

export function withAnswer(
  content: FormContent,
  { place }: AskedField,
  value: string,
): FormContent {
  switch (place.kind) {
    case 'line_property': {
      const meant = lineAt(content, place.line ?? 0)
      const lines = content.lines.map((line, at) =>
        at === meant ? { ...line, properties: named(line.properties, place.name, value) } : line,
      )
      return { ...content, lines }
    }
    case 'order_attribute':
      return { ...content, attributes: named(content.attributes, place.name, value) }
    case 'metafield':
      return { ...content, metafields: named(content.metafields, place.name, value) }
    case 'order_note':
      return { ...content, note: value }
  }
}
