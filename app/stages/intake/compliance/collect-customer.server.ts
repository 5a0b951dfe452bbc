import { daysAfter } from '../../../journey/due.ts'
import { openProperties } from '../../../journey/line-properties.ts'
import { readOrderNotes } from '../../../journey/order-notes.server.ts'
import { openReturnWords } from '../../../journey/own-words.ts'
import { howMany } from '../../../kernel/how-many.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { Ending } from '../drain/end-deliveries.server.ts'
import { noteAll } from '../orders/timeline-rows.server.ts'
import { type Customer, emailHashOf, ordersOf } from './customer-orders.server.ts'
import { saidOfCustomer } from './said-of-customer.server.ts'
import { tellOfRequest } from './tell-of-request.server.ts'

/** The law gives a month; the shop's office gets a week, so that a holiday costs nobody the deadline. */
const dueDays = 7

/**
 * A customer asked what is known of them: all of it is collected into one sealed record, which the
 * shop's office has to send on by a date. Twice the same request is one record.
 */
export async function collectCustomer(
  tx: ShopTx,
  vault: ShopVault,
  { deliveryId, customer }: { readonly deliveryId: string; readonly customer: Customer },
): Promise<Ending> {
  const ids = await ordersOf(tx, vault, customer)
  const collected = {
    customer: { id: customer.customerGid, email: customer.email },
    ...(await all(tx, vault, ids)),
  }
  const dueAt = daysAfter(new Date(), dueDays)
  const outcome = `${howMany(ids.length, 'order')} collected for the customer: the office sends the data on`
  await tx.complianceRecord.createMany({
    data: [
      {
        shopId: tx.shopId,
        kind: 'customer_data_request',
        deliveryId,
        state: 'open',
        owner: 'office',
        dueAt,
        outcome,
        orderIds: [...ids],
        sealed: vault.seal(collected),
        emailHash: emailHashOf(vault, customer.email),
      },
    ],
    skipDuplicates: true,
  })
  await tellOfRequest(tx, vault, { deliveryId, dueAt })
  await noteAll(
    tx,
    ids.map((orderId) => ({
      orderId,
      kind: 'data_requested',
      by: 'store',
      text: 'The customer asked for their data: collected for the office to send on',
    })),
  )
  return { state: 'done', outcome }
}

const opened = (vault: ShopVault, sealed: Uint8Array | null): unknown =>
  sealed === null ? null : vault.open(sealed)

async function all(tx: ShopTx, vault: ShopVault, ids: readonly string[]) {
  const of = { shopId: tx.shopId, orderId: { in: [...ids] } }
  const orders = await tx.order.findMany({
    where: { shopId: tx.shopId, id: { in: [...ids] } },
    include: { lines: true },
  })
  const mails = await tx.mail.findMany({ where: of, orderBy: { createdAt: 'asc' } })
  const surveys = await tx.survey.findMany({ where: of })
  const returns = await tx.return.findMany({ where: of, include: { lines: true } })
  const differences = await tx.orderDifference.findMany({ where: of, orderBy: { id: 'asc' } })
  const notes = await readOrderNotes(tx, vault, ids)
  const risks = await tx.orderRisk.findMany({
    where: { shopId: tx.shopId, shopifyId: { in: orders.map(({ shopifyId }) => shopifyId) } },
  })
  return {
    risks: risks.map(({ shopifyId, level, recommendation, sealed }) => ({
      ...{ order: orders.find((one) => one.shopifyId === shopifyId)?.name, level },
      ...{ recommendation, grounds: opened(vault, sealed) },
    })),
    changes: differences.map(({ field, openedAt, sealed, plain }) => ({
      ...{ field, openedAt },
      sides: opened(vault, sealed) ?? plain,
    })),
    orders: orders.map((order) => ({
      name: order.name,
      placedAt: order.placedAt,
      total: String(order.totalMinor),
      currency: order.currency,
      buyer: opened(vault, order.sealed),
      lines: order.lines.map(({ title, variantTitle, sku, quantity, ...line }) => ({
        ...{ title, variantTitle, sku, quantity, properties: openProperties(vault, line) },
      })),
    })),
    notes: notes.map(({ text, at }) => ({ text, at })),
    mails: mails.map(({ kind, sentAt, sealed }) => ({
      kind,
      sentAt,
      letter: opened(vault, sealed),
    })),
    surveys: surveys.map(({ score, answeredAt, sealed }) => ({
      ...{ score, answeredAt },
      answer: opened(vault, sealed),
    })),
    returns: returns.map(({ number, requestedAt, lines, ...row }) => ({
      ...{ number, requestedAt },
      words: openReturnWords(vault, row),
      lines: lines.map(({ quantity, reason }) => ({ quantity, reason })),
    })),
    said: await saidOfCustomer(tx, vault, ids),
  }
}
