import { hoursAfter } from '../../../journey/due.ts'
import type { ShopSettings } from '../../../journey/settings.ts'

export interface UnpaidFacts {
  /** Since when the customer has the link. */
  readonly since: Date
  readonly remindedAt: Date | null
  /** The store can write to the customer. */
  readonly canMail: boolean
  /** When the customer's time is up; a person may have given more. */
  readonly dueAt: Date
  readonly now: Date
  readonly settings: Pick<ShopSettings, 'payRemindAfterHours'>
}

export type Unpaid =
  | { readonly do: 'remind' }
  /** The customer's time is up: a person calls, gives more time, or cancels. */
  | { readonly do: 'give_to_office' }
  | { readonly do: 'look_again'; readonly at: Date }

/** What becomes of an order whose customer was sent a payment link and has not paid. */
export function decideUnpaid(facts: UnpaidFacts): Unpaid {
  const { since, remindedAt, canMail, dueAt, now, settings } = facts
  if (dueAt <= now) return { do: 'give_to_office' }
  const remindAt = hoursAfter(since, settings.payRemindAfterHours)
  const reminds = canMail && remindedAt === null && remindAt < dueAt
  if (reminds && remindAt <= now) return { do: 'remind' }
  return { do: 'look_again', at: reminds ? remindAt : dueAt }
}
