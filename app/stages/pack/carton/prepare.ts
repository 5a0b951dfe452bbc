import type { CartonSort, Goods } from './goods.ts'
import { type Kind, waysOf } from './kinds.ts'
import type { Box } from './packer.ts'
import { reachOf } from './reach.ts'

export interface Prepared {
  readonly kinds: readonly Kind[]
  readonly counts: readonly number[]
  /** Which goods the pieces of a kind are, in turn. */
  readonly goods: readonly (readonly Goods[])[]
}

/** Goods that differ only by name are one kind. Pieces that nest stay with their own. */
export function prepareGoods(goods: readonly Goods[]): Prepared {
  const groups = new Map<string, Goods[]>()
  for (const one of goods) {
    const ways = waysOf(one.size, one.stands)
      .map(({ dx, dy, dz }) => `${dx}.${dy}.${dz}`)
      .sort()
    const { grams, bears, nest, alone, hazmat, together, apart } = one
    const key = JSON.stringify([
      ...[ways, grams, bears, nest, alone, hazmat, together, apart],
      nest > 0 ? one.id : '',
    ])
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  const lists = [...groups.values()]
  return {
    goods: lists,
    counts: lists.map((list) => list.reduce((sum, one) => sum + one.quantity, 0)),
    kinds: lists.flatMap((list, at) => (list[0] ? [kindOf(list[0], at)] : [])),
  }
}

function kindOf(one: Goods, at: number): Kind {
  const nests = one.nest > 0
  // Things that go into each other do so standing as they usually do.
  const stands = nests ? ([false, false, true] as const) : one.stands
  return {
    at,
    ways: waysOf(one.size, stands),
    grams: one.grams,
    volume: one.size[0] * one.size[1] * one.size[2],
    bears: one.bears ?? Number.POSITIVE_INFINITY,
    nest: Math.min(one.nest, one.size[2]),
    apart: one.apart ?? '',
    hazmat: one.hazmat ?? '',
    together: one.together ?? '',
    alone: one.alone,
  }
}

/** Thicknesses a mailer is tried with, at most. */
const thicknesses = 24

/** Cartons as boxes, smallest first; a mailer is one box for each thickness its contents may have. */
export function boxesOf(cartons: readonly CartonSort[], kinds: readonly Kind[]): readonly Box[] {
  const boxes = cartons.flatMap((sort, carton) => {
    const [long, wide, high] = sort.inner
    const heights = sort.kind === 'carton' ? [high] : heightsUpTo(high, kinds)
    return heights.flatMap((dz) => {
      const lost = sort.kind === 'mailer' ? dz : 0
      const [dx, dy] = [long - lost, wide - lost]
      if (dx <= 0 || dy <= 0) return []
      const room = Math.min(dx * dy * dz, sort.maxVolume ?? Number.POSITIVE_INFINITY)
      const hull = { dx, dy, dz, grams: sort.maxGrams - sort.emptyGrams }
      return [{ carton, hull, volume: long * wide * dz, room, soft: sort.kind === 'mailer' }]
    })
  })
  return boxes.sort((a, b) => a.volume - b.volume).map((box, at) => ({ ...box, at }))
}

function heightsUpTo(high: number, kinds: readonly Kind[]): readonly number[] {
  const sides = kinds.flatMap((kind) => [
    ...kind.ways.map((way) => way.dz),
    ...(kind.nest > 0 ? [kind.nest] : []),
  ])
  const all = [...new Set(reachOf(sides, high))].filter((height) => height > 0)
  if (all.length <= thicknesses) return all
  return [
    ...new Set(
      Array.from(
        { length: thicknesses },
        (_, at) => all[Math.floor(((at + 1) * all.length) / thicknesses) - 1] ?? high,
      ),
    ),
  ]
}
