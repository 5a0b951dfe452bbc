import type { StoredProperties } from '../../journey/line-properties.ts'
import { readShipmentState } from '../../journey/read-state.ts'
import type { ShipmentState } from '../../journey/shipment.ts'
import { type OrderId, orderId, type ShipmentId, shipmentId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { PickAt } from './decide-scan.ts'
import { type PlannedWalk, plannedWalk } from './plan-walk.ts'
import { currentStop } from './replay.ts'

export interface TourRow {
  readonly id: string
  readonly number: number
  /** `single`: orders of one piece, all in one tote. */
  readonly mode: 'piece' | 'batch' | 'single'
  readonly state: 'open' | 'done' | 'cancelled'
  readonly picker: string
  /** The device it is walked on; null: any. */
  readonly device: string | null
  /** Null: planned without a map. */
  readonly walk: PlannedWalk | null
  /** The zone it walks; null: all of its orders. */
  readonly tourZone: string | null
}

/** One stop with all that the picker and the decisions need. */
export interface PickRow extends PickAt {
  readonly id: string
  readonly position: number
  readonly version: number
  readonly shipmentId: ShipmentId
  readonly shipmentNumber: string
  readonly shipmentState: ShipmentState
  readonly orderId: OrderId
  readonly lineId: string
  readonly binId: string | null
  readonly itemId: string | null
  readonly lotId: string | null
  /** The last day on which its lot may be sent, `2027-01-31`. */
  readonly expiresOn: string | null
  readonly zone: string
  /** Where the goods are brought when they are not handed on in the tote: the order's zones come together there. */
  readonly slot: string | null
  readonly variantTitle: string | null
  readonly imageUrl: string | null
  /** What the customer wrote for it; the page that shows it opens it. */
  readonly said: StoredProperties
  readonly quantity: number
  readonly short: number
  readonly shortReason: string | null
  readonly isExtra: boolean
}

export interface OpenTour {
  readonly tour: TourRow
  readonly picks: readonly PickRow[]
}

const modeOf = (stored: string) =>
  stored === 'batch' || stored === 'single' ? stored : ('piece' as const)
const stateOf = (stored: string) =>
  stored === 'done' ? 'done' : stored === 'cancelled' ? 'cancelled' : 'open'

/** What was stored by another version of the app is no reason not to pick. */
const walkOf = (stored: unknown): PlannedWalk | null => plannedWalk.safeParse(stored).data ?? null

interface Row {
  readonly id: string
  readonly position: number
  readonly version: number
  readonly shipment_id: string
  readonly number: string
  readonly state: string
  readonly order_id: string
  readonly shipment_line_id: string
  readonly bin_id: string | null
  readonly code: string | null
  readonly zone: string | null
  readonly item_id: string | null
  readonly lot_id: string | null
  readonly lot_code: string | null
  readonly expires_on: Date | null
  readonly serial: string | null
  readonly sku: string | null
  readonly barcode: string | null
  readonly title: string
  readonly variant_title: string | null
  readonly image_url: string | null
  readonly sealed: Uint8Array | null
  readonly properties: unknown
  readonly quantity: number
  readonly picked: number
  readonly short: number
  readonly short_reason: string | null
  readonly instead_of: string | null
  readonly tote: string
  readonly shipment_tote: string | null
  readonly bin_scanned_at: Date | null
  readonly tote_scanned_at: Date | null
}

/** A tour with its stops in the order they are visited; null when there is none. */
export async function readTourRow(tx: ShopTx, id: string): Promise<OpenTour | null> {
  const found = await tx.pickTour.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } } })
  if (!found) return null
  const mode = modeOf(found.mode)
  const rows = await tx.$queryRaw<Row[]>`
    select p.*, s.number, s.state, s.order_id, s.tote as shipment_tote, b.code, b.zone, lot.code as lot_code,
      lot.expires_on, i.barcode, i.image_url, coalesce(i.sku, o.sku) as sku, o.title, o.variant_title, o.sealed,
      o.properties
    from pick p
    join shipment s on s.shop_id = p.shop_id and s.id = p.shipment_id
    join shipment_line l on l.shop_id = p.shop_id and l.id = p.shipment_line_id
    join order_line o on o.shop_id = p.shop_id and o.id = l.order_line_id
    left join bin b on b.shop_id = p.shop_id and b.id = p.bin_id
    left join item i on i.shop_id = p.shop_id and i.id = p.item_id
    left join lot on lot.shop_id = p.shop_id and lot.id = p.lot_id
    where p.shop_id = ${tx.shopId}::uuid and p.tour_id = ${id}::uuid
    order by p.position`
  return {
    tour: {
      ...found,
      mode,
      state: stateOf(found.state),
      walk: walkOf(found.walk),
      tourZone: found.zone,
    },
    picks: rows.map((row) => pickOf(row, mode, found.zone)),
  }
}

const pickOf = (row: Row, mode: TourRow['mode'], tourZone: string | null): PickRow => ({
  id: row.id,
  mode,
  position: row.position,
  version: row.version,
  shipmentId: shipmentId(row.shipment_id),
  shipmentNumber: row.number,
  shipmentState: readShipmentState(row.state),
  orderId: orderId(row.order_id),
  lineId: row.shipment_line_id,
  binId: row.bin_id,
  bin: row.code,
  zone: row.zone ?? '',
  slot: tourZone !== null && row.shipment_tote !== row.tote ? row.shipment_tote : null,
  itemId: row.item_id,
  lotId: row.lot_id,
  lot: row.lot_code,
  expiresOn: row.expires_on?.toISOString().slice(0, 10) ?? null,
  serial: row.serial,
  item: row.sku || row.barcode ? { sku: row.sku, barcode: row.barcode } : null,
  title: row.title,
  variantTitle: row.variant_title,
  imageUrl: row.image_url,
  said: { sealed: row.sealed, properties: row.properties },
  quantity: row.quantity,
  picked: row.picked,
  short: row.short,
  shortReason: row.short_reason,
  isExtra: row.instead_of !== null,
  open: row.quantity - row.picked - row.short,
  tote: row.tote,
  binProved: row.bin_scanned_at !== null,
  toteProved: row.tote_scanned_at !== null,
})

/** The stop to work at: the first with something to do whose shipment nobody stopped. */
export const currentPick = (picks: readonly PickRow[]): PickRow | null => currentStop(picks)
