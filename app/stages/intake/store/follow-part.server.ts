import { hoursAfter } from '../../../journey/due.ts'
import { cancelAtPartner, distributeOrder, takeStoreHolds } from '../../../journey/jobs.ts'
import { type Gid, gid, type ShopId } from '../../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { FulfillmentOrder } from '../../../providers/shop/contract.ts'
import { noteAll } from '../orders/timeline-rows.server.ts'
import { decidePart, needsLook, type PartNews } from './decide-part.ts'
import { openStore, type StoreDeps } from './deps.server.ts'
import { readOne } from './reread.server.ts'

export interface ToldPart {
  readonly fulfillmentOrderGid: string
  /** The delivery's topic. */
  readonly what: string
}

/** How soon the office looks at what went wrong with a part of an order in the store. */
const lookWithinHours = 4

/**
 * Finds the order of a fulfillment order that changed or was held, and tells the room that works on it.
 * Running twice changes nothing but the timeline, which says what came in.
 */
export async function followFulfillmentOrder(
  deps: StoreDeps,
  shop: ShopId,
  { fulfillmentOrderGid, what }: ToldPart,
): Promise<void> {
  const open = await openStore(deps, shop)
  if (open === null) return
  const order = await deps.shop.orderOfFulfillmentOrder(open.store, gid(fulfillmentOrderGid))
  if (order === null) return
  const known = await withShop(deps.db, shop, (tx) => readKnown(tx, order))
  // One that never came in is read whole; its parts are read when it is distributed.
  if (known === null) return readOne(deps, shop, { store: open.store, order })
  // Most news is our own doing or needs no look: the store's query budget is for tracking and fulfilment.
  const parts = needsLook(what) ? await deps.shop.fulfillmentOrders(open.store, order) : []
  const heldByOthers = parts.flatMap(({ holds }) =>
    holds.flatMap(({ ours, reason }) => (ours ? [] : [reason])),
  )
  const news = decidePart({ what, ourCalls: known.ourCalls, heldByOthers })
  if (news.readAgain) await readOne(deps, shop, { store: open.store, order })
  const place = parts.find((part) => part.gid === fulfillmentOrderGid)?.locationGid ?? null
  await withShop(deps.db, shop, (tx) =>
    tell(tx, known.id, news, { what, fulfillmentOrderGid, place }),
  )
}

async function readKnown(tx: ShopTx, order: Gid) {
  const row = await tx.order.findUnique({
    where: { shopId_shopifyId: { shopId: tx.shopId, shopifyId: order } },
    select: { id: true },
  })
  if (!row) return null
  const calls = await tx.outsideCall.findMany({
    where: { shopId: tx.shopId, orderId: row.id, kind: { startsWith: 'store_' } },
    select: { kind: true },
  })
  return { id: row.id, ourCalls: new Set(calls.map(({ kind }) => kind)) }
}

interface About extends ToldPart {
  /** Where it lies; null when the store does not say. */
  readonly place: FulfillmentOrder['locationGid']
}

async function tell(tx: ShopTx, orderId: string, news: PartNews, about: About): Promise<void> {
  const { what, fulfillmentOrderGid } = about
  if (news.text !== null)
    await noteAll(tx, [
      {
        orderId,
        kind: 'fulfillment_order_in_store',
        by: 'store',
        text: news.text,
        detail: { what, fulfillmentOrderGid },
      },
    ])
  if (what.startsWith('fulfillment_holds/'))
    await enqueue(
      tx,
      takeStoreHolds,
      { shopId: tx.shopId, orderId },
      { key: `check.store_holds:${orderId}` },
    )
  // The job looks at the state itself: an order that is not in fulfilment is left alone.
  if (news.distribute)
    await enqueue(
      tx,
      distributeOrder,
      { shopId: tx.shopId, orderId },
      { key: `distribute.order:${orderId}` },
    )
  if (news.stopPartner) await stopPartner(tx, orderId, about.place)
  if (news.office !== null)
    await tx.workOrder.createMany({
      data: [
        {
          shopId: tx.shopId,
          orderId,
          department: 'office',
          kind: 'look',
          title: news.office,
          dueAt: hoursAfter(new Date(), lookWithinHours),
          key: `part:${fulfillmentOrderGid}:${what}`,
        },
      ],
      skipDuplicates: true,
    })
}

/** Somebody asked in the store that the partner stops: its shipments from that place are asked for here. */
async function stopPartner(tx: ShopTx, orderId: string, place: string | null): Promise<void> {
  const shipments = await tx.shipment.findMany({
    where: {
      shopId: tx.shopId,
      orderId,
      kind: 'partner',
      state: { in: ['requested', 'accepted'] },
      ...(place === null ? {} : { locationGid: place }),
    },
    select: { id: true },
  })
  for (const { id } of shipments)
    await enqueue(
      tx,
      cancelAtPartner,
      { shopId: tx.shopId, shipmentId: id },
      { key: `handoff.cancel:${id}` },
    )
}
