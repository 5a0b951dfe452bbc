import { shopDomain } from '../../journey/shop-domain.server.ts'
import { Fault } from '../../kernel/faults.ts'
import { gid, orderId, type ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import { type Asked, toOffice } from './ask-delivery-kind.server.ts'
import { metafieldsOf, readContract } from './contract/read-contract.server.ts'
import type { CheckDeps } from './deps.server.ts'
import { openBuyer } from './read-orders.server.ts'

/** Orders whose metafields were not read at their present state. */
const waiting = (tx: ShopTx) => tx.$queryRaw<{ id: string; shopify_id: string; source: Date }[]>`
  select id, shopify_id, source_updated_at as source from sales_order
  where shop_id = ${tx.shopId}::uuid and state = 'received' and next_step = 'check'
    and cancelled_at is null and sealed is not null
    and (metafields_of is null or metafields_of < source_updated_at)
  order by due_at limit 200`

/**
 * Reads the metafields that the shop's contract goes by, of orders that wait to be judged: deliveries do
 * not carry them. One the store cannot tell about goes to the office.
 */
export async function askMetafields(
  deps: CheckDeps,
  shop: ShopId,
  vault: ShopVault,
): Promise<Asked> {
  const waits = await withShop(deps.db, shop, async (tx) => {
    const names = metafieldsOf(await readContract(tx))
    const orders = names.length === 0 ? [] : await waiting(tx)
    return orders.length === 0 ? null : { domain: await shopDomain(tx), names, orders }
  })
  if (!waits) return { asked: 0, fault: null }
  const { domain, names, orders } = waits
  let asked = 0
  let fault: Fault | null = null
  for (const order of orders) {
    try {
      const found = await deps.shop.orderMetafields({ domain }, gid(order.shopify_id), names)
      await withShop(deps.db, shop, (tx) => keep(tx, vault, order, found))
      asked += 1
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      if (thrown.retry === 'never')
        await withShop(deps.db, shop, (tx) =>
          toOffice(tx, [{ id: orderId(order.id), code: thrown.code }], {
            kind: 'metafields_unknown',
            text: 'The store does not tell the metafields your rules ask for: somebody has to look',
          }),
        )
      else fault ??= thrown
    }
  }
  return { asked, fault }
}

async function keep(
  tx: ShopTx,
  vault: ShopVault,
  order: { readonly id: string; readonly source: Date },
  found: readonly { readonly name: string; readonly value: string }[],
): Promise<void> {
  const [row] = await tx.$queryRaw<{ sealed: Uint8Array | null }[]>`
    select sealed from sales_order
    where shop_id = ${tx.shopId}::uuid and id = ${order.id}::uuid for update`
  if (!row?.sealed) return
  // One that cannot be opened is found by the judge, who gives it to the office.
  const buyers = openBuyer(vault, row.sealed, [])
  await tx.order.update({
    where: { shopId_id: { shopId: tx.shopId, id: order.id } },
    data: {
      metafieldsOf: order.source,
      ...(buyers ? { sealed: vault.seal({ ...buyers.stored, metafields: [...found] }) } : {}),
    },
  })
}
