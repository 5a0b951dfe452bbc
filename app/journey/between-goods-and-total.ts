interface Ordered {
  readonly totalMinor: bigint
  readonly lines: readonly { readonly priceMinor: bigint; readonly quantity: number }[]
}

/**
 * What an order's total has beside its goods: delivery, tax, tips, discounts of the whole order, in one sum. Only the
 * total is kept of them, so they are never told apart. Less than nothing where a discount is more than the rest.
 */
export const betweenGoodsAndTotal = ({ totalMinor, lines }: Ordered): bigint =>
  lines.reduce((rest, { priceMinor, quantity }) => rest - priceMinor * BigInt(quantity), totalMinor)
