import type { HoldKind } from '../../../journey/holds/hold-kinds.ts'
import type { ShopSettings } from '../../../journey/settings.ts'

/** Why an order is held beside what it lacks. A person who releases it waives the word: the same one does not come back. */
export interface Ground {
  readonly kind: HoldKind
  readonly word: string
  /** For the merchant and the store, no personal data. */
  readonly reason: string
}

export interface GroundFacts {
  readonly financialStatus: string
  /** What the store makes of its risk; null until it says. */
  readonly riskLevel: string | null
  /** Names of earlier orders it seems to be the same as. */
  readonly twins: readonly string[]
}

export interface Grounds {
  readonly holds: readonly Ground[]
  /** The store is worried, and the shop wants a person to look without holding the order. */
  readonly lookAtRisk: boolean
}

const statusWords = (status: string) => status.replaceAll('_', ' ')

/** What holds an order by the shop's rules on payment, risk and duplicates. */
export function decideGrounds(
  { financialStatus, riskLevel, twins }: GroundFacts,
  settings: Pick<ShopSettings, 'paymentHolds' | 'riskHigh' | 'riskMedium'>,
): Grounds {
  const holds: Ground[] = []
  const status = financialStatus.toLowerCase()
  if (settings.paymentHolds.some((one) => one === status))
    holds.push({
      kind: 'payment',
      word: `payment:${status}`,
      reason: `Payment is ${statusWords(status)}`,
    })
  const rule =
    riskLevel === 'high'
      ? settings.riskHigh
      : riskLevel === 'medium'
        ? settings.riskMedium
        : 'nothing'
  if (rule === 'hold')
    holds.push({
      kind: 'fraud',
      word: `fraud:${riskLevel}`,
      reason: `The store sees a ${riskLevel} risk of fraud`,
    })
  if (twins.length > 0)
    holds.push({
      kind: 'duplicate',
      word: `duplicate:${twins.join(',')}`,
      reason: `Seems to be the same order as ${twins.join(', ')}`,
    })
  return { holds, lookAtRisk: rule === 'task' }
}
