import type { CartonSort, Goods } from './goods.ts'
import type { Sides } from './kinds.ts'
import type { Placement } from './placements.ts'
import type { CartonPlan, PlannedParcel, PlanRequest } from './plan.ts'

/**
 * Judges a plan from what was asked and what is said to lie where, and by nothing else: it knows no block,
 * no room and no rule of the packer. Every test and every measurement asks it.
 */
export type Violation =
  | { readonly kind: 'missing' | 'too_many'; readonly goods: string; readonly pieces: number }
  | { readonly kind: 'unknown_goods' | 'unknown_carton'; readonly id: string }
  | {
      readonly kind:
        | 'overlap'
        | 'outside'
        | 'wrong_size'
        | 'unsupported'
        | 'crushed'
        | 'too_heavy'
        | 'too_full'
        | 'not_alone'
        | 'not_apart'
        | 'hazmat_mixed'
        | 'hazmat_in_mailer'
        | 'not_together'
        | 'out_of_stock'
        | 'wrong_sum'
      readonly parcel: number
      readonly goods: string
    }

interface Body {
  readonly of: Goods
  readonly pieces: number
  readonly low: readonly [number, number, number]
  readonly high: readonly [number, number, number]
}

const axes = [0, 1, 2] as const

function bodyOf(
  goods: readonly Goods[],
  { goods: id, pieces, at, size }: Placement,
): readonly Body[] {
  const of = goods.find((one) => one.id === id)
  if (!of) return []
  return [{ of, pieces, low: at, high: [at[0] + size[0], at[1] + size[1], at[2] + size[2]] }]
}

const shared = (a: Body, b: Body, axis: 0 | 1 | 2): number =>
  Math.min(a.high[axis], b.high[axis]) - Math.max(a.low[axis], b.low[axis])

export function verifyPlan(request: PlanRequest, plan: CartonPlan): readonly Violation[] {
  const goods = new Map(request.goods.map((one) => [one.id, one]))
  const sorts = new Map(request.cartons.map((one) => [one.id, one]))
  const found: Violation[] = []
  const packed = new Map<string, number>()
  const words = new Map<string, Set<number>>()
  const used = new Map<string, number>()
  plan.parcels.forEach((parcel, number) => {
    const bodies = parcel.placements.flatMap((one): readonly Body[] => {
      const of = goods.get(one.goods)
      if (!of) {
        found.push({ kind: 'unknown_goods', id: one.goods })
        return []
      }
      packed.set(of.id, (packed.get(of.id) ?? 0) + one.pieces)
      const word = of.together
      if (word !== null && !of.ownBox) {
        const at = words.get(word) ?? new Set()
        words.set(word, at.add(number))
      }
      return bodyOf([of], one)
    })
    const wrong: Wrong = (kind, body) => {
      found.push({ kind, parcel: number, goods: body?.of.id ?? '' })
    }
    if (parcel.cartonId === null) {
      if (bodies.length !== 1 || !bodies[0]?.of.ownBox) wrong('not_alone', bodies[0])
      return
    }
    used.set(parcel.cartonId, (used.get(parcel.cartonId) ?? 0) + 1)
    const sort = sorts.get(parcel.cartonId)
    if (!sort) {
      found.push({ kind: 'unknown_carton', id: parcel.cartonId })
      return
    }
    for (const body of bodies) if (body.of.ownBox) wrong('not_alone', body)
    checkRoom(bodies, sort, parcel, wrong)
    checkSupport(bodies, request.support, wrong)
    checkCompany(bodies, sort, wrong)
    checkSums(bodies, sort, parcel, wrong)
  })
  for (const one of request.goods) {
    const pieces = one.quantity - (packed.get(one.id) ?? 0)
    if (pieces > 0) found.push({ kind: 'missing', goods: one.id, pieces })
    if (pieces < 0) found.push({ kind: 'too_many', goods: one.id, pieces: -pieces })
  }
  for (const [word, parcels] of words)
    if (parcels.size > 1) found.push({ kind: 'not_together', parcel: -1, goods: word })
  for (const [id, count] of used) {
    const stock = sorts.get(id)?.stock ?? null
    if (stock !== null && count > stock) found.push({ kind: 'out_of_stock', parcel: -1, goods: id })
  }
  return found
}

type Wrong = (kind: Extract<Violation, { readonly parcel: number }>['kind'], body?: Body) => void

function checkRoom(bodies: readonly Body[], sort: CartonSort, parcel: PlannedParcel, wrong: Wrong) {
  const thick = Math.max(0, ...bodies.map((body) => body.high[2]))
  // What is in a mailer lifts its two sheets apart, and takes that much of its length and width.
  const lost = sort.kind === 'mailer' ? thick : 0
  checkPlaces(bodies, [sort.inner[0] - lost, sort.inner[1] - lost, sort.inner[2]], wrong)
  for (const body of bodies)
    if (axes.some((axis) => body.high[axis] > parcel.inner[axis])) wrong('outside', body)
}

/** Inside, of their own size, and nothing where something else is. */
function checkPlaces(bodies: readonly Body[], room: Sides, wrong: Wrong) {
  for (const body of bodies) {
    if (axes.some((axis) => body.low[axis] < 0 || body.high[axis] > room[axis]))
      wrong('outside', body)
    if (!isOwnSize(body)) wrong('wrong_size', body)
  }
  bodies.forEach((one, at) => {
    for (let other = at + 1; other < bodies.length; other++) {
      const two = bodies[other]
      if (two && axes.every((axis) => shared(one, two, axis) > 0)) wrong('overlap', one)
    }
  })
}

/** Whether a body has the size of its pieces, laid as they may be. */
function isOwnSize({ of, pieces, low, high }: Body): boolean {
  if (pieces < 1) return false
  const [dx = 0, dy = 0, dz = 0] = axes.map((axis) => high[axis] - low[axis])
  const [long, wide, tall] = of.size
  if (pieces > 1 || of.nest > 0) {
    const added = Math.min(of.nest, tall)
    const flat = (dx === long && dy === wide) || (dx === wide && dy === long)
    return flat && of.nest > 0 && dz === tall + (pieces - 1) * added
  }
  return axes.some((up) => {
    if (!of.stands[up] || of.size[up] !== dz) return false
    const [one, two] = axes.filter((axis) => axis !== up).map((axis) => of.size[axis])
    return (dx === one && dy === two) || (dx === two && dy === one)
  })
}

function checkSupport(bodies: readonly Body[], share: number, wrong: Wrong) {
  for (const body of bodies) {
    const base = (body.high[0] - body.low[0]) * (body.high[1] - body.low[1])
    if (body.low[2] > 0 && borne(body, bodies) < share * base) wrong('unsupported', body)
    if (body.of.bears !== null && loadAbove(body, bodies) > body.of.bears) wrong('crushed', body)
  }
}

const commonArea = (a: Body, b: Body): number =>
  a === b ? 0 : Math.max(0, shared(a, b, 0)) * Math.max(0, shared(a, b, 1))

const borne = (body: Body, bodies: readonly Body[]): number =>
  bodies.reduce(
    (sum, other) => sum + (other.high[2] === body.low[2] ? commonArea(body, other) : 0),
    0,
  )

const loadAbove = (body: Body, bodies: readonly Body[]): number =>
  bodies.reduce(
    (sum, other) =>
      other.low[2] >= body.high[2] && commonArea(body, other) > 0
        ? sum + other.of.grams * other.pieces
        : sum,
    0,
  )

function checkCompany(bodies: readonly Body[], sort: CartonSort, wrong: Wrong) {
  const different = (of: (one: Goods) => string | null) =>
    new Set(bodies.map((body) => of(body.of)).filter((word) => word !== null)).size
  if (different((one) => one.apart) > 1) wrong('not_apart')
  const classes = different((one) => one.hazmat)
  if (classes > 1) wrong('hazmat_mixed')
  if (classes > 0 && sort.kind === 'mailer') wrong('hazmat_in_mailer')
  const pieces = bodies.reduce((sum, body) => sum + body.pieces, 0)
  const alone = bodies.find((body) => body.of.alone)
  if (alone && pieces > 1) wrong('not_alone', alone)
}

function checkSums(bodies: readonly Body[], sort: CartonSort, parcel: PlannedParcel, wrong: Wrong) {
  const grams = bodies.reduce((sum, body) => sum + body.of.grams * body.pieces, 0)
  const volume = bodies.reduce(
    (sum, { low, high }) => sum + (high[0] - low[0]) * (high[1] - low[1]) * (high[2] - low[2]),
    0,
  )
  if (grams + sort.emptyGrams > sort.maxGrams) wrong('too_heavy')
  if (sort.maxVolume !== null && volume > sort.maxVolume) wrong('too_full')
  if (grams !== parcel.goodsGrams || volume !== parcel.goodsVolume) wrong('wrong_sum')
}

/** Judges what lies in one container, whatever stays outside. */
export function verifyPlacements(
  goods: readonly Goods[],
  inner: Sides,
  support: number,
  placements: readonly Placement[],
): readonly Violation[] {
  const counts = new Map<string, number>()
  for (const one of placements) counts.set(one.goods, (counts.get(one.goods) ?? 0) + one.pieces)
  const inside = goods
    .map((one) => ({ ...one, quantity: counts.get(one.id) ?? 0 }))
    .filter((one) => one.quantity > 0)
  const over = goods.filter((one) => (counts.get(one.id) ?? 0) > one.quantity)
  const found: Violation[] = over.map((one) => ({ kind: 'too_many', goods: one.id, pieces: 1 }))
  const bodies = placements.flatMap((one): readonly Body[] => bodyOf(inside, one))
  const wrong: Wrong = (kind, body) => {
    found.push({ kind, parcel: 0, goods: body?.of.id ?? '' })
  }
  checkPlaces(bodies, inner, wrong)
  checkSupport(bodies, support, wrong)
  return found
}
