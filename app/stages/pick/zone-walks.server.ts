import { freeSlot, isSlot } from '../../journey/slots.ts'
import type { ShopTx } from '../../platform/db.server.ts'

/** Zones of shipments that somebody is walking; a walk for all of a shipment is the zone null. */
export async function walkedZones(
  tx: ShopTx,
  shipmentIds: readonly string[],
  { except = null }: { readonly except?: string | null } = {},
): Promise<ReadonlyMap<string, ReadonlySet<string | null>>> {
  const rows = await tx.$queryRaw<{ shipment_id: string; zone: string | null }[]>`
    select distinct p.shipment_id, t.zone from pick p
    join pick_tour t on t.shop_id = p.shop_id and t.id = p.tour_id
    where p.shop_id = ${tx.shopId}::uuid and p.shipment_id = any(${[...shipmentIds]}::uuid[])
      and t.state = 'open' and t.id is distinct from ${except}::uuid`
  return new Map(
    [...Map.groupBy(rows, (row) => row.shipment_id)].map(([id, of]) => [
      id,
      new Set(of.map((row) => row.zone)),
    ]),
  )
}

/** Slots for shipments that have none, by their order: the last get none when there are too few. */
export async function takeSlots(
  tx: ShopTx,
  shipmentIds: readonly string[],
  slots: number,
): Promise<ReadonlyMap<string, string>> {
  const taken = await usedSlots(tx)
  const given = new Map<string, string>()
  for (const id of shipmentIds) {
    const slot = freeSlot(taken, slots)
    if (slot === null) break
    taken.add(slot)
    given.set(id, slot)
  }
  return given
}

/** Slots in which something comes together, or is to. */
export async function usedSlots(tx: ShopTx): Promise<Set<string>> {
  const used = await tx.shipment.findMany({
    where: {
      shopId: tx.shopId,
      state: { in: ['waiting_stock', 'ready', 'picking', 'picked', 'packing'] },
      tote: { startsWith: 'SLOT-' },
    },
    select: { tote: true },
  })
  return new Set(used.map((one) => one.tote).filter(isSlot))
}
