import type { Buyer } from '../../journey/buyer.ts'
import { buyerColumns } from '../../journey/buyer-columns.ts'
import { completedProperties } from '../../journey/line-answers.ts'
import { sealProperties } from '../../journey/line-properties.ts'
import type { OrderId } from '../../kernel/ids.ts'
import { jsonRows } from '../../kernel/json-rows.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { OrderToJudge } from './read-orders.server.ts'

/** Writes buyers into their orders, and what orders are found by, in one statement. */
export async function writeBuyers(
  tx: ShopTx,
  vault: ShopVault,
  orders: readonly { readonly id: OrderId; readonly buyer: Buyer }[],
): Promise<void> {
  if (orders.length === 0) return
  const rows = orders.map(({ id, buyer }) => ({
    ...buyerColumns(vault, buyer),
    id,
  }))
  await tx.$executeRaw`
    update sales_order o set sealed = decode(r.sealed, 'base64'), country = r.country,
      email_hash = decode(r.email_hash, 'base64'), phone_hash = decode(r.phone_hash, 'base64'),
      address_hash = decode(r.address_hash, 'base64')
    from json_to_recordset(${jsonRows(rows)}::json)
      as r(id uuid, sealed text, country text, email_hash text, phone_hash text, address_hash text)
    where o.shop_id = ${tx.shopId}::uuid and o.id = r.id`
}

/** Writes what was said of articles after the order into their lines, for those who pick and pack them. */
export async function writeLineAnswers(
  tx: ShopTx,
  vault: ShopVault,
  { row, facts }: OrderToJudge,
  buyer: Buyer,
): Promise<void> {
  for (const [at, line] of facts.lines.entries()) {
    const now = completedProperties(line.properties, at + 1, buyer.attributes ?? [])
    const id = row.lines[at]?.id
    if (id === undefined || JSON.stringify(now) === JSON.stringify(line.properties)) continue
    await tx.orderLine.update({
      where: { shopId_id: { shopId: tx.shopId, id } },
      data: { sealed: sealProperties(vault, now), properties: [] },
    })
  }
}
