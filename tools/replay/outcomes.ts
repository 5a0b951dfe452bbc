import { createHmac } from 'node:crypto'
import pg from 'pg'
import { eventKey } from '../../app/stages/intake/index.server.ts'
import type { DeliveryFile } from './delivery-file.ts'

/** What the app says of a delivery; null while it is not there or waits. */
export interface Ended {
  readonly state: string
  readonly outcome: string
}

/** Reads what became of deliveries from the app's database. */
export interface Outcomes {
  read(delivery: DeliveryFile): Promise<Ended | null>
  close(): Promise<void>
}

/** @param secret the one the deliveries are signed with: their digest is part of what they are known by. */
export function openOutcomes(databaseUrl: string, secret: string): Outcomes {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    connectionTimeoutMillis: 5_000,
  })
  return {
    close: () => pool.end(),
    async read({ shop, topic, id, body }) {
      const digest = createHmac('sha256', secret).update(body).digest()
      const client = await pool.connect()
      try {
        const found = await client.query<{ id: string }>('select id from shop where domain = $1', [
          shop,
        ])
        const [row] = found.rows
        if (!row) return null
        await client.query("select set_config('app.shop_id', $1, false)", [row.id])
        const { rows } = await client.query<Ended>(
          `select state, coalesce(outcome, '') as outcome from delivery
           where shop_id = $1 and topic = $2 and event_key = $3 and (state <> 'waiting' or outcome is not null)`,
          [row.id, topic.toLowerCase(), eventKey(id, digest)],
        )
        return rows[0] ?? null
      } finally {
        client.release()
      }
    },
  }
}
