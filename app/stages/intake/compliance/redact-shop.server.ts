import { eraseShop } from '../../../journey/jobs.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { Ending } from '../drain/end-deliveries.server.ts'
import { lockShop } from '../drain/shop-events.server.ts'

/**
 * A shop that took the app out two days ago is to be erased: its key is thrown away, which closes
 * everything sealed with it for good, and its own name and address go. The emptied columns follow by
 * a job. A shop that has the app keeps its data: the store does not send this for one, and a request
 * that comes late must not take the ground from under a working shop.
 */
export async function redactShop(
  tx: ShopTx,
  { deliveryId, triggeredAt }: { readonly deliveryId: string; readonly triggeredAt: Date },
): Promise<Ending> {
  const shop = await lockShop(tx)
  const works = shop.installedAt !== null && shop.uninstalledAt === null
  const outcome = works
    ? `the shop has the app: nothing was erased (asked ${triggeredAt.toISOString().slice(0, 10)})`
    : "the shop's key was thrown away: its personal data is gone"
  await tx.complianceRecord.createMany({
    data: [
      {
        shopId: tx.shopId,
        kind: 'shop_redact',
        deliveryId,
        state: works ? 'refused' : 'done',
        doneAt: new Date(),
        doneBy: 'system',
        outcome,
      },
    ],
    skipDuplicates: true,
  })
  if (works) return { state: 'ignored', outcome: `ignored: ${outcome}` }
  await tx.session.deleteMany({ where: { shop: shop.domain } })
  await tx.shop.update({
    where: { id: tx.shopId },
    data: { wrappedKey: null, name: '', email: '', settings: {} },
  })
  await enqueue(tx, eraseShop, { shopId: tx.shopId }, { key: `intake.erase:${tx.shopId}` })
  return { state: 'done', outcome }
}
