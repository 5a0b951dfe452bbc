import type { ShopTx } from '../../../platform/db.server.ts'
import type { Ending } from './end-deliveries.server.ts'

/**
 * The shop took the app out: its sessions are worthless and forgotten, no calls are made for it any
 * more. Its orders stay until the store asks to erase them. An uninstall that comes late, after the
 * shop took the app again, changes nothing.
 */
export async function uninstall(tx: ShopTx, triggeredAt: Date): Promise<Ending> {
  const shop = await lockShop(tx)
  if (shop.installedAt && shop.installedAt > triggeredAt)
    return { state: 'ignored', outcome: 'ignored: the shop installed the app again since then' }
  await tx.shop.update({
    where: { id: tx.shopId },
    data: { uninstalledAt: shop.uninstalledAt ?? triggeredAt },
  })
  const { count } = await tx.session.deleteMany({ where: { shop: shop.domain } })
  return { state: 'done', outcome: `the shop uninstalled the app: ${count} sessions forgotten` }
}

/** What the shop allows changed: the stored sessions say so. */
export async function changeScopes(tx: ShopTx, scopes: readonly string[]): Promise<Ending> {
  const shop = await lockShop(tx)
  await tx.session.updateMany({
    where: { shop: shop.domain, isOnline: false },
    data: { scope: scopes.join(',') },
  })
  return { state: 'done', outcome: `the shop now allows: ${scopes.join(', ') || 'nothing'}` }
}

/** Whether the shop has the app now. */
export async function hasTheApp(tx: ShopTx): Promise<boolean> {
  const there = await tx.$queryRaw<unknown[]>`
    select from shop where id = ${tx.shopId}::uuid and installed_at is not null and uninstalled_at is null`
  return there.length > 0
}

/** The shop's row, locked: installs and uninstalls go one after the other. */
export async function lockShop(tx: ShopTx) {
  await tx.$queryRaw`select 1 from shop where id = ${tx.shopId}::uuid for update`
  return tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { domain: true, installedAt: true, uninstalledAt: true, wrappedKey: true },
  })
}
