import { showMoney } from '../../../kernel/money.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import type { DeliveryOption } from '../../../providers/shop/draft-calls.ts'

const folded = (title: string) => title.normalize('NFKC').trim().toLowerCase()

/** The option that is called so; or what the store offers instead, in words. */
export function findOption(
  options: readonly DeliveryOption[],
  title: string,
): Outcome<DeliveryOption, string> {
  const found = options.find((one) => folded(one.title) === folded(title))
  if (found) return accept(found)
  const offered = options.map((one) => `${one.title} (${showMoney(one.price)})`).join(', ')
  return refuse(
    offered
      ? `The store has no delivery option “${title}” there; it offers ${offered}`
      : 'The store brings nothing to this address',
  )
}
