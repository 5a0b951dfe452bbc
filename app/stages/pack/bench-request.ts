import type { CartonSort, Goods, VoidFill } from './carton/goods.ts'
import type { Objective } from './carton/judge.ts'
import type { Sides } from './carton/kinds.ts'
import { carefulEffort, type PlanRequest } from './carton/plan.ts'
import type { RateCard } from './carton/rate-card.ts'
import type { PackingFacts } from './packing-facts.ts'

export interface LineToPack {
  readonly id: string
  readonly title: string
  readonly quantity: number
  readonly grams: number
  readonly size: Sides | null
  readonly facts: PackingFacts
}

export interface RequestFacts {
  readonly lines: readonly LineToPack[]
  readonly cartons: readonly CartonSort[]
  readonly cards: readonly RateCard[]
  readonly objective: Objective
  readonly voidFill: VoidFill
  readonly country: string
  /** End of the promised day; null when nothing was promised. */
  readonly promisedAt: Date | null
  readonly now: Date
}

const dayMs = 86_400_000

/** What the planner is asked for a shipment; the lines without a size when there are any. */
export function benchRequest(
  facts: RequestFacts,
):
  | { readonly kind: 'request'; readonly request: PlanRequest }
  | { readonly kind: 'unmeasured'; readonly lines: readonly LineToPack[] } {
  const goods: Goods[] = []
  const unmeasured: LineToPack[] = []
  for (const line of facts.lines)
    if (line.size)
      goods.push({
        ...line.facts,
        ...{ id: line.id, name: line.title, quantity: line.quantity, grams: line.grams },
        size: line.size,
      })
    else unmeasured.push(line)
  if (unmeasured.length > 0) return { kind: 'unmeasured', lines: unmeasured }
  const { cartons, cards, objective, voidFill, country, promisedAt, now } = facts
  const daysLeft = promisedAt
    ? Math.max(0, Math.floor((promisedAt.getTime() - now.getTime()) / dayMs))
    : null
  return {
    kind: 'request',
    request: {
      ...{ goods, cartons, objective, voidFill, support: 0.7, seed: 1, effort: carefulEffort },
      shipping: cards.length > 0 ? { cards, country, daysLeft } : null,
    },
  }
}

/** A word for the contents of a shipment: the same items in the same number have the same one. */
export const contentsOf = (
  lines: readonly { readonly itemId: string | null; readonly quantity: number }[],
): string | null =>
  lines.length === 0 || lines.some((line) => line.itemId === null)
    ? null
    : lines
        .map((line) => `${line.itemId}×${line.quantity}`)
        .sort()
        .join(' ')
