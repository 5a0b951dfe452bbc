import { advanceShipment, planShipmentNext } from '../../journey/advance.server.ts'
import { dueBeforeLeaving } from '../../journey/due.ts'
import { allocateStock } from '../../journey/jobs.ts'
import { planAnew } from '../../journey/plan-anew.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import { orderId, type ShipmentId, type ShopId, shipmentId } from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import { withShopInTurn } from '../../platform/in-turn.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { Missing, Wanted } from './decide-reservation.ts'
import { bookStockHold, endStockHold } from './hold-for-stock.server.ts'
import { reserveLines } from './reserve-lines.server.ts'

export interface AllocateDeps {
  readonly db: Db
}

/**
 * Reserves for everything that waits for stock, what leaves first before the rest; each shipment
 * gets all of its pieces or none. May run many times at once: no piece is promised twice.
 * @returns how many shipments became ready, and how many still wait.
 */
export async function allocateWaiting(
  deps: AllocateDeps,
  shop: ShopId,
): Promise<{ readonly ready: number; readonly waiting: number }> {
  const waiting = await withShop(deps.db, shop, (tx) =>
    tx.shipment.findMany({
      where: { shopId: shop, state: 'waiting_stock' },
      orderBy: [{ leaveBy: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }],
      select: { id: true },
    }),
  )
  let ready = 0
  for (const { id } of waiting)
    if ((await allocateOne(deps, shop, shipmentId(id))) === 'ready') ready++
  return { ready, waiting: waiting.length - ready }
}

const allocateOne = (deps: AllocateDeps, shop: ShopId, id: ShipmentId) =>
  withShopInTurn(deps.db, shop, (tx) => reserve(tx, id))

async function reserve(tx: ShopTx, id: ShipmentId): Promise<'ready' | 'waiting' | 'moved'> {
  // The order first, as everybody who moves a shipment does: two workers take turns at one shipment.
  await tx.$queryRaw`select 1 from sales_order where shop_id = ${tx.shopId}::uuid and id =
    (select order_id from shipment where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid) for update`
  const shipment = await tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    include: { lines: true },
  })
  if (shipment.state !== 'waiting_stock') return 'moved'
  const at = { ...shipment, id, orderId: orderId(shipment.orderId) }
  const { wanted, notFound } = await piecesToReserve(tx, shipment.lines)
  if (notFound.length > 0) return wait(tx, at, notFound)
  const answer = await reserveLines(tx, {
    ...{ key: `reserve:${id}:${shipment.version}`, by: 'system' },
    ...{ orderId: at.orderId, shipmentId: id, locationId: shipment.locationId, wanted },
  })
  if (!answer.ok) return wait(tx, at, await missingWords(tx, answer.refusal))
  await clearShorts(tx, at)
  const moved = await advanceShipment(
    tx,
    { ...at, state: 'waiting_stock' },
    {
      to: 'ready',
      reason: answer.value.pieces > 0 ? 'all pieces are reserved' : 'nothing of it is kept in bins',
      room: 'stock',
      by: 'system',
      next: {
        owner: 'warehouse',
        step: 'pick',
        dueAt: dueBeforeLeaving(shipment.leaveBy, 'pick', new Date()),
      },
    },
  )
  if (!moved.ok) throw new MovedMeanwhile(`${shipment.number} moved while it was reserved`)
  await endStockHold(tx, at.orderId)
  await planAnew(tx)
  return 'ready'
}

/** Pieces that wait, in words: `2 × CUP-RED`. */
type MissingWords = readonly string[]

/**
 * What of the lines must come from bins. Goods the store does not count, and lines no catalogue
 * knows (custom items), are found by hand and never reserved; those a picker looked for and did not
 * find wait until somebody says that they are there (`goodsArrived`).
 */
async function piecesToReserve(
  tx: ShopTx,
  lines: readonly {
    id: string
    itemId: string | null
    orderLineId: string
    quantity: number
    picked: number
    short: number
  }[],
): Promise<{ readonly wanted: readonly Wanted[]; readonly notFound: MissingWords }> {
  const counted = await tx.item.findMany({
    where: {
      shopId: tx.shopId,
      id: { in: lines.flatMap((line) => line.itemId ?? []) },
      tracked: true,
    },
    select: { id: true },
  })
  const isCounted = new Set(counted.map((item) => item.id))
  const wanted = lines.flatMap(({ id, itemId, quantity, picked }) =>
    itemId && isCounted.has(itemId) && quantity > picked
      ? [{ lineId: id, itemId, quantity: quantity - picked }]
      : [],
  )
  const lost = lines.filter((line) => line.short > 0 && !isCounted.has(line.itemId ?? ''))
  const titles = await tx.orderLine.findMany({
    where: { shopId: tx.shopId, id: { in: lost.map((line) => line.orderLineId) } },
    select: { id: true, title: true, sku: true },
  })
  const notFound = lost.map((line) => {
    const title = titles.find((one) => one.id === line.orderLineId)
    return `${line.short} × ${title?.sku ?? title?.title ?? 'an item'}`
  })
  return { wanted, notFound }
}

interface Waiting {
  readonly id: ShipmentId
  readonly orderId: ReturnType<typeof orderId>
  readonly number: string
  readonly version: number
  readonly nextStep: string | null
  readonly leaveBy: Date | null
}

/** Nothing is short any more once all is promised. */
async function clearShorts(tx: ShopTx, shipment: Waiting) {
  await tx.shipmentLine.updateMany({
    where: { shopId: tx.shopId, shipmentId: shipment.id },
    data: { short: 0 },
  })
}

async function missingWords(tx: ShopTx, missing: readonly Missing[]): Promise<MissingWords> {
  const items = await tx.item.findMany({
    where: { shopId: tx.shopId, id: { in: missing.map((one) => one.itemId) } },
    select: { id: true, title: true, sku: true },
  })
  return missing.map(({ itemId, quantity }) => {
    const item = items.find((one) => one.id === itemId)
    return `${quantity} × ${item?.sku ?? item?.title ?? 'an item'}`
  })
}

/** Tells the office once, by name, what is missing. */
async function wait(tx: ShopTx, shipment: Waiting, missing: MissingWords) {
  if (shipment.nextStep === 'restock') return 'waiting' as const
  await note(tx, shipment.orderId, {
    room: 'stock',
    kind: 'waiting_for_stock',
    by: 'system',
    text: `${shipment.number} waits for stock: ${missing.join(', ')}`,
    detail: { shipmentId: shipment.id, missing: [...missing] },
  })
  await planShipmentNext(tx, shipment, {
    owner: 'office',
    step: 'restock',
    dueAt: dueBeforeLeaving(shipment.leaveBy, 'reserve', new Date()),
  })
  await bookStockHold(tx, shipment.id)
  return 'waiting' as const
}

/** Somebody says that goods which are not counted, and were not found, are there now. */
export function goodsArrived(
  deps: AllocateDeps,
  shop: ShopId,
  { shipmentId: id, by }: { readonly shipmentId: string; readonly by: string },
): Promise<void> {
  return withShop(deps.db, shop, async (tx) => {
    const shipment = await tx.shipment.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      select: { state: true, orderId: true, number: true },
    })
    if (shipment?.state !== 'waiting_stock') return
    await tx.shipmentLine.updateMany({
      where: { shopId: shop, shipmentId: id },
      data: { short: 0 },
    })
    await note(tx, orderId(shipment.orderId), {
      room: 'stock',
      kind: 'goods_arrived',
      by,
      text: `Goods for ${shipment.number} are there now`,
    })
    await enqueue(tx, allocateStock, { shopId: shop }, { key: `stock.allocate:${shop}` })
  })
}
