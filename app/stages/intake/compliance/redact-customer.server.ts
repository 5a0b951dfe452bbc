import { howMany } from '../../../kernel/how-many.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { Ending } from '../drain/end-deliveries.server.ts'
import { noteAll } from '../orders/timeline-rows.server.ts'
import { type Customer, emailHashOf, ordersOf } from './customer-orders.server.ts'
import { redactDeadLetters, redactFiles } from './redact-unread.server.ts'

/**
 * A customer's data is to be erased: the sealed fields of their orders, mails, surveys, returns and
 * corrections, labels, what they had engraved, the hashes they are found by, records of earlier requests,
 * and deliveries about them that wait on a person's list. Ledger and timeline stand: they never held any.
 */
export async function redactCustomer(
  tx: ShopTx,
  vault: ShopVault,
  { deliveryId, customer }: { readonly deliveryId: string; readonly customer: Customer },
): Promise<Ending> {
  const ids = [...(await ordersOf(tx, vault, customer))]
  const of = { shopId: tx.shopId, orderId: { in: ids } }
  await tx.order.updateMany({
    where: { shopId: tx.shopId, id: { in: ids } },
    data: {
      ...{ sealed: null, emailHash: null, phoneHash: null, addressHash: null, customerGid: null },
      sourceBuyer: null,
    },
  })
  await tx.orderLine.updateMany({ where: of, data: { sealed: null, properties: [] } })
  await tx.mail.updateMany({ where: of, data: { sealed: null, error: null } })
  await tx.survey.updateMany({ where: of, data: { sealed: null } })
  await tx.return.updateMany({ where: of, data: { sealed: null, declineNote: null } })
  await tx.returnLine.updateMany({
    where: { shopId: tx.shopId, returnCase: { orderId: { in: ids } } },
    data: { sealed: null, inspectionNote: null },
  })
  await tx.outsideCall.updateMany({ where: of, data: { sealed: null, error: null } })
  await tx.orderDifference.updateMany({ where: of, data: { sealed: null } })
  await tx.$executeRaw`
    update order_risk r set sealed = null from sales_order o
    where r.shop_id = ${tx.shopId}::uuid and o.shop_id = r.shop_id and o.shopify_id = r.shopify_id
      and o.id = any(${ids}::uuid[])`
  // Labels are printed names and addresses; carriers write who signed; people write what was said.
  await tx.parcel.updateMany({
    where: of,
    data: { labelPdf: null, labelZpl: null, trackingUrl: null },
  })
  await tx.$executeRaw`
    update parcel_event e set sealed = null, message = '', place = '' from parcel p
    where e.shop_id = ${tx.shopId}::uuid and p.shop_id = e.shop_id and p.id = e.parcel_id
      and p.order_id = any(${ids}::uuid[])`
  await tx.workOrder.updateMany({
    where: { ...of, state: { not: 'open' } },
    data: { sealed: null, outcome: null },
  })
  await tx.shipment.updateMany({
    where: { ...of, overrideReason: { not: null } },
    data: { overrideReason: '' },
  })
  await tx.shipment.updateMany({ where: of, data: { sealed: null, weightReason: null } })
  await tx.hold.updateMany({
    where: { ...of, openedBy: { not: 'system' } },
    data: { reason: '', sealed: null },
  })
  await redactReasons(tx, ids)
  await tx.orderNote.updateMany({ where: of, data: { sealed: null } })
  await tx.parcelPhoto.updateMany({ where: of, data: { sealed: null } })
  await redactForms(tx, customer, emailHashOf(vault, customer.email))
  await redactFiles(tx, vault, customer)
  await redactRecords(tx, ids, emailHashOf(vault, customer.email))
  const letters = await redactDeadLetters(tx, vault, customer)
  const outcome = `personal data erased of ${howMany(ids.length, 'order')}`
  await tx.complianceRecord.createMany({
    data: [
      {
        shopId: tx.shopId,
        kind: 'customer_redact',
        deliveryId,
        state: 'done',
        doneAt: new Date(),
        doneBy: 'system',
        outcome:
          letters > 0
            ? `${outcome}, and of ${howMany(letters, 'unread delivery', 'unread deliveries')}`
            : outcome,
        orderIds: ids,
      },
    ],
    skipDuplicates: true,
  })
  await noteAll(
    tx,
    ids.map((orderId) => ({
      orderId,
      kind: 'redacted',
      by: 'store',
      text: 'Personal data erased at the request of the customer',
    })),
  )
  return { state: 'done', outcome }
}

/** A partner's reason is a code and, after a colon, their own words. */
const redactReasons = (tx: ShopTx, ids: readonly string[]) => tx.$executeRaw`
  update partner_request set sealed = null, reject_reason = split_part(reject_reason, ':', 1)
  where shop_id = ${tx.shopId}::uuid and order_id = any(${[...ids]}::uuid[]) and reject_reason is not null`

/** What was typed for them and did not become an order; files with orders lose all they say of people. */
async function redactForms(
  tx: ShopTx,
  { customerGid }: Customer,
  emailHash: Uint8Array<ArrayBuffer> | null,
) {
  const theirs = [...(customerGid ? [{ customerGid }] : []), ...(emailHash ? [{ emailHash }] : [])]
  if (theirs.length === 0) return
  const where = { shopId: tx.shopId, OR: theirs }
  const files = await tx.orderForm.findMany({
    where: { ...where, importId: { not: null } },
    select: { importId: true },
  })
  await tx.orderForm.deleteMany({ where: { ...where, state: 'draft' } })
  await tx.orderForm.updateMany({
    where,
    data: { sealed: null, payUrl: null, emailHash: null, customerGid: null, problem: null },
  })
  await tx.orderImport.updateMany({
    where: { shopId: tx.shopId, id: { in: files.flatMap(({ importId }) => importId ?? []) } },
    data: { sealed: null },
  })
}

async function redactRecords(
  tx: ShopTx,
  ids: readonly string[],
  emailHash: Uint8Array<ArrayBuffer> | null,
) {
  await tx.complianceRecord.updateMany({
    where: {
      shopId: tx.shopId,
      kind: 'customer_data_request',
      OR: [{ orderIds: { hasSome: [...ids] } }, ...(emailHash ? [{ emailHash }] : [])],
    },
    data: { sealed: null, emailHash: null },
  })
}
