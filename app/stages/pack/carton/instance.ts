import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import type { CartonSort, Goods } from './goods.ts'
import { waysOf } from './kinds.ts'

/** More than this is planned in parts: name it instead of keeping a bench waiting. */
const mostLines = 2_000
const mostPieces = 20_000
const mostCartons = 200

export type PlanRefusal =
  | { readonly kind: 'no_goods' }
  | { readonly kind: 'no_cartons' }
  | { readonly kind: 'bad_number'; readonly what: string; readonly name: string }
  | {
      readonly kind: 'too_many'
      readonly what: string
      readonly count: number
      readonly most: number
    }
  | { readonly kind: 'too_large'; readonly name: string }
  | { readonly kind: 'too_heavy'; readonly name: string }
  | { readonly kind: 'cannot_share'; readonly word: string; readonly names: readonly string[] }
  | { readonly kind: 'not_enough_cartons' }

/** For the packer and the office: what is wrong and what to do. */
export function planWords(refusal: PlanRefusal): string {
  switch (refusal.kind) {
    case 'no_goods':
      return 'There is nothing to pack'
    case 'no_cartons':
      return 'The shop has no carton to pack into: add one under Cartons'
    case 'bad_number':
      return `${refusal.name}: ${refusal.what} is not a number that can be. Correct it`
    case 'too_many':
      return `${refusal.count} ${refusal.what} are more than the ${refusal.most} that are planned at once: pack in parts`
    case 'too_large':
      return `${refusal.name} is larger than every carton there is: add a carton, or let it ship in its own packaging`
    case 'too_heavy':
      return `${refusal.name} is heavier than any carton carries: add a stronger one, or let it ship in its own packaging`
    case 'cannot_share':
      return `${refusal.names.join(', ')} must share a carton (${refusal.word}) and cannot: change the word, or add a larger carton`
    case 'not_enough_cartons':
      return 'There are not enough cartons on hand: count them again or order more'
  }
}

const whole = (value: number, least: number) => Number.isSafeInteger(value) && value >= least
const lengthLimit = 20_000
const isLength = (value: number) => whole(value, 1) && value <= lengthLimit
const gramsLimit = 1_000_000_000

function badGoods(one: Goods): string | null {
  if (!whole(one.quantity, 1)) return 'its quantity'
  if (!one.size.every(isLength)) return 'a side (1 to 20,000 mm)'
  if (!whole(one.grams, 0) || one.grams > gramsLimit) return 'its weight'
  if (!whole(one.nest, 0)) return 'what a further piece adds'
  if (one.bears !== null && !whole(one.bears, 0)) return 'the weight it bears'
  return one.stands.some(Boolean) ? null : 'the sides that may be up (at least one)'
}

function badCarton(one: CartonSort): string | null {
  if (!one.inner.every(isLength)) return 'an inner side (1 to 20,000 mm)'
  if (!one.outer.every(isLength)) return 'an outer side (1 to 20,000 mm)'
  if (!whole(one.emptyGrams, 0)) return 'its empty weight'
  if (!whole(one.maxGrams, 1) || one.maxGrams <= one.emptyGrams) return 'its limit'
  if (one.stock !== null && !whole(one.stock, 0)) return 'its stock'
  return whole(one.costMinor, 0) ? null : 'its cost'
}

/** Whether a piece alone goes into a carton, by size; a mailer gets narrower as it gets thicker. */
const goesInto = (one: Goods, sort: CartonSort): boolean =>
  (sort.kind === 'carton' || one.hazmat === null) &&
  waysOf(one.size, one.stands).some(({ dx, dy, dz }) => {
    const lost = sort.kind === 'mailer' ? dz : 0
    return dx + lost <= sort.inner[0] && dy + lost <= sort.inner[1] && dz <= sort.inner[2]
  })

/** Judges an instance before any work is done on it; names the first thing that is wrong. */
export function decideInstance(
  goods: readonly Goods[],
  cartons: readonly CartonSort[],
): Outcome<'plannable', PlanRefusal> {
  if (goods.length === 0) return refuse({ kind: 'no_goods' })
  const many = tooMany(goods, cartons)
  if (many) return refuse(many)
  for (const one of goods) {
    const what = badGoods(one)
    if (what) return refuse({ kind: 'bad_number', what, name: one.name })
  }
  for (const one of cartons) {
    const what = badCarton(one)
    if (what) return refuse({ kind: 'bad_number', what, name: one.name })
  }
  const packed = goods.filter((one) => !one.ownBox)
  if (packed.length > 0 && cartons.length === 0) return refuse({ kind: 'no_cartons' })
  for (const one of packed) {
    const fit = cartons.filter((sort) => goesInto(one, sort))
    if (fit.length === 0) return refuse({ kind: 'too_large', name: one.name })
    if (fit.every((sort) => one.grams > sort.maxGrams - sort.emptyGrams))
      return refuse({ kind: 'too_heavy', name: one.name })
  }
  return mayShare(packed)
}

function tooMany(goods: readonly Goods[], cartons: readonly CartonSort[]): PlanRefusal | null {
  const many = (what: string, count: number, most: number): PlanRefusal | null =>
    count > most ? { kind: 'too_many', what, count, most } : null
  const pieces = goods.reduce((sum, one) => sum + Math.max(0, one.quantity || 0), 0)
  return (
    many('lines', goods.length, mostLines) ??
    many('pieces', pieces, mostPieces) ??
    many('cartons', cartons.length, mostCartons)
  )
}

/** What must share a carton must be allowed to. */
function mayShare(goods: readonly Goods[]): Outcome<'plannable', PlanRefusal> {
  for (const word of new Set(goods.flatMap((one) => one.together ?? []))) {
    const group = goods.filter((one) => one.together === word)
    const pieces = group.reduce((sum, one) => sum + one.quantity, 0)
    const words = (of: (one: Goods) => string | null) =>
      new Set(group.map(of).filter((one) => one !== null)).size
    if (
      words((one) => one.apart) > 1 ||
      words((one) => one.hazmat) > 1 ||
      (pieces > 1 && group.some((one) => one.alone))
    )
      return refuse({ kind: 'cannot_share', word, names: group.map((one) => one.name) })
  }
  return accept('plannable')
}
