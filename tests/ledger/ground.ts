import { randomUUID } from 'node:crypto'
import { moveGoods } from '#app/journey/goods-ledger.server.ts'
import type { ShopId } from '#app/kernel/ids.ts'
import { type Db, withShop } from '#app/platform/db.server.ts'
import { buildHouse, orderFrom } from '../floor/house.ts'
import { type Ground, randomFrom } from './commands.ts'

export type ShopGround = Ground & { readonly shop: ShopId }

const binCodes = ['A-01-01', 'A-01-02', 'A-01-03', 'A-02-01', 'A-02-02']
const lotsOf = [
  { code: 'SOON', expiresOn: '2031-01-31', forbidden: null },
  { code: 'LATE', expiresOn: '2032-06-30', forbidden: null },
  { code: 'PAST', expiresOn: '2020-02-29', forbidden: 'expired' },
  { code: 'DOUBT', expiresOn: '2030-01-01', forbidden: 'blocked' },
] as const

interface Size {
  readonly items: number
  readonly shipments: number
}

/** A warehouse of little stock and many wishes; every third item has lots, one expired and one blocked. */
export async function makeGround(
  db: Db,
  shop: ShopId,
  { items, shipments }: Size,
): Promise<ShopGround> {
  const random = randomFrom(items * 31 + shipments)
  const below = (most: number) => Math.floor(random() * most)
  const skus = Array.from({ length: items }, (_, n) => `SKU${n}`)
  const hasLots = (sku: string) => skus.indexOf(sku) % 3 === 2
  const stock = skus.flatMap((sku) =>
    binCodes.map((bin) => ({ sku, bin, pieces: hasLots(sku) ? 0 : below(9) })),
  )
  const house = await buildHouse(db, shop, stock)
  const back = await withShop(db, shop, (tx) =>
    tx.bin.create({
      data: { shopId: shop, locationId: house.place, code: 'BACK', kind: 'returns' },
      select: { id: true },
    }),
  )
  const made = []
  for (const sku of skus) {
    const id = house.items[sku] ?? ''
    made.push({
      id,
      lots: hasLots(sku) ? await makeLots(db, shop, id, Object.values(house.bins)) : [],
    })
  }
  const wishes = []
  for (let n = 0; n < shipments; n++) {
    const lines = Array.from(
      { length: 1 + below(3) },
      () => [skus[below(items)] ?? '', 1 + below(4)] as const,
    )
    const { order, shipment } = await orderFrom(db, shop, house, lines)
    const rows = await withShop(db, shop, (tx) =>
      tx.shipmentLine.findMany({
        where: { shopId: shop, shipmentId: shipment },
        orderBy: { id: 'asc' },
      }),
    )
    wishes.push({
      id: shipment,
      orderId: order,
      lines: rows.map((row) => ({
        lineId: row.id,
        itemId: row.itemId ?? '',
        quantity: row.quantity,
      })),
    })
  }
  const bins = await withShop(db, shop, (tx) =>
    tx.bin.findMany({
      where: { shopId: shop, kind: 'pick' },
      orderBy: { walk: 'asc' },
      select: { id: true, code: true, walk: true },
    }),
  )
  return { shop, place: house.place, bins, backBin: back.id, items: made, shipments: wishes }
}

async function makeLots(db: Db, shop: ShopId, itemId: string, bins: readonly string[]) {
  const lots = lotsOf.map((lot) => ({ id: randomUUID(), ...lot }))
  await withShop(db, shop, async (tx) => {
    await tx.lot.createMany({
      data: lots.map(({ id, code, expiresOn, forbidden }) => ({
        ...{ shopId: shop, id, itemId, code, expiresOn: new Date(expiresOn) },
        state: forbidden === 'blocked' ? 'quarantine' : 'open',
      })),
    })
    await moveGoods(tx, {
      ...{ key: `opening:lots:${itemId}`, cause: 'opening', by: 'system' },
      moves: lots.flatMap(({ id: lotId }, at) =>
        bins.slice(at, at + 3).map((binId) => ({
          ...{ itemId, lotId, quantity: 4, from: null, to: { binId, state: 'on_hand' as const } },
        })),
      ),
    })
  })
  return lots
}
