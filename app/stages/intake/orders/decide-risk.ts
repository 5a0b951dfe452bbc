import type { OrderState } from '../../../journey/order.ts'
import type { Consequence } from './decide-order.ts'

const worrying = (level: string | null) => level === 'medium' || level === 'high'

/**
 * What follows from a new assessment of an order's risk. Before release the check judges anew by the
 * shop's rules; a customer is not asked again because a low risk was confirmed to be low.
 */
export function decideRisk(
  order: { readonly state: OrderState; readonly nextStep: string | null },
  { before, now }: { readonly before: string | null; readonly now: string },
): Consequence {
  const matters = worrying(before) !== worrying(now) || (worrying(now) && before !== now)
  switch (order.state) {
    case 'received':
      if (order.nextStep === 'check') return { kind: 'check' }
      return { kind: matters ? 'check_again' : 'none' }
    case 'held':
    case 'confirming':
    case 'cleared':
      return { kind: matters ? 'check_again' : 'none' }
    case 'released':
      // Told twice (the delivery, then the store's own advice) it is stopped once.
      if (now === 'high') return { kind: before === 'high' ? 'none' : 'ask_office' }
      return { kind: matters ? 'note' : 'none' }
    case 'delivered':
    case 'completed':
    case 'cancelled':
      return { kind: matters ? 'note' : 'none' }
  }
}
