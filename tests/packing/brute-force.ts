import type { CartonSort, Goods, PlanRequest, RateCard, Worth } from '#app/stages/pack/index.ts'

/**
 * The best plan of tiny instances by looking at everything: every way to divide the pieces, every carton for
 * each part, every whole-millimetre place for each piece. Knows nothing of how the planner works.
 */
export function bruteForce(request: PlanRequest): Worth | null {
  const pieces = request.goods.flatMap((one) => Array.from({ length: one.quantity }, () => one))
  let best: Worth | null = null
  const seen = new Map<string, readonly Part[]>()
  const waysOf = (set: readonly Goods[]) => {
    const key = set.map((one) => one.id).join()
    const known = seen.get(key) ?? partsOf(request, set)
    seen.set(key, known)
    return known
  }
  for (const sets of divisions(pieces)) {
    if (!keepsTogether(sets)) continue
    const choose = (at: number, used: readonly string[], sum: Worth) => {
      const set = sets[at]
      if (!set) {
        if (!best || isBetter(request.objective, sum, best)) best = sum
        return
      }
      for (const { carton, worth } of waysOf(set)) {
        const stock = carton.stock ?? Number.POSITIVE_INFINITY
        if (used.filter((id) => id === carton.id).length >= stock) continue
        choose(at + 1, [...used, carton.id], add(sum, worth))
      }
    }
    choose(0, [], { unserved: 0, late: 0, boxes: 0, volume: 0, cost: 0 })
  }
  return best
}

interface Part {
  readonly carton: CartonSort
  readonly worth: Worth
}

const add = (a: Worth, b: Worth): Worth => ({
  unserved: a.unserved + b.unserved,
  late: a.late + b.late,
  boxes: a.boxes + b.boxes,
  volume: a.volume + b.volume,
  cost: a.cost + b.cost,
})

function isBetter(objective: PlanRequest['objective'], a: Worth, b: Worth): boolean {
  const list = (one: Worth) =>
    objective === 'boxes'
      ? [one.boxes, one.volume, one.unserved, one.late, one.cost]
      : objective === 'volume'
        ? [one.volume, one.boxes, one.unserved, one.late, one.cost]
        : [one.unserved, one.late, one.cost, one.boxes, one.volume]
  const [left, right] = [list(a), list(b)]
  const at = left.findIndex((value, index) => value !== right[index])
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0)
}

/** Every way to divide a list into sets. */
function divisions(pieces: readonly Goods[]): readonly (readonly (readonly Goods[])[])[] {
  const [first, ...rest] = pieces
  if (!first) return [[]]
  return divisions(rest).flatMap((sets) => [
    [[first], ...sets],
    ...sets.map((set, at) => [[first, ...set], ...sets.filter((_, other) => other !== at)]),
  ])
}

function keepsTogether(sets: readonly (readonly Goods[])[]): boolean {
  const words = new Set(sets.flat().flatMap((one) => one.together ?? []))
  return [...words].every(
    (word) => sets.filter((set) => set.some((one) => one.together === word)).length === 1,
  )
}

function mayShare(set: readonly Goods[], carton: CartonSort): boolean {
  const different = (of: (one: Goods) => string | null) =>
    new Set(set.map(of).filter((word) => word !== null)).size
  const classes = different((one) => one.hazmat)
  return (
    different((one) => one.apart) <= 1 &&
    classes <= 1 &&
    !(classes > 0 && carton.kind === 'mailer') &&
    !(set.length > 1 && set.some((one) => one.alone))
  )
}

const volumeOf = (set: readonly Goods[]) =>
  set.reduce((sum, one) => sum + one.size[0] * one.size[1] * one.size[2], 0)

const partsOf = (request: PlanRequest, set: readonly Goods[]): readonly Part[] =>
  request.cartons.flatMap((carton): readonly Part[] => {
    const height = heightFor(request, set, carton)
    return height === null ? [] : [{ carton, worth: worthOf(request, set, carton, height) }]
  })

/** How high a carton is, how thick a mailer gets; null when the set does not go into it. */
function heightFor(request: PlanRequest, set: readonly Goods[], carton: CartonSort): number | null {
  const grams = set.reduce((sum, one) => sum + one.grams, 0)
  if (
    !mayShare(set, carton) ||
    grams + carton.emptyGrams > carton.maxGrams ||
    volumeOf(set) > (carton.maxVolume ?? Number.POSITIVE_INFINITY)
  )
    return null
  const [long, wide, tall] = carton.inner
  if (carton.kind === 'carton') return packs(set, carton.inner, request.support) ? tall : null
  for (let thick = 1; thick <= tall; thick++)
    if (packs(set, [long - thick, wide - thick, thick], request.support)) return thick
  return null
}

function worthOf(
  request: PlanRequest,
  set: readonly Goods[],
  carton: CartonSort,
  height: number,
): Worth {
  const isBox = carton.kind === 'carton'
  const volume = carton.inner[0] * carton.inner[1] * height
  const litres = isBox ? Math.max(0, volume - volumeOf(set)) / 1_000_000 : 0
  const walls = Math.max(0, carton.outer[2] - carton.inner[2])
  const goods = set.reduce((sum, one) => sum + one.grams, 0)
  const sent = cheapest(request, {
    grams: goods + carton.emptyGrams + Math.round(litres * request.voidFill.gramsPerLitre),
    outer: isBox ? carton.outer : [carton.outer[0], carton.outer[1], height + walls],
    hazmat: set.flatMap((one) => one.hazmat ?? []),
  })
  return {
    unserved: request.shipping && !sent ? 1 : 0,
    late: sent?.late ?? 0,
    boxes: 1,
    volume,
    cost:
      carton.costMinor +
      Math.round(litres * request.voidFill.costMinorPerLitre) +
      (sent?.minor ?? 0),
  }
}

interface Sent {
  readonly grams: number
  readonly outer: readonly [number, number, number]
  readonly hazmat: readonly string[]
}

function cheapest({ shipping }: PlanRequest, parcel: Sent) {
  const offers = (shipping?.cards ?? []).flatMap((card) => {
    const price = priceOf(card, parcel, shipping?.country ?? '')
    if (!price) return []
    const inTime =
      shipping?.daysLeft === null ||
      (price.days !== null && price.days <= (shipping?.daysLeft ?? 0))
    return [{ ...price, late: inTime ? 0 : 1 }]
  })
  const days = (one: { days: number | null }) => one.days ?? Number.POSITIVE_INFINITY
  offers.sort(
    (a, b) =>
      a.late - b.late ||
      (a.late === 1 ? days(a) - days(b) || a.minor - b.minor : a.minor - b.minor),
  )
  return offers[0] ?? null
}

function priceOf(card: RateCard, { grams, outer, hazmat }: Sent, country: string) {
  const [a = 0, b = 0, c = 0] = [...outer].sort((one, two) => two - one)
  const girth = a + 2 * b + 2 * c
  if (card.maxLength !== null && a > card.maxLength) return null
  if (card.maxGirth !== null && girth > card.maxGirth) return null
  if (grams > card.maxGrams || !hazmat.every((word) => card.hazmat.includes(word))) return null
  const zone =
    card.zones.find((one) => one.countries.includes(country)) ??
    card.zones.find((one) => one.countries.includes('*'))
  const heavy = card.divisor === null ? grams : Math.max(grams, (a * b * c) / card.divisor)
  const billed = Math.ceil(heavy / card.roundUpGrams) * card.roundUpGrams
  const step = zone?.steps.find((one) => one.upToGrams >= billed)
  if (!zone || !step) return null
  const measured = { always: 1, heavier: grams, longer: a, girth }
  let minor = step.minor
  for (const one of card.surcharges)
    if (one.when === 'always' || measured[one.when] > one.over)
      minor += one.minor + Math.ceil((step.minor * one.basisPoints) / 10_000)
  return { minor, days: zone.days }
}

interface Lying {
  readonly goods: Goods
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  readonly z: readonly [number, number]
}

const common = (a: readonly [number, number], b: readonly [number, number]) =>
  Math.min(a[1], b[1]) - Math.max(a[0], b[0])

/** Tries every place on the grid for every piece. */
function packs(
  set: readonly Goods[],
  room: readonly [number, number, number],
  support: number,
): boolean {
  if (room.some((side) => side <= 0) || volumeOf(set) > room[0] * room[1] * room[2]) return false
  const lay = (at: number, lying: readonly Lying[]): boolean => {
    const goods = set[at]
    if (!goods) return stands(lying, support)
    return placesFor(goods, room).some(
      (next) => lying.every((one) => isFree(one, next)) && lay(at + 1, [...lying, next]),
    )
  }
  return lay(0, [])
}

const isFree = (one: Lying, next: Lying) =>
  common(one.x, next.x) <= 0 || common(one.y, next.y) <= 0 || common(one.z, next.z) <= 0

function placesFor(goods: Goods, room: readonly [number, number, number]): readonly Lying[] {
  const places: Lying[] = []
  for (const [dx, dy, dz] of waysToLay(goods))
    for (let z = 0; z + dz <= room[2]; z++)
      for (let y = 0; y + dy <= room[1]; y++)
        for (let x = 0; x + dx <= room[0]; x++)
          places.push({ goods, x: [x, x + dx], y: [y, y + dy], z: [z, z + dz] })
  return places
}

function waysToLay({ size: [a, b, c], stands: may }: Goods) {
  const ways: (readonly [number, number, number])[] = []
  if (may[2]) ways.push([a, b, c], [b, a, c])
  if (may[1]) ways.push([a, c, b], [c, a, b])
  if (may[0]) ways.push([b, c, a], [c, b, a])
  return ways
}

const stands = (lying: readonly Lying[], support: number): boolean =>
  lying.every((one) => {
    const area = (other: Lying) =>
      other === one ? 0 : Math.max(0, common(one.x, other.x)) * Math.max(0, common(one.y, other.y))
    const base = (one.x[1] - one.x[0]) * (one.y[1] - one.y[0])
    const below = lying.reduce((sum, other) => sum + (other.z[1] === one.z[0] ? area(other) : 0), 0)
    const load = lying.reduce(
      (sum, other) => sum + (other.z[0] >= one.z[1] && area(other) > 0 ? other.goods.grams : 0),
      0,
    )
    const bears = one.goods.bears ?? Number.POSITIVE_INFINITY
    return (one.z[0] === 0 || below >= support * base) && load <= bears
  })
