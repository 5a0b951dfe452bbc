import { MovedMeanwhile } from '../kernel/faults.ts'
import type { OrderId, ShipmentId } from '../kernel/ids.ts'
import type { ShopTx } from '../platform/db.server.ts'
import type { Goods, GoodsState } from './goods.ts'
import { type GoodsCause, goodsHeldBy, moveGoods, moveHeld, noLot } from './goods-ledger.server.ts'

/** Who does what for whom; see GoodsCommand. */
export interface ForShipment {
  readonly key: string
  readonly by: string
  readonly shipmentId: ShipmentId
  readonly orderId?: OrderId
}

/** Free pieces of a bin for a line of a shipment. */
interface Promised extends Goods {
  readonly lineId: string
  readonly binId: string
  readonly quantity: number
}

type Answer = 'moved' | 'seen' | 'not_there'

/** Reserves free pieces for the lines of a shipment: in the ledger and line by line, all or nothing. */
export async function reserveGoods(
  tx: ShopTx,
  what: ForShipment & { readonly takes: readonly Promised[] },
): Promise<Answer> {
  const { takes, ...forWhom } = what
  const moved = await moveGoods(tx, {
    ...forWhom,
    cause: 'reserved',
    moves: takes.map(({ itemId, lotId, serial, binId, quantity }) => ({
      itemId,
      lotId,
      serial,
      quantity,
      from: { binId, state: 'on_hand' },
      to: { binId, state: 'reserved' },
    })),
  })
  if (!moved.ok) return 'not_there'
  if (moved.value === 'seen') return 'seen'
  // Rows that were used up keep their place in the key.
  await tx.$executeRaw`
    insert into reservation (shop_id, shipment_id, shipment_line_id, bin_id, item_id, lot_id, serial, quantity)
    select ${tx.shopId}::uuid, ${what.shipmentId}::uuid, line, bin, item, coalesce(lot, ${noLot}::uuid), coalesce(serial, ''),
      sum(quantity)::int
    from unnest(${takes.map((one) => one.lineId)}::uuid[], ${takes.map((one) => one.binId)}::uuid[],
      ${takes.map((one) => one.itemId)}::uuid[], ${takes.map((one) => one.lotId)}::uuid[],
      ${takes.map((one) => one.serial)}::text[], ${takes.map((one) => one.quantity)}::int[])
      as t (line, bin, item, lot, serial, quantity)
    group by line, bin, item, lot, serial
    on conflict (shop_id, shipment_line_id, bin_id, lot_id, serial)
    do update set quantity = reservation.quantity + excluded.quantity, item_id = excluded.item_id`
  return 'moved'
}

/**
 * Takes promised pieces of a line from their bin: into a tote, or into question where they are not to be
 * had. The other way round (`from: 'picked'`) they are put back and promised again.
 */
export async function takeReserved(
  tx: ShopTx,
  what: ForShipment &
    Promised & {
      readonly cause: GoodsCause
      readonly from: 'reserved' | 'picked'
      readonly to: Exclude<GoodsState, 'on_hand' | 'packed' | 'in_transit'>
    },
): Promise<Answer> {
  const { key, by, shipmentId, orderId, cause, binId, itemId, lotId, serial, quantity } = what
  const moved = await moveGoods(tx, {
    key,
    by,
    cause,
    shipmentId,
    ...(orderId && { orderId }),
    moves: [
      {
        itemId,
        lotId,
        serial,
        quantity,
        from: { binId, state: what.from },
        to: { binId, state: what.to },
      },
    ],
  })
  if (!moved.ok) return 'not_there'
  if (moved.value !== 'moved') return 'seen'
  const isTaken = what.from === 'reserved'
  const count = await tx.$executeRaw`
    update reservation set quantity = quantity + ${isTaken ? -quantity : quantity}
    where shop_id = ${tx.shopId}::uuid and shipment_line_id = ${what.lineId}::uuid and bin_id = ${binId}::uuid
      and lot_id = ${lotId ?? noLot}::uuid and serial = ${serial ?? ''} and quantity >= ${isTaken ? quantity : 0}`
  // The shipment has enough there, but it is another line's.
  if (count !== 1) throw new MovedMeanwhile(`${key}: what its line was promised there changed`)
  return 'moved'
}

/**
 * Promises pieces from other bins, or of other lots, than before: free where they were promised, promised where
 * they were free, in one command.
 * @returns false when they are not there any more; then nothing changed.
 */
export async function rebindGoods(
  tx: ShopTx,
  what: ForShipment & {
    readonly changes: readonly {
      readonly lineId: string
      readonly itemId: string
      readonly from: { readonly binId: string; readonly lotId: string | null }
      readonly to: { readonly binId: string; readonly lotId: string | null }
      readonly quantity: number
    }[]
  },
): Promise<boolean> {
  const { changes, ...forWhom } = what
  const moved = await moveGoods(tx, {
    ...forWhom,
    cause: 'reserved',
    moves: changes.flatMap(({ itemId, from, to, quantity }) => {
      const goods = { itemId, serial: null, quantity }
      const was = { ...goods, lotId: from.lotId }
      const is = { ...goods, lotId: to.lotId }
      return [
        {
          ...was,
          from: { binId: from.binId, state: 'reserved' as const },
          to: { binId: from.binId, state: 'on_hand' as const },
        },
        {
          ...is,
          from: { binId: to.binId, state: 'on_hand' as const },
          to: { binId: to.binId, state: 'reserved' as const },
        },
      ]
    }),
  })
  if (!moved.ok || moved.value !== 'moved') return false
  for (const { lineId, itemId, from, to, quantity } of changes) {
    const { count } = await tx.reservation.updateMany({
      where: {
        shopId: tx.shopId,
        shipmentLineId: lineId,
        binId: from.binId,
        lotId: from.lotId ?? noLot,
        serial: '',
        quantity: { gte: quantity },
      },
      data: { quantity: { decrement: quantity } },
    })
    if (count !== 1) throw new MovedMeanwhile(`${what.key}: what was promised there changed`)
    await tx.$executeRaw`
      insert into reservation (shop_id, shipment_id, shipment_line_id, bin_id, item_id, lot_id, serial, quantity)
      values (${tx.shopId}::uuid, ${what.shipmentId}::uuid, ${lineId}::uuid, ${to.binId}::uuid, ${itemId}::uuid,
        ${to.lotId ?? noLot}::uuid, '', ${quantity})
      on conflict (shop_id, shipment_line_id, bin_id, lot_id, serial)
      do update set quantity = reservation.quantity + excluded.quantity`
  }
  return true
}

/**
 * Gives back what a shipment holds: reserved pieces are free again where they lie, picked and packed ones
 * (where they are to be given back) in a bin from which they are put away.
 * @param looseBin where picked and packed pieces go; null: they stay with the shipment.
 * @returns how many loose pieces went there; null when the ledger moved meanwhile: read again.
 */
export async function giveBackGoods(
  tx: ShopTx,
  what: ForShipment & { readonly looseBin: string | null },
): Promise<{ readonly given: boolean; readonly loose: number } | null> {
  const { looseBin, ...forWhom } = what
  const held = looseBin
    ? await goodsHeldBy(tx, what.shipmentId, 'reserved', 'picked', 'packed')
    : await goodsHeldBy(tx, what.shipmentId, 'reserved')
  const moved = await moveGoods(tx, {
    ...forWhom,
    cause: 'released',
    moves: moveHeld(held, ({ binId, state }) => ({
      binId: state === 'reserved' ? binId : (looseBin ?? binId),
      state: 'on_hand',
    })),
  })
  if (!moved.ok) return null
  // What was reserved since the same command ran before is not given back by its repeat.
  if (moved.value === 'seen') return { given: false, loose: 0 }
  const promised = await tx.$queryRaw<{ quantity: number }[]>`
    delete from reservation where shop_id = ${tx.shopId}::uuid and shipment_id = ${what.shipmentId}::uuid
    returning quantity`
  const freed = held.filter(({ state }) => state === 'reserved')
  if (piecesIn(promised) !== piecesIn(freed))
    throw new MovedMeanwhile(`more was reserved while ${what.key} gave back`)
  return { given: moved.value === 'moved', loose: piecesIn(held) - piecesIn(freed) }
}

const piecesIn = (goods: readonly { readonly quantity: number }[]) =>
  goods.reduce((sum, { quantity }) => sum + quantity, 0)
