import { hoursAfter } from '../../journey/due.ts'
import { placeHold } from '../../journey/holds/place-hold.server.ts'
import { releaseHold } from '../../journey/holds/release-hold.server.ts'
import { holdForStock as holdJob } from '../../journey/jobs.ts'
import { readShipmentState } from '../../journey/read-state.ts'
import { readSettings } from '../../journey/settings.ts'
import { showDay } from '../../journey/show-time.ts'
import { type OrderId, orderId, type ShipmentId, type ShopId } from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { decideStockHold } from './decide-stock-hold.ts'

/** How soon it is looked again whether the rest of an order has left. */
const lookAgainHours = 4

/** A person who released such a hold is not asked about the same shipment again. */
const wordOf = (number: string) => `stock:${number}`

/** Books the hold of an order that begins to wait for stock, for when it has waited as long as the shop lets it. */
export async function bookStockHold(tx: ShopTx, id: ShipmentId): Promise<void> {
  const { after } = await readRule(tx)
  const now = new Date()
  if (after !== null) await book(tx, id, { since: now, at: hoursAfter(now, after) })
}

const book = (tx: ShopTx, id: ShipmentId, when: { readonly since: Date; readonly at: Date }) =>
  enqueue(
    tx,
    holdJob,
    { shopId: tx.shopId, shipmentId: id, since: when.since.toISOString() },
    { key: `stock.hold:${id}`, runAt: when.at },
  )

async function readRule(tx: ShopTx) {
  const shop = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { settings: true, timeZone: true },
  })
  return { after: readSettings(shop.settings).stockHoldAfterHours, timeZone: shop.timeZone }
}

/**
 * Holds an order whose shipment has waited for stock as long as the shop lets it, unless something else
 * of the order can still go, or a person let it wait on. Running twice holds once.
 */
export function holdForStock(
  { db }: { readonly db: Db },
  shop: ShopId,
  { id, since }: { readonly id: ShipmentId; readonly since: Date },
): Promise<void> {
  return withShop(db, shop, async (tx) => {
    await tx.$queryRaw`select 1 from sales_order where shop_id = ${shop}::uuid and id =
      (select order_id from shipment where shop_id = ${shop}::uuid and id = ${id}::uuid) for update`
    const shipment = await tx.shipment.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      select: {
        ...{ number: true, state: true, orderId: true },
        order: { select: { holds: true, shipments: { select: { id: true, state: true } } } },
      },
    })
    if (!shipment) return
    const { after, timeZone } = await readRule(tx)
    const decided = decideStockHold({
      state: readShipmentState(shipment.state),
      others: shipment.order.shipments.flatMap((one) =>
        one.id === id ? [] : [readShipmentState(one.state)],
      ),
      waived: shipment.order.holds.some(({ waived }) => waived.includes(wordOf(shipment.number))),
      ...{ since, after, now: new Date() },
    })
    if (decided.do === 'nothing') return
    if (decided.do === 'wait')
      return void (await book(tx, id, {
        since,
        at: decided.until ?? hoursAfter(new Date(), lookAgainHours),
      }))
    await placeHold(tx, orderId(shipment.orderId), {
      vault: null,
      kind: 'stock',
      reason: await reasonOf(tx, id, showDay(since.toISOString(), 'en', timeZone)),
      ...{ by: 'system', owner: 'office', missing: [wordOf(shipment.number)] },
    })
  })
}

/** What it waits for, as the timeline told when the wait began. */
async function reasonOf(tx: ShopTx, id: ShipmentId, since: string): Promise<string> {
  const told = await tx.timeline.findFirst({
    where: {
      ...{ shopId: tx.shopId, kind: 'waiting_for_stock' },
      detail: { path: ['shipmentId'], equals: id },
    },
    orderBy: { id: 'desc' },
    select: { text: true },
  })
  return `${told?.text ?? 'Waits for stock'}, since ${since}`
}

/** The goods of an order are there, or nothing of it waits any more: such a hold releases itself. */
export async function endStockHold(tx: ShopTx, id: OrderId): Promise<void> {
  const of = { shopId: tx.shopId, orderId: id }
  const open = await tx.hold.findMany({
    where: { ...of, kind: 'stock', openedBy: 'system', releasedAt: null },
    select: { id: true },
  })
  if (open.length === 0) return
  if ((await tx.shipment.count({ where: { ...of, state: 'waiting_stock' } })) > 0) return
  for (const hold of open)
    await releaseHold(tx, id, hold.id, {
      by: 'system',
      why: 'nothing of it waits for stock any more',
    })
}
