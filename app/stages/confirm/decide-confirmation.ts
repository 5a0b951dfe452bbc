import { hoursAfter, minutesAfter, systemStepMinutes } from '../../journey/due.ts'
import type { NextStep } from '../../journey/next-step.ts'
import type { ShopSettings } from '../../journey/settings.ts'

export interface ConfirmationFacts {
  /** Where it was sold: `web`, `pos`, `phone`, … */
  readonly channel: string
  /** The customer said yes before; it came back because something about it changed. */
  readonly confirmed: boolean
  /** It was there before the shop had the app: its customer was told by the store, perhaps weeks ago. */
  readonly beforeTheApp: boolean
  /** Whether there is an e-mail address to write to. */
  readonly canMail: boolean
  readonly settings: Pick<
    ShopSettings,
    'confirmationRequired' | 'confirmWithinHours' | 'careWithinHours'
  >
}

export type Confirmation =
  /** Work starts at once. */
  | { readonly kind: 'go_on'; readonly next: NextStep }
  /** The customer's yes is awaited, asked for by mail. */
  | { readonly kind: 'wait'; readonly next: NextStep }
  /** The customer's yes is awaited, and only a call can get it. */
  | { readonly kind: 'call'; readonly next: NextStep }

/** What an order that is complete waits for before work starts. Who stood at the counter has said yes. */
export function decideConfirmation(facts: ConfirmationFacts, now: Date): Confirmation {
  const { settings } = facts
  const asked = settings.confirmationRequired && !facts.confirmed && !facts.beforeTheApp
  if (!asked || facts.channel === 'pos') return { kind: 'go_on', next: distributeNext(now) }
  if (facts.canMail)
    return {
      kind: 'wait',
      next: {
        owner: 'customer',
        step: 'confirm',
        dueAt: hoursAfter(now, settings.confirmWithinHours),
      },
    }
  return { kind: 'call', next: callNext(settings, now) }
}

/** Care calls the customer. */
export const callNext = (settings: Pick<ShopSettings, 'careWithinHours'>, now: Date): NextStep => ({
  owner: 'care',
  step: 'call_to_confirm',
  dueAt: hoursAfter(now, settings.careWithinHours),
})

/** The order is confirmed, or needs no yes. */
export const distributeNext = (now: Date): NextStep => ({
  owner: 'system',
  step: 'distribute',
  dueAt: minutesAfter(now, systemStepMinutes),
})
