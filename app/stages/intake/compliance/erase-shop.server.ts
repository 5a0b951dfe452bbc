import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'

/** Rows emptied in one transaction. */
const batch = 2_000

/**
 * Empties what was sealed with a key that was thrown away, and the hashes and ids that still point at
 * people. Only what is older than the erasing: a shop that came back since then has a new key.
 */
export async function eraseShop(deps: { readonly db: Db }, shop: ShopId): Promise<void> {
  const erased = await withShop(deps.db, shop, (tx) =>
    tx.complianceRecord.findFirst({
      where: { shopId: shop, kind: 'shop_redact', state: 'done' },
      orderBy: { createdAt: 'desc' },
    }),
  )
  if (!erased) return
  for (const empty of [emptyOrders, emptyLines, emptyMails, emptyLabels, emptyRest])
    while ((await withShop(deps.db, shop, (tx) => empty(tx, erased.createdAt))) > 0);
}

const emptyOrders = (tx: ShopTx, before: Date) => tx.$executeRaw`
  update sales_order set sealed = null, email_hash = null, phone_hash = null, address_hash = null, customer_gid = null,
    source_buyer = null
  where shop_id = ${tx.shopId}::uuid and id in (select id from sales_order
    where shop_id = ${tx.shopId}::uuid and created_at <= ${before} and (sealed is not null or customer_gid is not null)
    limit ${batch})`

const emptyLines = (tx: ShopTx, before: Date) => tx.$executeRaw`
  update order_line set sealed = null, properties = '[]'
  where shop_id = ${tx.shopId}::uuid and id in (select l.id from order_line l
    join sales_order o on o.shop_id = l.shop_id and o.id = l.order_id
    where l.shop_id = ${tx.shopId}::uuid and o.created_at <= ${before} and (l.sealed is not null or l.properties <> '[]')
    limit ${batch})`

const emptyMails = (tx: ShopTx, before: Date) => tx.$executeRaw`
  update mail set sealed = null, error = null
  where shop_id = ${tx.shopId}::uuid and id in (select id from mail
    where shop_id = ${tx.shopId}::uuid and created_at <= ${before} and sealed is not null limit ${batch})`

const emptyLabels = (tx: ShopTx, before: Date) => tx.$executeRaw`
  update parcel set label_pdf = null, label_zpl = null, tracking_url = null
  where shop_id = ${tx.shopId}::uuid and id in (select p.id from parcel p
    join sales_order o on o.shop_id = p.shop_id and o.id = p.order_id
    where p.shop_id = ${tx.shopId}::uuid and o.created_at <= ${before}
      and (p.label_pdf is not null or p.label_zpl is not null or p.tracking_url is not null) limit ${batch})`

/** The small tables, each in one go; nothing is left to repeat. */
async function emptyRest(tx: ShopTx, before: Date): Promise<number> {
  const { shopId } = tx
  await tx.survey.updateMany({
    where: { shopId, askedAt: { lte: before } },
    data: { sealed: null },
  })
  await tx.goodsPhoto.updateMany({
    where: { shopId, at: { lte: before } },
    data: { sealed: null },
  })
  await tx.return.updateMany({
    where: { shopId, requestedAt: { lte: before } },
    data: { sealed: null, declineNote: null },
  })
  await tx.returnLine.updateMany({
    where: { shopId, returnCase: { requestedAt: { lte: before } } },
    data: { sealed: null, inspectionNote: null },
  })
  await tx.outsideCall.updateMany({
    where: { shopId, createdAt: { lte: before } },
    data: { sealed: null, error: null },
  })
  await emptyWords(tx, before)
  await tx.orderDifference.updateMany({
    where: { shopId, openedAt: { lte: before }, sealed: { not: null } },
    data: { sealed: null },
  })
  await tx.orderRisk.updateMany({
    where: { shopId, toldAt: { lte: before }, sealed: { not: null } },
    data: { sealed: null },
  })
  await tx.orderNote.updateMany({
    where: { shopId, at: { lte: before } },
    data: { sealed: null },
  })
  await tx.orderForm.updateMany({
    where: { shopId, createdAt: { lte: before } },
    data: { sealed: null, payUrl: null, emailHash: null, customerGid: null, problem: null },
  })
  await tx.orderImport.updateMany({
    where: { shopId, createdAt: { lte: before } },
    data: { sealed: null },
  })
  await tx.parcelPhoto.updateMany({
    where: { shopId, at: { lte: before } },
    data: { sealed: null },
  })
  await tx.parcelEvent.updateMany({
    where: { shopId, heardAt: { lte: before } },
    data: { sealed: null, message: '', place: '' },
  })
  await tx.workOrder.updateMany({
    where: { shopId, createdAt: { lte: before }, state: { not: 'open' } },
    data: { sealed: null, outcome: null },
  })
  await tx.complianceRecord.updateMany({
    where: { shopId, createdAt: { lte: before } },
    data: { sealed: null, emailHash: null },
  })
  await tx.partner.updateMany({
    where: { shopId, createdAt: { lte: before } },
    data: { sealed: null, contactEmail: '' },
  })
  await tx.delivery.updateMany({
    where: { shopId, receivedAt: { lte: before }, state: 'dead' },
    data: { body: null },
  })
  await tx.deliveryBundle.deleteMany({ where: { shopId, receivedAt: { lte: before } } })
  await tx.doorSession.deleteMany({ where: { shopId, openedAt: { lte: before } } })
  await tx.floorDevice.deleteMany({ where: { shopId, createdAt: { lte: before } } })
  await tx.person.deleteMany({ where: { shopId, seenAt: { lte: before } } })
  return 0
}

/** What people wrote of somebody on the way. */
async function emptyWords(tx: ShopTx, before: Date): Promise<void> {
  const { shopId } = tx
  await tx.shipment.updateMany({
    where: { shopId, createdAt: { lte: before }, overrideReason: { not: null } },
    data: { overrideReason: '' },
  })
  await tx.shipment.updateMany({
    where: {
      ...{ shopId, createdAt: { lte: before } },
      OR: [{ weightReason: { not: null } }, { sealed: { not: null } }],
    },
    data: { sealed: null, weightReason: null },
  })
  await tx.hold.updateMany({
    where: { shopId, openedAt: { lte: before }, openedBy: { not: 'system' } },
    data: { reason: '', sealed: null },
  })
  await tx.$executeRaw`
    update partner_request set sealed = null, reject_reason = split_part(reject_reason, ':', 1)
    where shop_id = ${shopId}::uuid and created_at <= ${before} and reject_reason is not null`
}
