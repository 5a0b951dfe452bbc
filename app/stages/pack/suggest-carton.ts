export interface PackItem {
  readonly quantity: number
  readonly grams: number
  /** Millimetres, any order; null where nobody measured. */
  readonly size: readonly [number, number, number] | null
}

export interface Carton {
  readonly id: string
  readonly name: string
  /** Inner millimetres. */
  readonly size: readonly [number, number, number]
  readonly emptyGrams: number
  readonly maxGrams: number
}

export type CartonAdvice =
  | { readonly kind: 'carton'; readonly carton: Carton }
  /** Some things were never measured: only the packer's eye can tell. */
  | { readonly kind: 'unmeasured'; readonly count: number }
  /** No carton takes all of it. */
  | { readonly kind: 'too_big' }

/** Air between things that are not laid by a computer. */
const usable = 0.85

const longestFirst = (size: readonly [number, number, number]) => size.toSorted((a, b) => b - a)
const volume = ([a, b, c]: readonly [number, number, number]) => a * b * c

/** The smallest carton that everything goes into, by volume, longest sides and weight. */
export function suggestCarton(
  items: readonly PackItem[],
  cartons: readonly Carton[],
): CartonAdvice {
  const unmeasured = items.filter((item) => item.size === null)
  if (unmeasured.length > 0)
    return { kind: 'unmeasured', count: unmeasured.reduce((sum, item) => sum + item.quantity, 0) }
  const weight = items.reduce((sum, item) => sum + item.grams * item.quantity, 0)
  const needed = items.reduce(
    (sum, item) => sum + (item.size ? volume(item.size) * item.quantity : 0),
    0,
  )
  const fits = (carton: Carton) => {
    const sides = longestFirst(carton.size)
    const single = items.length === 1 && items[0]?.quantity === 1
    return (
      weight + carton.emptyGrams <= carton.maxGrams &&
      needed <= volume(carton.size) * (single ? 1 : usable) &&
      items.every((item) =>
        longestFirst(item.size ?? [0, 0, 0]).every((side, at) => side <= (sides[at] ?? 0)),
      )
    )
  }
  const best = cartons.toSorted((a, b) => volume(a.size) - volume(b.size)).find(fits)
  return best ? { kind: 'carton', carton: best } : { kind: 'too_big' }
}

/** Cartons a shop starts with: common sizes, inner millimetres, grams. */
export const firstCartons = [
  {
    name: 'Letter box',
    lengthMm: 250,
    widthMm: 170,
    heightMm: 20,
    emptyGrams: 50,
    maxGrams: 1_000,
  },
  { name: 'S', lengthMm: 200, widthMm: 150, heightMm: 90, emptyGrams: 90, maxGrams: 5_000 },
  { name: 'M', lengthMm: 300, widthMm: 215, heightMm: 140, emptyGrams: 180, maxGrams: 10_000 },
  { name: 'L', lengthMm: 400, widthMm: 300, heightMm: 200, emptyGrams: 330, maxGrams: 20_000 },
  { name: 'XL', lengthMm: 600, widthMm: 400, heightMm: 300, emptyGrams: 640, maxGrams: 30_000 },
  { name: 'Tube', lengthMm: 700, widthMm: 90, heightMm: 90, emptyGrams: 160, maxGrams: 3_000 },
] as const
