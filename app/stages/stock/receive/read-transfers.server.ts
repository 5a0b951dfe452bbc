import { shopDomain } from '../../../journey/shop-domain.server.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'
import { withShopInTurn } from '../../../platform/in-turn.server.ts'
import type { IncomingShipment, ShopProvider } from '../../../providers/shop/contract.ts'
import { closeInbound } from './keep-inbound.server.ts'
import { servingBin } from './place-bins.server.ts'
import { putInTransit } from './transit.server.ts'

export interface TransferDeps {
  readonly db: Db
  readonly shop: ShopProvider
}

/**
 * Reads what the store has on its way to the shop's own places: each shipment is expected from then on, and its pieces
 * are on their way by the ledger. What was received in the store meanwhile, and never here, is expected no more.
 * Run twice it changes nothing.
 * @returns shipments that are new.
 */
export async function readTransfers(deps: TransferDeps, shop: ShopId): Promise<number> {
  const domain = await withShop(deps.db, shop, shopDomain)
  const incoming = await deps.shop.incomingShipments({ domain, urgency: 'bulk' })
  let added = 0
  for (const shipment of incoming)
    if (await withShopInTurn(deps.db, shop, (tx) => expect(tx, shipment))) added++
  const known = incoming.map(({ gid }) => String(gid))
  const gone = await withShop(deps.db, shop, (tx) => untouched(tx, known))
  for (const { id } of gone) await closeInbound(deps, shop, { id, by: 'system' })
  return added
}

const untouched = (tx: ShopTx, known: readonly string[]) => tx.$queryRaw<{ id: string }[]>`
  select id from inbound i
  where shop_id = ${tx.shopId}::uuid and state = 'open' and source_gid is not null and source_gid <> all (${[...known]}::text[])
    and not exists (select from receipt r where r.shop_id = i.shop_id and r.inbound_id = i.id)`

/** @returns whether it is new; false, too, where it goes to a place that is not the shop's own. */
async function expect(tx: ShopTx, shipment: IncomingShipment): Promise<boolean> {
  const sourceGid = String(shipment.gid)
  if ((await tx.inbound.count({ where: { shopId: tx.shopId, sourceGid } })) > 0) return false
  const places = await tx.location.findMany({
    where: {
      shopId: tx.shopId,
      shopifyGid: { in: [shipment.to, ...(shipment.from ? [shipment.from] : [])] },
    },
  })
  const to = places.find(({ shopifyGid }) => shopifyGid === shipment.to)
  if (!to || (to.kind !== 'own' && to.kind !== 'counter')) return false
  const items = await tx.item.findMany({
    where: {
      ...{ shopId: tx.shopId, tracked: true },
      inventoryItemGid: { in: shipment.lines.map((line) => line.inventoryItemGid) },
    },
    select: { id: true, inventoryItemGid: true },
  })
  const lines = shipment.lines.flatMap((line) => {
    const item = items.find(({ inventoryItemGid }) => inventoryItemGid === line.inventoryItemGid)
    return item && line.open > 0 ? [{ ...line, itemId: item.id }] : []
  })
  if (lines.length === 0) return false
  const taken = await tx.inbound.count({ where: { shopId: tx.shopId, number: shipment.name } })
  const { id } = await tx.inbound.create({
    data: {
      ...{ shopId: tx.shopId, kind: 'transfer', state: 'open', sourceGid, createdBy: 'system' },
      number: taken > 0 ? `${shipment.name} ${sourceGid.split('/').at(-1)}` : shipment.name,
      ...{ vendor: shipment.fromName, locationId: to.id, expectedOn: shipment.arrivesAt },
      fromLocationId: places.find(({ shopifyGid }) => shopifyGid === shipment.from)?.id ?? null,
      note: shipment.reference ?? '',
    },
    select: { id: true },
  })
  await tx.inboundLine.createMany({
    data: lines.map(({ gid, itemId, open }, position) => ({
      ...{ shopId: tx.shopId, inboundId: id, itemId, quantity: open, sourceGid: gid, position },
    })),
  })
  const binId = await servingBin(tx, to.id, 'IN')
  await putInTransit(tx, {
    ...{ inboundId: id, key: `transit:${id}`, by: 'system' },
    moves: lines.map(({ itemId, open }) => ({
      ...{ itemId, quantity: open, from: null, to: { binId, state: 'in_transit' } },
    })),
  })
  return true
}
