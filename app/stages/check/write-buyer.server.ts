import { type Buyer, normalEmail, normalPhone } from '../../journey/buyer.ts'
import { completedProperties } from '../../journey/line-answers.ts'
import type { OrderId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { OrderToJudge } from './read-orders.server.ts'

/** Writes a buyer into the order, and what orders are found by. */
export async function writeBuyer(
  tx: ShopTx,
  vault: ShopVault,
  id: OrderId,
  buyer: Buyer,
): Promise<void> {
  const phone = normalPhone(buyer.phone ?? buyer.shipTo?.phone ?? '')
  await tx.order.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data: {
      sealed: vault.seal(buyer),
      emailHash: buyer.email ? vault.hash(normalEmail(buyer.email)) : null,
      phoneHash: phone ? vault.hash(phone) : null,
      country: buyer.shipTo?.countryCode ?? '',
    },
  })
}

/** Writes what was said of articles after the order into their lines, for those who pick and pack them. */
export async function writeLineAnswers(
  tx: ShopTx,
  { row, facts }: OrderToJudge,
  buyer: Buyer,
): Promise<void> {
  for (const [at, line] of facts.lines.entries()) {
    const now = completedProperties(line.properties, at + 1, buyer.attributes ?? [])
    const id = row.lines[at]?.id
    if (id === undefined || JSON.stringify(now) === JSON.stringify(line.properties)) continue
    await tx.orderLine.update({
      where: { shopId_id: { shopId: tx.shopId, id } },
      data: { properties: now.map(({ name, value }) => ({ name, value })) },
    })
  }
}
