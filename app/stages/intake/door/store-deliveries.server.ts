import pg from 'pg'
import { sealedBy } from '../../../platform/vault.server.ts'
import { packBody } from '../pack-body.server.ts'
import type { DeliveryHead } from './delivery-head.ts'
import type { KnownShop, KnownShops } from './known-shops.server.ts'

/** One delivery on its way into the database. */
export interface Incoming {
  readonly head: DeliveryHead
  readonly body: Buffer
}

export interface StoreDeps {
  readonly pool: pg.Pool
  readonly shops: KnownShops
}

/** Longest wait for the database: the sender gives up after 5 s. */
const timeoutMs = 4_000
/** A drain is booked at once for a shop that was quiet, and at most this often for a busy one. */
const drainEveryMs = 250
const tries = 3

/**
 * Stores batches of deliveries, each in one statement and one commit (`app.store_deliveries`).
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
    const { json, bodies } = layOut(addressed, waitMs)
    const text = 'select app.store_deliveries($1::json, $2) as stale'
    const { rows } = await pool.query<{ stale: string[] }>(
      Object.assign({ text, values: [json, bodies] }, { query_timeout: timeoutMs }),
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

interface Addressed {
  readonly from: Incoming
  readonly shop: KnownShop
  readonly packed: Buffer
}

async function address(shops: KnownShops, batch: readonly Incoming[]): Promise<Addressed[]> {
  const addressed: Addressed[] = []
  for (const from of batch) {
    const found = shops.find(from.head.domain)
    const shop = found instanceof Promise ? await found : found
    addressed.push({ from, shop, packed: packBody(from.body) })
  }
  return addressed
}

/**
 * Seals the bodies and lays them out as `app.store_deliveries` reads them: in one piece, since an
 * array of Buffers would travel as hex text, and since many small pieces keep the collector busy.
 */
function layOut(batch: readonly Addressed[], waitMs: (shop: string) => number) {
  const parts = new Map<string, { shop: KnownShop; rows: object[] }>()
  const bodies = Buffer.allocUnsafe(
    batch.reduce((sum, { packed }) => sum + packed.length + sealedBy, 0),
  )
  let at = 0
  for (const { shop, from, packed } of batch) {
    const part = parts.get(shop.id) ?? { shop, rows: [] }
    parts.set(shop.id, part)
    const end = shop.vault.sealBytesInto(packed, bodies, at)
    const { topic: t, eventKey: e, triggeredAt, apiVersion: v } = from.head
    part.rows.push({ t, e, at: triggeredAt, v, o: at, n: end - at })
    at = end
  }
  const inOrder = [...parts.values()].sort((a, b) => (a.shop.id < b.shop.id ? -1 : 1))
  const json = JSON.stringify(
    inOrder.map(({ shop, rows }) => ({
      shop: shop.id,
      sealed_by: shop.sealedBy,
      wait_ms: waitMs(shop.id),
      rows,
    })),
  )
  return { json, bodies }
}

/** A broken connection, a server that restarts, two batches crosswise: worth another try. */
function mayPass(fault: unknown): boolean {
  if (fault instanceof pg.DatabaseError) return /^(08|40|57P)/.test(fault.code ?? '')
  return fault instanceof Error && /connection|ECONN|EPIPE|terminat/i.test(fault.message)
}
