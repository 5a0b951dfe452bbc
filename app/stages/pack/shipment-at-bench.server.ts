import { openProperties, type StoredProperties } from '../../journey/line-properties.ts'
import { readShipmentState } from '../../journey/read-state.ts'
import type { ShipmentState } from '../../journey/shipment.ts'
import { type OrderId, orderId, type ShipmentId, shipmentId } from '../../kernel/ids.ts'
import type { Db, ShopTx } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { PackLine } from './decide-piece.ts'
import { isGiftText } from './extras/gift.ts'
import { type PackingFacts, packingFacts, sizeOf } from './packing-facts.ts'

export interface PackDeps {
  readonly db: Db
}

export interface BenchLine extends PackLine {
  readonly variantTitle: string | null
  readonly imageUrl: string | null
  readonly grams: number
  readonly itemId: string | null
  readonly size: readonly [number, number, number] | null
  /** How it may be packed. */
  readonly facts: PackingFacts
  /** What the customer wrote for it; opened where it is shown. */
  readonly said: StoredProperties
  readonly productType: string | null
  /** The product's. */
  readonly tags: readonly string[]
}

export interface BenchShipment {
  readonly id: ShipmentId
  readonly orderId: OrderId
  readonly orderName: string
  readonly number: string
  readonly kind: string
  readonly state: ShipmentState
  readonly version: number
  readonly locationId: string | null
  readonly tote: string | null
  readonly packer: string | null
  readonly leaveBy: Date | null
  readonly dueAt: Date | null
  readonly verifiedAt: Date | null
  readonly overrideBy: string | null
  /** With `sealed`, as `openPackerWords` reads them. */
  readonly overrideReason: string | null
  readonly weightReason: string | null
  readonly sealed: Uint8Array | null
  readonly lines: readonly BenchLine[]
}

type GiftTexts = Parameters<typeof isGiftText>[0]

/** What the customer wished: `Engraving: A. & J.`; names that begin with an underscore are for machines, a gift's text is for its card. */
export const wishesOf = (
  vault: Pick<ShopVault, 'open'>,
  gifts: GiftTexts,
  line: Pick<BenchLine, 'said'>,
): readonly string[] =>
  openProperties(vault, line.said)
    .filter((one) => !one.name.startsWith('_') && one.value !== '' && !isGiftText(gifts, one.name))
    .map((one) => `${one.name}: ${one.value}`)

/** A shipment with its lines as the packer sees them; null when there is none of the house's own. */
export async function readShipment(tx: ShopTx, id: string): Promise<BenchShipment | null> {
  const shipment = await tx.shipment.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id } },
    include: { lines: true, order: { select: { name: true } } },
  })
  if (!shipment || (shipment.kind !== 'warehouse' && shipment.kind !== 'pickup')) return null
  const ordered = await tx.orderLine.findMany({
    where: { shopId: tx.shopId, orderId: shipment.orderId },
  })
  const items = await tx.item.findMany({
    where: { shopId: tx.shopId, id: { in: shipment.lines.flatMap((line) => line.itemId ?? []) } },
  })
  const lines = shipment.lines.flatMap((line): readonly (BenchLine & { position: number })[] => {
    const of = ordered.find((one) => one.id === line.orderLineId)
    const item = items.find((one) => one.id === line.itemId)
    if (!of) return []
    return [
      {
        id: line.id,
        position: of.position,
        title: of.title,
        variantTitle: of.variantTitle,
        sku: item?.sku ?? of.sku,
        barcode: item?.barcode ?? null,
        imageUrl: item?.imageUrl ?? null,
        grams: of.grams || (item?.grams ?? 0),
        itemId: item?.id ?? null,
        facts: packingFacts(item ?? null),
        size: sizeOf(item ?? null),
        quantity: line.quantity,
        packed: line.packed,
        said: { sealed: of.sealed, properties: of.properties },
        productType: item?.productType ?? null,
        tags: item?.tags ?? [],
      },
    ]
  })
  return {
    ...shipment,
    id: shipmentId(shipment.id),
    orderId: orderId(shipment.orderId),
    orderName: shipment.order.name,
    state: readShipmentState(shipment.state),
    lines: lines.toSorted((a, b) => a.position - b.position),
  }
}
