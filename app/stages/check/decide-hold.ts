import { hoursAfter } from '../../journey/due.ts'
import type { NextStep } from '../../journey/next-step.ts'
import type { ShopSettings } from '../../journey/settings.ts'
import { isAddressWord, isForCustomer, listForMerchant, type Missing } from './missing.ts'

export const holdKinds = ['address', 'completeness'] as const
/** The holds of this room: what is wrong with the address, and everything else that is missing. */
export type HoldKind = (typeof holdKinds)[number]

/** Our name for a hold in the store; one of a kind on each fulfillment order. */
export const handleOf = (kind: string): string => `orderwright-${kind}`

export interface HoldPlan {
  readonly holds: readonly {
    readonly kind: HoldKind
    readonly missing: readonly Missing[]
    /** For the merchant, no personal data. */
    readonly reason: string
  }[]
  readonly next: NextStep
  /** Who is asked for what only a customer knows: by mail, by a call of the office, or nobody needs to be. */
  readonly ask: 'mail' | 'call' | 'nobody'
  /** What the office has to decide itself, and by when it acts. */
  readonly forOffice: readonly Missing[]
  readonly officeDueAt: Date
}

const reasonOf = (missing: readonly Missing[]) => `Missing: ${listForMerchant(missing)}`

/**
 * What follows from an order not being complete: its holds, who is asked, and by when.
 * @param waitsUntil when an earlier hold of this order was due, so that a second look does not prolong it.
 * @param canMail whether there is an e-mail address that works.
 */
export function decideHold(
  missing: readonly Missing[],
  about: {
    readonly canMail: boolean
    readonly waitsUntil: Date | null
    readonly settings: Pick<
      ShopSettings,
      'correctWithinHours' | 'careWithinHours' | 'correctionTeam'
    >
    readonly now: Date
  },
): HoldPlan {
  const { canMail, settings, now } = about
  const address = missing.filter(isAddressWord)
  const rest = missing.filter((word) => !isAddressWord(word))
  const forOffice = missing.filter((word) => !isForCustomer(word))
  const asksCustomer = forOffice.length < missing.length
  const dueAt = about.waitsUntil ?? hoursAfter(now, settings.correctWithinHours)
  const overdue = dueAt <= now
  const ask = !asksCustomer ? 'nobody' : canMail && !overdue ? 'mail' : 'call'
  const officeDue = hoursAfter(now, Math.min(settings.careWithinHours, settings.correctWithinHours))
  const holds = [
    { kind: 'address', missing: address, reason: reasonOf(address) },
    { kind: 'completeness', missing: rest, reason: reasonOf(rest) },
  ] as const
  const next: NextStep =
    ask === 'mail'
      ? { owner: 'customer', step: 'correct', dueAt }
      : ask === 'call'
        ? { owner: settings.correctionTeam, step: 'call_for_details', dueAt: officeDue }
        : { owner: 'office', step: 'correct', dueAt: officeDue }
  return {
    holds: holds.filter((hold) => hold.missing.length > 0),
    next,
    ask,
    forOffice,
    officeDueAt: officeDue,
  }
}
