import { Choices } from './choose.ts'
import type { Goods } from './goods.ts'
import { groundOf } from './ground.ts'
import type { Sides } from './kinds.ts'
import { Load } from './load.ts'
import { Names, type Placement, placementsOf } from './placements.ts'
import { prepareGoods } from './prepare.ts'
import { randomFrom } from './random.ts'
import { containerRuleAt } from './rule.ts'

export interface FillRequest {
  readonly goods: readonly Goods[]
  readonly inner: Sides
  readonly support: number
  readonly seed: number
}

/** As much of the goods, by volume, as is found to go into one container until the time is over. */
export function fillContainer(
  { goods, inner, support, seed }: FillRequest,
  isOver: () => boolean,
): { readonly placements: readonly Placement[]; readonly share: number } {
  const prepared = prepareGoods(goods)
  const [dx, dy, dz] = inner
  const hull = { dx, dy, dz, grams: Number.POSITIVE_INFINITY }
  const ground = groundOf(hull, prepared.kinds, support)
  const tools = { random: randomFrom(seed), choices: new Choices() }
  let best: Load | null = null
  for (let pass = 0; pass === 0 || !isOver(); pass++) {
    const load = new Load(ground, prepared.counts, tools)
    load.fill(containerRuleAt(pass))
    if (!best || load.volume > best.volume) best = load
  }
  return {
    placements: placementsOf(best?.blocks ?? [], new Names(prepared)),
    share: (best?.volume ?? 0) / (dx * dy * dz),
  }
}
