import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, type ShopTx, sql, withShop } from '../../../platform/db.server.ts'
import type { Log } from '../../../platform/log.server.ts'
import type { Vaults } from '../../../platform/vault.server.ts'
import { type RetentionDays, type RetentionKind, retentionKinds } from './retention-days.ts'
import { sealSome } from './seal-open.server.ts'

export interface RetentionDeps {
  readonly db: Db
  readonly log: Log
  readonly vaults: Vaults
  readonly retention: RetentionDays
}

/** Rows emptied in one transaction: short enough that nobody waits for it. */
const batch = 500

/**
 * Empties or throws away what was kept longer than its time, a batch a transaction; cut off, the next run goes on.
 * What still lies in clear from before it was sealed is sealed on the way.
 * @returns how many rows of each kind it came to.
 */
export async function forgetOld(
  deps: RetentionDeps,
  shop: ShopId,
  now = new Date(),
): Promise<Readonly<Record<RetentionKind, number>>> {
  const vault = await deps.vaults.of(shop)
  while ((await withShop(deps.db, shop, (tx) => sealSome(tx, vault))) > 0);
  const counts: Record<RetentionKind, number> = { ...deps.retention }
  for (const kind of retentionKinds) {
    const before = new Date(now.getTime() - deps.retention[kind] * 86_400_000)
    counts[kind] = 0
    for (;;) {
      const emptied = await withShop(deps.db, shop, (tx) => forget[kind](tx, before))
      counts[kind] += emptied
      if (emptied === 0) break
    }
  }
  if (retentionKinds.some((kind) => counts[kind] > 0))
    deps.log.info({ shop, ...counts }, 'kept long enough')
  return counts
}

/** One batch of each kind; answers how many rows it came to, 0 when nothing is left. */
const forget: Readonly<Record<RetentionKind, (tx: ShopTx, before: Date) => Promise<number>>> = {
  deliveries: (tx, before) =>
    deleteSome(tx, 'delivery', sql.sql`state in ('done', 'ignored') and received_at < ${before}`),
  dead_letters: (tx, before) =>
    emptySome(tx, 'delivery', sql.sql`body = null`, {
      old: sql.sql`state = 'dead' and received_at < ${before}`,
      full: sql.sql`body is not null`,
    }),
  mails: (tx, before) =>
    emptySome(tx, 'mail', sql.sql`sealed = null`, {
      old: sql.sql`state <> 'waiting' and created_at < ${before}`,
      full: sql.sql`sealed is not null`,
    }),
  labels: (tx, before) =>
    emptySome(tx, 'parcel', sql.sql`label_pdf = null, label_zpl = null`, {
      old: sql.sql`bought_at < ${before} and exists (select 1 from shipment s
        where s.shop_id = parcel.shop_id and s.id = parcel.shipment_id and s.handed_over_at < ${before})`,
      full: sql.sql`(label_pdf is not null or label_zpl is not null)`,
    }),
  carrier_words: (tx, before) =>
    emptySome(tx, 'parcel_event', sql.sql`sealed = null, message = '', place = ''`, {
      old: sql.sql`heard_at < ${before}`,
      full: sql.sql`(sealed is not null or message <> '' or place <> '')`,
    }),
  photos: async (tx, before) => {
    const old = { old: sql.sql`at < ${before}`, full: sql.sql`sealed is not null` }
    return (
      (await emptySome(tx, 'goods_photo', sql.sql`sealed = null`, old)) +
      (await emptySome(tx, 'parcel_photo', sql.sql`sealed = null`, old))
    )
  },
  links: (tx, before) => deleteSome(tx, 'customer_link', sql.sql`expires_at < ${before}`),
  sessions: (tx, before) => deleteSome(tx, 'door_session', sql.sql`until < ${before}`),
  forms: async (tx, before) =>
    (await deleteSome(tx, 'order_form', sql.sql`state = 'draft' and saved_at < ${before}`)) +
    (await emptySome(
      tx,
      'order_form',
      sql.sql`sealed = null, pay_url = null, email_hash = null, customer_gid = null`,
      {
        old: sql.sql`state in ('placed', 'refused', 'cancelled') and saved_at < ${before}`,
        full: sql.sql`(sealed is not null or pay_url is not null or email_hash is not null)`,
      },
    )) +
    (await emptySome(tx, 'order_import', sql.sql`sealed = null`, {
      old: sql.sql`created_at < ${before}`,
      full: sql.sql`sealed is not null`,
    })),
  requests: (tx, before) =>
    emptySome(tx, 'compliance_record', sql.sql`sealed = null, email_hash = null`, {
      old: sql.sql`state <> 'open' and created_at < ${before}`,
      full: sql.sql`(sealed is not null or email_hash is not null)`,
    }),
  // History grows only for this role; a function of the owner's takes its oldest end away.
  audit: async (tx, before) => {
    const rows = await tx.$queryRaw<{ gone: number }[]>`
      select app.forget_audit(${before}, ${batch}::int) as gone`
    return rows[0]?.gone ?? 0
  },
}

const deleteSome = (tx: ShopTx, table: string, old: sql.Sql): Promise<number> =>
  tx.$executeRaw`
    delete from ${sql.raw(table)} where shop_id = ${tx.shopId}::uuid and id in (
      select id from ${sql.raw(table)} where shop_id = ${tx.shopId}::uuid and ${old}
      order by id limit ${batch})`

const emptySome = (
  tx: ShopTx,
  table: string,
  emptied: sql.Sql,
  { old, full }: { readonly old: sql.Sql; readonly full: sql.Sql },
): Promise<number> =>
  tx.$executeRaw`
    update ${sql.raw(table)} set ${emptied} where shop_id = ${tx.shopId}::uuid and id in (
      select id from ${sql.raw(table)} where shop_id = ${tx.shopId}::uuid and ${old} and ${full}
      order by id limit ${batch})`
