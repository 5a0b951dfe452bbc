declare const unit: unique symbol
type Unit<Name extends string> = number & { readonly [unit]: Name }

/** Mass in whole grams, never negative. */
export type Grams = Unit<'g'>
/** Length in whole millimetres, never negative. */
export type Millimetres = Unit<'mm'>

function whole(raw: number, what: string): number {
  if (!Number.isSafeInteger(raw) || raw < 0) throw new RangeError(`not whole ${what}: ${raw}`)
  return raw
}

export const grams = (raw: number) => whole(raw, 'grams') as Grams
export const millimetres = (raw: number) => whole(raw, 'millimetres') as Millimetres
