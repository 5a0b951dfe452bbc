import pg from 'pg'
import { type Addressed, type Incoming, layOut } from './bundles.server.ts'
import type { KnownShops } from './known-shops.server.ts'

export interface StoreDeps {
  readonly pool: pg.Pool
  readonly shops: KnownShops
}

/** Longest wait for the database: the sender gives up after 5 s. */
const timeoutMs = 4_000
/** A drain is booked at once for a shop that was quiet, and at most this often for a busy one. */
const drainEveryMs = 250
const tries = 3

const text =
  'select app.store_bundles($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)::text[] as stale'

/**
 * Stores batches of deliveries, each in one statement and one commit (`app.store_bundles`).
 * Resolves after the commit. A repeat of a delivery that is stored already changes nothing.
 * @throws what the database said: then it is not known whether the batch was stored; repeating is safe.
 */
export function storeDeliveries({ pool, shops }: StoreDeps) {
  const bookedAt = new Map<string, number>()

  function waitMs(shop: string): number {
    const now = Date.now()
    if (now - (bookedAt.get(shop) ?? 0) < drainEveryMs) return drainEveryMs
    if (bookedAt.size > 10_000) bookedAt.clear()
    bookedAt.set(shop, now)
    return 0
  }

  /** @returns the deliveries whose shop had another key by now. */
  async function storeOnce(batch: readonly Incoming[]): Promise<readonly Incoming[]> {
    const addressed = await address(shops, batch)
    const values = layOut(addressed, waitMs)
    const { rows } = await pool.query<{ stale: string[] }>(
      Object.assign({ text, values }, { query_timeout: timeoutMs }),
    )
    const stale = new Set(rows[0]?.stale)
    if (stale.size === 0) return []
    const again = addressed.filter(({ shop }) => stale.has(shop.id)).map(({ from }) => from)
    for (const { head } of again) shops.forget(head.domain)
    return again
  }

  return async function store(batch: readonly Incoming[]): Promise<void> {
    let left = batch
    for (let attempt = 1; left.length > 0; attempt++) {
      try {
        left = await storeOnce(left)
      } catch (fault) {
        if (attempt >= tries || !mayPass(fault)) throw fault
        await new Promise((resolve) => setTimeout(resolve, 50 * attempt))
      }
      if (attempt > tries + 1) throw new Error('the shop has another key at every look')
    }
  }
}

async function address(shops: KnownShops, batch: readonly Incoming[]): Promise<Addressed[]> {
  const addressed: Addressed[] = []
  for (const from of batch) {
    const found = shops.find(from.head.domain)
    addressed.push({ from, shop: found instanceof Promise ? await found : found })
  }
  return addressed
}

/** A broken connection, a server that restarts, two batches crosswise: worth another try. */
function mayPass(fault: unknown): boolean {
  if (fault instanceof pg.DatabaseError) return /^(08|40|57P)/.test(fault.code ?? '')
  return fault instanceof Error && /connection|ECONN|EPIPE|terminat/i.test(fault.message)
}
