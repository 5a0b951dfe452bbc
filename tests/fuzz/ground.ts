import { readdirSync } from 'node:fs'
import pg from 'pg'
import { makeCustomerLink } from '../../app/journey/customer-link.server.ts'
import { orderId, shopId } from '../../app/kernel/ids.ts'
import { openDatabase, withShop } from '../../app/platform/db.server.ts'
import type { Keepsake } from '../demo/keepsake.ts'
import { until } from '../demo/progress.ts'
import { shopDomain } from '../demo/stand-in-plans.ts'
import type { World } from '../demo/world.ts'
import { staff } from '../store/staff.ts'
import type { Ground } from './doors.ts'

const purposes = ['correct', 'confirm', 'track', 'return', 'survey'] as const

/** A shop in full work: orders on their way, customers' links to them, and the ids of everything. */
export async function readGround(
  world: World,
  kept: Keepsake,
  partner: NonNullable<Keepsake['partner']>,
): Promise<Ground> {
  await fetch(`${world.addresses.store}/control/${shopDomain}/rate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ perMinute: 120 }),
  })
  const owner = new pg.Client({ connectionString: world.database.OWNER_DATABASE_URL })
  await owner.connect()
  const app = openDatabase(world.database.DATABASE_URL, 2)
  try {
    const orders = await until('some orders to be on their way', async () => {
      const { rows } = await owner.query<{ id: string; shop: string }>(
        `select o.id, o.shop_id as shop from sales_order o join shipment s on s.order_id = o.id limit 12`,
      )
      return rows.length > 5 ? rows : null
    })
    const shop = shopId(orders[0]?.shop ?? '')
    const deps = {
      linkKey: new Uint8Array(Buffer.from(kept.linkKey, 'base64')),
      storefrontUrl: () => '',
    }
    const links: { purpose: string; token: string }[] = []
    for (const [at, { id }] of orders.entries()) {
      const purpose = purposes[at % purposes.length] ?? 'track'
      const made = await withShop(app.db, shop, (tx) =>
        makeCustomerLink(tx, deps, {
          ...{ orderId: orderId(id), purpose, expiresAt: new Date(Date.now() + 86_400_000) },
        }),
      )
      links.push({ purpose, token: made.split('/').at(-1) ?? '' })
    }
    return {
      ...{ kept, shop: shopDomain, shopId: shop, userId: String(staff[0].id), partner, links },
      ids: await idsOf(owner),
      adminPages: readdirSync('app/routes').filter((name) => name.startsWith('app.')),
    }
  } finally {
    await app.close()
    await owner.end()
  }
}

/** A few ids of every table that has them. */
async function idsOf(owner: pg.Client): Promise<readonly string[]> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'id' and data_type = 'uuid'`,
  )
  const ids: string[] = []
  for (const { name } of tables) {
    const { rows } = await owner.query<{ id: string }>(`select id from ${name} limit 4`)
    ids.push(...rows.map(({ id }) => id))
  }
  return ids
}
