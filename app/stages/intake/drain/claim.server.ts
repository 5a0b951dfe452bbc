import type { ShopTx } from '../../../platform/db.server.ts'

/** A delivery in this drain's hands until its transaction ends. */
export interface Claimed {
  readonly id: string
  readonly topic: string
  readonly eventKey: string
  readonly triggeredAt: Date
  /** Tries before this one. */
  readonly attempts: number
  /** Packed and sealed; null when it was erased while it waited. */
  readonly body: Uint8Array | null
}

interface Row {
  readonly id: string
  readonly topic: string
  readonly event_key: string
  readonly triggered_at: Date
  readonly attempts: number
  readonly body: string | null
}

/**
 * Takes up to `most` waiting deliveries, the one triggered first at the head. What another drain holds
 * is passed over; what is held by a process that died is free again with its connection.
 */
export async function claim(tx: ShopTx, most: number): Promise<readonly Claimed[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select id, topic, event_key, triggered_at, attempts, encode(body, 'base64') as body from delivery
    where shop_id = ${tx.shopId}::uuid and state = 'waiting' and (retry_at is null or retry_at <= now())
    order by triggered_at, id limit ${most} for update skip locked`
  // As text and back: the database client takes bytes apart one by one.
  return rows.map(({ triggered_at: triggeredAt, event_key: eventKey, body, ...row }) => ({
    ...row,
    ...{ triggeredAt, eventKey },
    body: body === null ? null : Buffer.from(body, 'base64'),
  }))
}

/** What became of a delivery. */
export interface Ending {
  readonly state: 'done' | 'ignored' | 'dead'
  /** One sentence for the merchant; never personal data. */
  readonly outcome: string
}

/** Writes down what became of deliveries. Bodies are not kept, but for those a person has to look at. */
export async function endDeliveries(
  tx: ShopTx,
  endings: readonly (Ending & { readonly id: string })[],
): Promise<void> {
  if (endings.length === 0) return
  const json = JSON.stringify(
    endings.map((one) => ({ ...one, outcome: one.outcome.slice(0, 500) })),
  )
  await tx.$executeRaw`
    update delivery d set state = r.state, outcome = r.outcome, done_at = now(), retry_at = null,
      attempts = d.attempts + 1, body = case when r.state = 'dead' then d.body end
    from json_to_recordset(${json}::json) as r(id uuid, state text, outcome text)
    where d.shop_id = ${tx.shopId}::uuid and d.id = r.id`
}
