import type { FormProblem } from '../../../journey/form-verdict.ts'
import type { FormContent, FormLine } from '../../../journey/order-form.ts'
import type { VariantFound } from '../../../providers/shop/draft-calls.ts'

/** A line for goods as the store has them now. */
export const lineOf = (
  found: VariantFound,
  quantity: number,
  properties: FormLine['properties'] = [],
): FormLine => ({
  variantGid: found.variantGid,
  title: found.title,
  variantTitle: found.variantTitle,
  sku: found.sku,
  vendor: found.vendor,
  productType: found.productType,
  productTags: [...found.tags],
  requiresShipping: found.requiresShipping,
  giftCard: found.giftCard,
  priceMinor: String(found.price.minor),
  currency: found.price.currency,
  quantity,
  properties,
})

/** What a page says of goods is not believed: title, price and kind are the store's of this moment. */
export function withFreshLines(content: FormContent, known: readonly VariantFound[]): FormContent {
  const byGid = new Map<string, VariantFound>(known.map((one) => [one.variantGid, one]))
  return {
    ...content,
    lines: content.lines.map((line) => {
      const found = byGid.get(line.variantGid)
      return found ? lineOf(found, line.quantity, line.properties) : line
    }),
  }
}

/** Pieces that can be sold; null: as many as anybody likes. */
export const sellable = (found: VariantFound): number | null =>
  found.available === null || found.sellsWithoutStock ? null : Math.max(0, found.available)

/** What is wrong with the goods as the store has them now. `line:2` is the second line. */
export function lineProblems(
  { lines }: Pick<FormContent, 'lines'>,
  known: readonly VariantFound[],
): readonly FormProblem[] {
  const byGid = new Map<string, VariantFound>(known.map((one) => [one.variantGid, one]))
  const wanted = new Map<string, number>()
  for (const { variantGid, quantity } of lines)
    wanted.set(variantGid, (wanted.get(variantGid) ?? 0) + quantity)
  return lines.flatMap((line, at): FormProblem[] => {
    const field = `line:${at + 1}`
    const found = byGid.get(line.variantGid)
    if (line.quantity === 0) return []
    if (!found) return [{ field, text: 'The store does not sell this any more' }]
    const left = sellable(found)
    const pieces = wanted.get(line.variantGid) ?? 0
    if (left === null || pieces <= left) return []
    return [{ field, text: left === 0 ? 'Sold out' : `Only ${left} left` }]
  })
}
