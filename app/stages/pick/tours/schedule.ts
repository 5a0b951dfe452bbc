import type { PlannedTour } from './request.ts'

export type Unscheduled = Omit<PlannedTour, 'startsIn' | 'endsIn' | 'atRisk'> & {
  readonly dueOf: readonly { readonly id: string; readonly dueAt: number }[]
  readonly isUrgent: boolean
}

/**
 * Who walks when: tours with urgent orders first, then those that are due first; each goes to the picker
 * who is free first. An order is at risk when its tour ends after it is due.
 */
export function schedule(
  tours: readonly Unscheduled[],
  { now, pickers }: { readonly now: number; readonly pickers: number },
): readonly PlannedTour[] {
  const free = new Float64Array(pickers)
  return tours
    .toSorted(
      (a, b) =>
        Number(b.isUrgent) - Number(a.isUrgent) ||
        a.firstDueAt - b.firstDueAt ||
        a.minutes - b.minutes,
    )
    .map(({ dueOf, isUrgent: _isUrgent, ...tour }) => {
      const picker = free.indexOf(Math.min(...free))
      const startsIn = free[picker] ?? 0
      const endsIn = startsIn + tour.minutes
      free[picker] = endsIn
      const done = now + endsIn * 60_000
      return {
        ...tour,
        startsIn,
        endsIn,
        atRisk: dueOf.filter(({ dueAt }) => done > dueAt).map(({ id }) => id),
      }
    })
}
