import type { ShopTx } from '../../../platform/db.server.ts'
import type { Bundle, KeptBody } from './kept-body.server.ts'

/** A delivery in this drain's hands until its transaction ends. */
export interface Claimed {
  readonly id: string
  readonly topic: string
  readonly eventKey: string
  readonly triggeredAt: Date
  /** Tries before this one. */
  readonly attempts: number
  /** Null when it was erased while it waited. */
  readonly body: KeptBody | null
}

interface Row {
  readonly id: string
  readonly topic: string
  readonly event_key: string
  readonly triggered_at: Date
  readonly attempts: number
  readonly body: string | null
  readonly bundle_id: string | null
  readonly bundle_at: number | null
  readonly bundle_bytes: number | null
}

/**
 * Takes up to `most` waiting deliveries, the one triggered first at the head. What another drain holds
 * is passed over; what is held by a process that died is free again with its connection.
 */
export async function claim(tx: ShopTx, most: number): Promise<readonly Claimed[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select id, topic, event_key, triggered_at, attempts, encode(body, 'base64') as body,
      bundle_id::text, bundle_at, bundle_bytes from delivery
    where shop_id = ${tx.shopId}::uuid and state = 'waiting' and (retry_at is null or retry_at <= now())
    order by triggered_at, id limit ${most} for update skip locked`
  const bundles = await readBundles(tx, rows)
  return rows.map((row) => ({
    ...{ id: row.id, topic: row.topic, eventKey: row.event_key, attempts: row.attempts },
    ...{ triggeredAt: row.triggered_at, body: keptBody(row, bundles) },
  }))
}

// Bytes come as text and back: the database client takes them apart one by one.
async function readBundles(tx: ShopTx, rows: readonly Row[]): Promise<ReadonlyMap<string, Bundle>> {
  const ids = [...new Set(rows.flatMap(({ bundle_id: id }) => id ?? []))]
  if (ids.length === 0) return new Map()
  const bundles = await tx.$queryRaw<{ id: string; sealed: string }[]>`
    select id::text, encode(sealed, 'base64') as sealed from delivery_bundle
    where shop_id = ${tx.shopId}::uuid and id = any(${ids}::uuid[])`
  return new Map(
    bundles.map(({ id, sealed }) => [id, { sealed: Buffer.from(sealed, 'base64'), opened: null }]),
  )
}

function keptBody(row: Row, bundles: ReadonlyMap<string, Bundle>): KeptBody | null {
  if (row.body !== null) return { sealed: Buffer.from(row.body, 'base64') }
  const bundle = row.bundle_id === null ? undefined : bundles.get(row.bundle_id)
  if (!bundle) return null
  return { bundle, at: row.bundle_at ?? 0, bytes: row.bundle_bytes ?? 0 }
}
