import type { Sides } from './kinds.ts'
import type { Placement } from './placements.ts'
import type { PlannedParcel } from './plan.ts'

/** One thing a packer does: lays some equal pieces down. */
export interface PackingStep {
  readonly goods: string
  readonly pieces: number
  /** How its usual top looks now. */
  readonly lies: 'as_usual' | 'on_its_side' | 'on_its_end'
  readonly where: string
  readonly bodies: readonly { readonly at: Sides; readonly size: Sides }[]
}

/** Most steps a picture has; what is more is laid as one. */
const mostSteps = 60

/** A parcel's placements as steps: equal pieces lying the same way at the same height are one. */
export function packingSteps(
  parcel: PlannedParcel,
  sizeOf: (goods: string) => Sides | null,
): readonly PackingStep[] {
  const groups = new Map<string, Placement[]>()
  for (const one of parcel.placements) {
    const key = [one.goods, one.at[2], ...one.size].join()
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  const steps = [...groups.values()].map((group) => stepOf(group, parcel.inner, sizeOf))
  return steps.length <= mostSteps ? steps : byGoods(parcel, sizeOf)
}

function byGoods(parcel: PlannedParcel, sizeOf: (goods: string) => Sides | null) {
  const goods = [...new Set(parcel.placements.map((one) => one.goods))]
  return goods.map((id) =>
    stepOf(
      parcel.placements.filter((one) => one.goods === id),
      parcel.inner,
      sizeOf,
    ),
  )
}

function stepOf(
  group: readonly Placement[],
  inner: Sides,
  sizeOf: (goods: string) => Sides | null,
): PackingStep {
  const goods = group[0]?.goods ?? ''
  return {
    goods,
    pieces: group.reduce((sum, one) => sum + one.pieces, 0),
    lies: liesHow(group[0], sizeOf(goods)),
    where: whereWords(group, inner),
    bodies: group.map(({ at, size }) => ({ at, size })),
  }
}

function liesHow(one: Placement | undefined, size: Sides | null): PackingStep['lies'] {
  if (!one || !size || one.pieces > 1 || one.size[2] === size[2]) return 'as_usual'
  return one.size[2] === Math.max(...size) ? 'on_its_end' : 'on_its_side'
}

/** Where to lay it, as seen by somebody who stands before the carton's long side. */
function whereWords(group: readonly Placement[], inner: Sides): string {
  const low = (axis: 0 | 1 | 2) => Math.min(...group.map((one) => one.at[axis]))
  const high = (axis: 0 | 1 | 2) => Math.max(...group.map((one) => one.at[axis] + one.size[axis]))
  const side = (axis: 0 | 1, near: string, far: string) => {
    const middle = (low(axis) + high(axis)) / 2 / inner[axis]
    return middle < 0.4 ? near : middle > 0.6 ? far : ''
  }
  const words = [side(1, 'front', 'back'), side(0, 'left', 'right')].filter(Boolean)
  const place = words.length === 0 ? 'in the middle' : words.join(' ')
  return low(2) === 0 ? `${place}, on the bottom` : `${place}, on top`
}
