import { daysAfter, hoursAfter } from '../../journey/due.ts'
import type { NextStep } from '../../journey/next-step.ts'

/** Why somebody should ask the carrier. */
export type Trouble = 'failed' | 'delayed' | 'late' | 'silent'

export const troubleWords: Readonly<Record<Trouble, string>> = {
  failed: 'the carrier could not deliver it',
  delayed: 'the carrier says it is delayed, and nothing has happened since',
  late: 'it should have arrived by now',
  silent: 'nothing has been heard of it for too long',
}

export interface CarriedParcel {
  readonly status: string
  readonly statusAt: Date | null
  /** When anything was last heard of it; null: never. */
  readonly lastHeardAt: Date | null
  /** When it was given to the carrier. */
  readonly leftAt: Date
  readonly eta: Date | null
}

const over = new Set(['delivered', 'returned'])
/** How long a delay may stand before somebody asks, and how long a parcel may wait to be fetched. */
const delayDays = 2
const fetchDays = 7

/** Whether a parcel needs somebody to ask the carrier; the worst reason first. */
export function decideTrouble(
  parcel: CarriedParcel,
  now: Date,
  { silentAfterDays }: { readonly silentAfterDays: number },
): Trouble | null {
  const since = (at: Date, days: number) => daysAfter(at, days).getTime() <= now.getTime()
  if (over.has(parcel.status)) return null
  if (parcel.status === 'failed') return 'failed'
  if (parcel.status === 'ready_for_pickup')
    return since(parcel.statusAt ?? parcel.leftAt, fetchDays) ? 'late' : null
  if (parcel.status === 'delayed' && since(parcel.statusAt ?? parcel.leftAt, delayDays))
    return 'delayed'
  if (parcel.eta && since(parcel.eta, 1)) return 'late'
  return since(parcel.lastHeardAt ?? parcel.leftAt, silentAfterDays) ? 'silent' : null
}

/** Who asks: care where a customer has to be spoken to, the office otherwise. */
export const chaseStep = (trouble: Trouble, now: Date): NextStep => ({
  owner: trouble === 'failed' ? 'care' : 'office',
  step: 'chase_carrier',
  dueAt: hoursAfter(now, trouble === 'failed' ? 4 : 8),
})

/** Whether the customer is told of a delay: the carrier says so, or expects it a day or more later than first. */
export function isDelayed(parcel: {
  readonly status: string
  readonly originalEta: Date | null
  readonly eta: Date | null
}): boolean {
  if (over.has(parcel.status)) return false
  if (parcel.status === 'delayed') return true
  const { originalEta, eta } = parcel
  return (
    originalEta !== null && eta !== null && eta.getTime() >= daysAfter(originalEta, 1).getTime()
  )
}
