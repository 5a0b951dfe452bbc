import type { ShopTx } from '../platform/db.server.ts'

/** The shop's own address at the store's: `name.myshopify.com`. By hand: it is asked for in every batch. */
export async function shopDomain(tx: ShopTx): Promise<string> {
  const [shop] = await tx.$queryRaw<{ domain: string }[]>`
    select domain from shop where id = ${tx.shopId}::uuid`
  if (!shop) throw new Error(`the shop ${tx.shopId} is gone`)
  return shop.domain
}
