import { noLot } from '../../journey/goods-ledger.server.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { Stop } from './walk.ts'

/** What a tour is planned from. */
export interface Ready {
  readonly id: string
  readonly orderId: string
  readonly state: string
  readonly leaveBy: Date | null
  readonly locationId: string | null
  readonly tote: string | null
  readonly lines: readonly {
    readonly id: string
    readonly itemId: string | null
    readonly quantity: number
    readonly picked: number
    readonly short: number
  }[]
}

export interface PlannedPick extends Stop {
  readonly bin: { readonly code: string; readonly walk: number; readonly zone: string } | null
  readonly shipmentId: string
  readonly shipmentLineId: string
  readonly binId: string | null
  readonly itemId: string | null
  readonly lotId: string | null
  readonly serial: string | null
  readonly quantity: number
}

/**
 * Of a zone's walk: its bins, and of orders that have nothing left in another zone what is found by hand. What
 * somebody else walks for already is left out before.
 */
export function inZone(picks: readonly PlannedPick[], zone: string | null): readonly PlannedPick[] {
  if (zone === null) return picks
  const elsewhere = new Set(
    picks.flatMap((pick) => (pick.bin && pick.bin.zone !== zone ? pick.shipmentId : [])),
  )
  return picks.filter((pick) =>
    pick.bin ? pick.bin.zone === zone : !elsewhere.has(pick.shipmentId),
  )
}

/**
 * Stops nobody walks for yet: at bins, from the reservations; and what must be found by hand, all that has none.
 * @param walked zones of each shipment that are being walked.
 */
export async function plannedPicks(
  tx: ShopTx,
  shipments: readonly Ready[],
  walked: ReadonlyMap<string, ReadonlySet<string | null>>,
): Promise<readonly PlannedPick[]> {
  const ids = shipments.map((one) => one.id)
  const reserved = await reservedPicks(tx, ids)
  const onTheWay = await tx.pick.findMany({
    where: {
      shopId: tx.shopId,
      shipmentId: { in: ids },
      tour: { state: 'open' },
    },
    select: { shipmentLineId: true, quantity: true, picked: true, short: true },
  })
  const byHand = shipments.flatMap((shipment) =>
    shipment.lines.flatMap((line): readonly PlannedPick[] => {
      const promised = reserved
        .filter((pick) => pick.shipmentLineId === line.id)
        .reduce((sum, pick) => sum + pick.quantity, 0)
      const looked = onTheWay
        .filter((pick) => pick.shipmentLineId === line.id)
        .reduce((sum, pick) => sum + pick.quantity - pick.picked - pick.short, 0)
      const quantity = line.quantity - line.picked - line.short - promised - looked
      return quantity > 0 ? [foundByHand(shipment.id, line, quantity)] : []
    }),
  )
  const isWalked = ({ shipmentId, bin }: PlannedPick) =>
    bin !== null && (walked.get(shipmentId)?.has(bin.zone) ?? false)
  return [...reserved.filter((pick) => !isWalked(pick)), ...byHand]
}

const foundByHand = (
  shipmentId: string,
  line: { readonly id: string; readonly itemId: string | null },
  quantity: number,
): PlannedPick => ({
  shipmentId,
  shipmentLineId: line.id,
  binId: null,
  itemId: line.itemId,
  lotId: null,
  serial: null,
  quantity,
  bin: null,
  sku: null,
})

/** What is promised in bins and no open tour stops for: after a short a tour may stop in a zone that is not its own. */
async function reservedPicks(tx: ShopTx, ids: readonly string[]): Promise<readonly PlannedPick[]> {
  const rows = await tx.$queryRaw<
    {
      shipment_id: string
      shipment_line_id: string
      bin_id: string
      item_id: string
      lot_id: string | null
      serial: string | null
      quantity: number
      code: string
      walk: number
      zone: string
      sku: string | null
    }[]
  >`
    select r.shipment_id, r.shipment_line_id, r.bin_id, r.item_id, nullif(r.lot_id, ${noLot}::uuid) as lot_id,
      nullif(r.serial, '') as serial, r.quantity - walked.pieces as quantity, b.code, b.walk, b.zone, i.sku
    from reservation r
    join bin b on b.shop_id = r.shop_id and b.id = r.bin_id
    join item i on i.shop_id = r.shop_id and i.id = r.item_id
    cross join lateral (
      select coalesce(sum(p.quantity - p.picked - p.short), 0)::int as pieces from pick p
      join pick_tour t on t.shop_id = p.shop_id and t.id = p.tour_id and t.state = 'open'
      where p.shop_id = r.shop_id and p.shipment_id = r.shipment_id and p.shipment_line_id = r.shipment_line_id
        and p.bin_id = r.bin_id and coalesce(p.lot_id, ${noLot}::uuid) = r.lot_id and coalesce(p.serial, '') = r.serial
    ) walked
    where r.shop_id = ${tx.shopId}::uuid and r.shipment_id = any(${[...ids]}::uuid[]) and r.quantity > walked.pieces`
  return rows.map((row) => ({
    shipmentId: row.shipment_id,
    shipmentLineId: row.shipment_line_id,
    binId: row.bin_id,
    itemId: row.item_id,
    lotId: row.lot_id,
    serial: row.serial,
    quantity: row.quantity,
    bin: { code: row.code, walk: row.walk, zone: row.zone },
    sku: row.sku,
  }))
}
