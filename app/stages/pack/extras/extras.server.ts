import { buyerShape } from '../../../journey/buyer.ts'
import { moveGoods, noLot } from '../../../journey/goods-ledger.server.ts'
import { mirrorStock } from '../../../journey/jobs.ts'
import { openProperties } from '../../../journey/line-properties.ts'
import { shopSettingsIn } from '../../../journey/settings.server.ts'
import { MovedMeanwhile } from '../../../kernel/faults.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { BenchShipment } from '../shipment-at-bench.server.ts'
import { decideExtras, type Extra } from './decide-extras.ts'
import { type Gift, giftOf } from './gift.ts'

/** Something beside the goods, and whether it is in the parcel. */
export interface ExtraAtBench extends Extra {
  readonly isIn: boolean
}

export interface BesideGoods {
  readonly gift: Gift
  readonly extras: readonly ExtraAtBench[]
}

/** What the shop's rules put into a shipment, and what of it is in. What was put in stays named when a rule changes. */
export async function readBeside(
  tx: ShopTx,
  vault: ShopVault,
  shipment: BenchShipment,
): Promise<BesideGoods> {
  const settings = await shopSettingsIn(tx)
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: shipment.orderId } },
    select: { sealed: true, tags: true, country: true, totalMinor: true },
  })
  const buyer = order.sealed ? buyerShape.parse(vault.open(order.sealed)) : null
  const gift = giftOf(settings, {
    attributes: buyer?.attributes ?? [],
    note: buyer?.note ?? null,
    tags: order.tags,
    properties: shipment.lines.flatMap((line) => openProperties(vault, line.said)),
  })
  const asked = decideExtras(settings.packingRules, {
    ...{ lines: shipment.lines, country: order.country, totalMinor: order.totalMinor },
    ...{ isGift: gift.isGift, giftCards: gift.texts.length },
  })
  const done = await tx.shipmentExtra.findMany({
    where: { shopId: tx.shopId, shipmentId: shipment.id },
    orderBy: { at: 'asc' },
  })
  const isIn = new Set(done.map((one) => one.ruleId))
  const known = new Set(asked.map((one) => one.ruleId))
  const others = done
    .filter((one) => !known.has(one.ruleId))
    .map(({ ruleId, name, quantity }) => ({
      ...({ ruleId, name, quantity, kind: 'material', code: '', sku: '', must: false } as const),
      isIn: true,
    }))
  return {
    gift,
    extras: [...asked.map((one) => ({ ...one, isIn: isIn.has(one.ruleId) })), ...others],
  }
}

/** Says that something is in the parcel, or not any more; saying it again changes nothing. */
export async function markExtra(
  tx: ShopTx,
  shipment: BenchShipment,
  extra: Extra,
  { isIn, by }: { readonly isIn: boolean; readonly by: string },
): Promise<void> {
  const key = { shopId: tx.shopId, shipmentId: shipment.id, ruleId: extra.ruleId }
  if (!isIn) return void (await tx.shipmentExtra.deleteMany({ where: key }))
  const { name, quantity } = extra
  await tx.shipmentExtra.createMany({
    data: { ...key, orderId: shipment.orderId, name, quantity, by },
    skipDuplicates: true,
  })
}

/**
 * Takes what went into a parcel that is closed out of the stock of its place, where the shop counts it as articles,
 * and tells the store. What the shelves do not have, nobody books: the next count finds it.
 */
export async function bookUsed(
  tx: ShopTx,
  shipment: BenchShipment,
  { extras, by }: { readonly extras: readonly ExtraAtBench[]; readonly by: string },
): Promise<void> {
  for (const { ruleId, sku, quantity } of extras.filter((one) => one.isIn && one.sku !== '')) {
    const shelves = await tx.$queryRaw<
      { bin: string; item: string; lot: string | null; quantity: number }[]
    >`
      select l.bin_id as bin, l.item_id as item, nullif(l.lot_id, ${noLot}::uuid) as lot, l.quantity from stock_level l
      join item i on i.shop_id = l.shop_id and i.id = l.item_id
      join bin b on b.shop_id = l.shop_id and b.id = l.bin_id
      where l.shop_id = ${tx.shopId}::uuid and l.state = 'on_hand' and l.quantity > 0 and lower(i.sku) = lower(${sku})
        and l.serial = '' and b.location_id = ${shipment.locationId}::uuid and b.active
      order by (b.kind = 'pick') desc, b.walk, l.bin_id`
    let open = quantity
    const takes = shelves.flatMap((shelf) => {
      const taken = Math.min(open, shelf.quantity)
      open -= taken
      return taken > 0 ? [{ ...shelf, taken }] : []
    })
    if (takes.length === 0) continue
    const key = `extra:${shipment.id}:${ruleId}`
    const moved = await moveGoods(tx, {
      ...{ key, cause: 'adjusted', by, orderId: shipment.orderId, shipmentId: shipment.id },
      moves: takes.map(({ bin, item, lot, taken }) => ({
        ...{ itemId: item, lotId: lot, quantity: taken, to: null },
        from: { binId: bin, state: 'on_hand' as const },
      })),
    })
    if (!moved.ok) throw new MovedMeanwhile(`material of ${shipment.number} was taken by another`)
    if (moved.value !== 'moved') continue
    await tx.outsideCall.createMany({
      data: [{ shopId: tx.shopId, kind: 'adjust_stock', key: `adjust_stock:${key}` }],
      skipDuplicates: true,
    })
    await enqueue(tx, mirrorStock, { shopId: tx.shopId }, { key: `stock.mirror:${tx.shopId}` })
  }
}
