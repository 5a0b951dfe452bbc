import { goodsHeldBy, moveGoods, moveHeld } from '#app/journey/goods-ledger.server.ts'
import { giveBackGoods, takeReserved } from '#app/journey/reservations.server.ts'
import { MovedMeanwhile } from '#app/kernel/faults.ts'
import { type ShipmentId, type ShopId, shipmentId } from '#app/kernel/ids.ts'
import type { Outcome } from '#app/kernel/outcome.ts'
import type { Db, ShopTx } from '#app/platform/db.server.ts'
import { withShopInTurn } from '#app/platform/in-turn.server.ts'
import { countBin, rebinGoods, receiveGoods, reserveLines } from '#app/stages/stock/index.server.ts'
import type { Command, Doing, Ground } from './commands.ts'

/** `refused`: it could not be done, and nothing of it was. */
export type Answer = 'moved' | 'seen' | 'nothing' | 'refused'

const by = 'shopify:1'
const answerOf = (outcome: Outcome<Answer, unknown>): Answer =>
  outcome.ok ? outcome.value : 'refused'

/**
 * Does a command as the app does it, in a transaction of its own.
 * @param through what the transaction is seen through; for faults that are planted.
 */
export async function carryOut(
  db: Db,
  ground: Ground & { readonly shop: ShopId },
  { key, doing }: Command,
  through: (tx: ShopTx) => ShopTx = (tx) => tx,
): Promise<Answer> {
  const { shop } = ground
  const inTurn = (work: (tx: ShopTx) => Promise<Answer>) =>
    withShopInTurn(db, shop, (tx) => work(through(tx)))
  switch (doing.kind) {
    case 'receive': {
      const { itemId, lot, quantity } = doing
      const what = { key, by, locationId: ground.place, itemId, lot, quantity }
      return answerOf(await receiveGoods({ db }, shop, what))
    }
    case 'count':
      return answerOf(
        await countBin({ db }, shop, { key, by, ...goodsOf(doing), found: doing.found }),
      )
    case 'move': {
      const { toCode, quantity } = doing
      return answerOf(
        await rebinGoods({ db }, shop, { key, by, ...goodsOf(doing), toCode, quantity }),
      )
    }
    case 'return':
      return inTurn((tx) => bookReturn(tx, ground.backBin, key, doing))
    case 'reserve':
      return inTurn((tx) => reserve(tx, ground, key, doing.shipment))
    case 'pick':
    case 'short':
      return inTurn((tx) => take(tx, key, doing))
    case 'release':
    case 'cancel':
      return inTurn((tx) =>
        giveBack(
          tx,
          key,
          shipmentId(doing.shipment.id),
          doing.kind === 'cancel' ? ground.backBin : null,
        ),
      )
    case 'pack':
      return inTurn((tx) => send(tx, key, shipmentId(doing.shipment.id), 'pack'))
    case 'ship':
      return inTurn((tx) => send(tx, key, shipmentId(doing.shipment.id), 'ship'))
  }
}

const goodsOf = ({ binId, itemId, lot }: Extract<Doing, { binId: string }>) => ({
  ...{ binId, itemId, lotId: lot?.id ?? null },
})

async function bookReturn(
  tx: ShopTx,
  backBin: string,
  key: string,
  doing: Extract<Doing, { kind: 'return' }>,
): Promise<Answer> {
  const { itemId, lotId, binId } = goodsOf(doing)
  const to = doing.damaged
    ? ({ binId: backBin, state: 'damaged' } as const)
    : ({ binId, state: 'on_hand' } as const)
  const moves = [{ itemId, lotId, quantity: doing.quantity, from: null, to }]
  return answerOf(await moveGoods(tx, { key, cause: 'returned', by, document: 'return:1', moves }))
}

async function reserve(
  tx: ShopTx,
  ground: Ground,
  key: string,
  { id, orderId, lines }: Ground['shipments'][number],
): Promise<Answer> {
  await tx.$queryRaw`select 1 from sales_order where shop_id = ${tx.shopId}::uuid and id = ${orderId}::uuid for update`
  const open = await tx.reservation.count({
    where: { shopId: tx.shopId, shipmentId: id, quantity: { gt: 0 } },
  })
  if (open > 0) return 'refused'
  const wanted = lines.map(({ lineId, itemId, quantity }) => ({ lineId, itemId, quantity }))
  const what = { key, by, shipmentId: shipmentId(id), locationId: ground.place, wanted }
  const answer = await reserveLines(tx, what)
  if (!answer.ok) return 'refused'
  return answer.value.again ? 'seen' : 'moved'
}

/** A picker at one of the places where something is promised to the shipment. */
async function take(
  tx: ShopTx,
  key: string,
  { kind, shipment, nth, quantity }: Extract<Doing, { kind: 'pick' | 'short' }>,
): Promise<Answer> {
  const places = await tx.$queryRaw<
    { lineId: string; binId: string; itemId: string; lotId: string | null; quantity: number }[]
  >`
    select shipment_line_id as "lineId", bin_id as "binId", item_id as "itemId", quantity,
      nullif(lot_id, '00000000-0000-0000-0000-000000000000') as "lotId"
    from reservation where shop_id = ${tx.shopId}::uuid and shipment_id = ${shipment.id}::uuid and quantity > 0
    order by shipment_line_id, bin_id, lot_id`
  const place = places[nth % places.length]
  if (!place) return 'refused'
  const answer = await takeReserved(tx, {
    ...place,
    ...{ key, by, shipmentId: shipmentId(shipment.id), serial: null, from: 'reserved' },
    ...(kind === 'pick' ? { cause: 'picked', to: 'picked' } : { cause: 'short', to: 'quarantine' }),
    quantity: Math.min(quantity, place.quantity),
  })
  if (answer === 'not_there') throw new MovedMeanwhile(`${key}: somebody took it`)
  return answer
}

async function giveBack(
  tx: ShopTx,
  key: string,
  shipment: ShipmentId,
  looseBin: string | null,
): Promise<Answer> {
  const back = await giveBackGoods(tx, { key, by, shipmentId: shipment, looseBin })
  if (!back) throw new MovedMeanwhile(`${key}: somebody took it`)
  return back.given ? 'moved' : 'nothing'
}

async function send(
  tx: ShopTx,
  key: string,
  shipment: ShipmentId,
  kind: 'pack' | 'ship',
): Promise<Answer> {
  const held = await goodsHeldBy(tx, shipment, kind === 'pack' ? 'picked' : 'packed')
  const moves = moveHeld(held, ({ binId }) => (kind === 'pack' ? { binId, state: 'packed' } : null))
  const cause = kind === 'pack' ? 'packed' : 'shipped'
  const moved = await moveGoods(tx, { key, cause, by, shipmentId: shipment, moves })
  if (!moved.ok) throw new MovedMeanwhile(`${key}: somebody took it`)
  return moved.value
}
