import type { Arrival } from '../../../journey/arrival.ts'
import type { BuyerColumns } from '../../../journey/buyer-columns.ts'
import type { ShopSettings } from '../../../journey/settings.ts'
import { jsonRows } from '../../../kernel/json-rows.ts'
import { type ShopTx, sql } from '../../../platform/db.server.ts'
import { type AlikeKey, alikeKeys, isAlike } from './alike-orders.server.ts'

/** An order that is not written yet, with what it would be found by. */
interface Findable {
  readonly arrival: Pick<Arrival, 'gid' | 'placedAt' | 'customerGid'>
  readonly buyer: BuyerColumns
}

const rowOf = ({ arrival: { gid, placedAt, customerGid }, buyer }: Findable) => ({
  ...{ gid, placed_at: placedAt, customer_gid: customerGid, email_hash: buyer.email_hash },
  ...{ phone_hash: buyer.phone_hash, address_hash: buyer.address_hash },
})

/** Those that share a key with another one that comes in with them. */
function withOthersBesideThem(rows: readonly ReturnType<typeof rowOf>[]): readonly string[] {
  const first = new Map<string, string>()
  const shared = new Set<string>()
  for (const row of rows)
    for (const key of alikeKeys) {
      const found = row[key]
      if (found === null) continue
      const other = first.get(`${key} ${found}`)
      if (other !== undefined) shared.add(row.gid).add(other)
      else first.set(`${key} ${found}`, row.gid)
    }
  return [...shared]
}

/** Each a reading of one index, as in the search for duplicates: of orders before and after. */
const hasOther = (tx: ShopTx, key: AlikeKey, hours: number) => sql.sql`exists (
  select from sales_order e where e.shop_id = ${tx.shopId}::uuid and ${isAlike(key, hours, 'both')})`

/**
 * Arrivals that are not alone: another order of the same customer or to the same door, near enough to be the same
 * order twice, or a risk that the store told of before the order. By the store's ids.
 */
export async function ordersWithOthers(
  tx: ShopTx,
  arrivals: readonly Findable[],
  settings: Pick<ShopSettings, 'duplicateStrictness' | 'duplicateWithinHours'>,
): Promise<ReadonlySet<string>> {
  if (arrivals.length === 0) return new Set()
  const looksForTwins = settings.duplicateStrictness !== 'off'
  const twins = sql.join(
    looksForTwins
      ? alikeKeys.map((key) => hasOther(tx, key, settings.duplicateWithinHours))
      : [sql.raw('false')],
    ' or ',
  )
  const rows = arrivals.map(rowOf)
  const gids = rows.map(({ gid }) => gid)
  const found = await tx.$queryRaw<{ gid: string }[]>`
    select n.gid from (
      select gid, placed_at, decode(email_hash, 'base64') as email_hash, decode(phone_hash, 'base64') as phone_hash,
        decode(address_hash, 'base64') as address_hash, customer_gid
      from json_to_recordset(${jsonRows(rows)}::json) as r(gid text, placed_at timestamptz,
        email_hash text, phone_hash text, address_hash text, customer_gid text)) n
    where n.gid = any(array(
        select shopify_id from order_risk where shop_id = ${tx.shopId}::uuid and shopify_id = any(${gids})))
      or ${twins}`
  return new Set([
    ...found.map(({ gid }) => gid),
    ...(looksForTwins ? withOthersBesideThem(rows) : []),
  ])
}
