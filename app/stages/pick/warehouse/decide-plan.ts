import { type MapFault, most, type WarehousePlan } from './plan.ts'

/** Everything that is wrong with a plan, or nothing. */
export function planFaults(plan: WarehousePlan): readonly MapFault[] {
  const crowds = tooMany(plan)
  if (crowds.length > 0) return crowds
  return [...missing(plan), ...namedTwice(plan), ...badLengths(plan), ...badBins(plan)]
}

const tooMany = (plan: WarehousePlan): readonly MapFault[] =>
  (
    [
      ['aisles', plan.aisles.length, most.aisles],
      ['cross aisles', plan.crossAisles.length, most.crossAisles],
      ['points', plan.points.length, most.points],
      ['bins', plan.bins.length, most.bins],
    ] as const
  ).flatMap(([of, count, limit]) => (count > limit ? [{ kind: 'too_many', of, most: limit }] : []))

function missing(plan: WarehousePlan): readonly MapFault[] {
  const faults: MapFault[] = []
  if (plan.aisles.length === 0) faults.push({ kind: 'nothing', of: 'aisles' })
  if (plan.crossAisles.length === 0) faults.push({ kind: 'nothing', of: 'cross aisles' })
  if (!plan.points.some((one) => one.use !== 'drop')) faults.push({ kind: 'nothing', of: 'start' })
  if (!plan.points.some((one) => one.use !== 'start'))
    faults.push({ kind: 'nothing', of: 'drop point' })
  return faults
}

function namedTwice(plan: WarehousePlan): readonly MapFault[] {
  const twice = (codes: readonly string[]) => {
    const seen = new Set<string>()
    return codes.filter((code) => seen.size === seen.add(code).size)
  }
  return [plan.aisles, plan.crossAisles, plan.points, plan.bins]
    .flatMap((list) => twice(list.map((one) => one.code)))
    .map((code) => ({ kind: 'named_twice', code }))
}

const isMm = (value: number) => Number.isSafeInteger(value) && value >= 0 && value <= 10_000_000

function badLengths(plan: WarehousePlan): readonly MapFault[] {
  const lengths: (readonly [string, number | undefined])[] = [
    ...plan.aisles.flatMap((one) =>
      [one.xMm, one.fromMm, one.toMm].map((mm) => [one.code, mm] as const),
    ),
    ...plan.crossAisles.flatMap((one) =>
      [one.yMm, one.fromMm, one.toMm].map((mm) => [one.code, mm] as const),
    ),
    ...plan.points.flatMap((one) => [one.xMm, one.yMm].map((mm) => [one.code, mm] as const)),
    ...plan.bins.flatMap((one) => [one.yMm, one.level].map((mm) => [one.code, mm] as const)),
  ]
  return lengths.flatMap(([code, value]) =>
    value === undefined || isMm(value) ? [] : [{ kind: 'bad_length', code, value }],
  )
}

function badBins(plan: WarehousePlan): readonly MapFault[] {
  const aisles = new Map(plan.aisles.map((one) => [one.code, one]))
  return plan.bins.flatMap((bin): readonly MapFault[] => {
    const aisle = aisles.get(bin.aisle)
    if (!aisle) return [{ kind: 'no_such_aisle', bin: bin.code, aisle: bin.aisle }]
    const outside =
      bin.yMm < (aisle.fromMm ?? 0) || bin.yMm > (aisle.toMm ?? Number.POSITIVE_INFINITY)
    return outside ? [{ kind: 'outside_aisle', bin: bin.code }] : []
  })
}
