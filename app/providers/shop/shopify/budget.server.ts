import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { ShopId } from '../../../kernel/ids.ts'
import type { Urgency } from '../contract.ts'
import { throttled } from './faults.ts'
import type { Cost } from './read-answer.ts'

/** The share of the bucket that a call leaves for more urgent ones. */
const keeps: Readonly<Record<Urgency, number>> = { urgent: 0, normal: 0.1, bulk: 0.5 }

/** What an operation is taken to cost before the store said so. */
const firstGuess = 20

export interface Budget {
  /**
   * Takes what the operation will cost out of the shop's bucket, and waits while it is short.
   * @returns the points taken.
   * @throws ProviderThrottled with `waitMs` when it is short for longer than `patienceMs`.
   */
  take(shop: ShopId, name: string, urgency: Urgency, patienceMs: number): Promise<number>
  /** Learns from the store's own count. */
  settle(shop: ShopId, name: string, taken: number, cost: Cost): Promise<void>
}

/**
 * One bucket a shop for all processes, in the table store_budget. Each step is one short statement:
 * no transaction and no connection is held while a call is under way or while one waits.
 */
export function openBudget(pool: Pool): Budget {
  const requested = new Map<string, number>()

  async function tryTake(shop: ShopId, cost: number, urgency: Urgency): Promise<number> {
    const { rows } = await pool.query<{ wait: number }>(
      'select app.take_budget($1, $2, $3) as wait',
      [shop, cost, keeps[urgency]],
    )
    return rows[0]?.wait ?? 0
  }

  return {
    async take(shop, name, urgency, patienceMs) {
      const cost = requested.get(name) ?? firstGuess
      const until = Date.now() + patienceMs
      for (;;) {
        const waitMs = await tryTake(shop, cost, urgency)
        if (waitMs === 0) return cost
        if (Date.now() + waitMs > until)
          throw throttled(`${name}: the store's query budget is used up`, waitMs)
        await sleep(waitMs + Math.random() * 100)
      }
    },
    async settle(shop, name, taken, cost) {
      requested.set(name, cost.requested)
      const unused = taken - (cost.actual ?? 0)
      await pool.query('select app.settle_budget($1, $2, $3, $4, $5)', [
        shop,
        unused,
        cost.available,
        cost.maximum,
        cost.restoreRate,
      ])
    },
  }
}
