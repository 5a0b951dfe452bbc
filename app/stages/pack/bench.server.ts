import { z } from 'zod'
import { buyerShape } from '../../journey/buyer.ts'
import { readShipmentState } from '../../journey/read-state.ts'
import type { ShipmentState } from '../../journey/shipment.ts'
import {
  type OrderId,
  orderId,
  type ShipmentId,
  type ShopId,
  shipmentId,
} from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'
import type { PackLine } from './decide-piece.ts'
import { type Carton, type CartonAdvice, firstCartons, suggestCarton } from './suggest-carton.ts'
import { expectedGrams } from './weigh.ts'

export interface PackDeps {
  readonly db: Db
}

export interface BenchLine extends PackLine {
  readonly variantTitle: string | null
  readonly imageUrl: string | null
  readonly grams: number
  readonly size: readonly [number, number, number] | null
  /** What the customer wished: `Engraving: A. & J.` */
  readonly wishes: readonly string[]
}

export interface BenchShipment {
  readonly id: ShipmentId
  readonly orderId: OrderId
  readonly orderName: string
  readonly number: string
  readonly kind: string
  readonly state: ShipmentState
  readonly version: number
  readonly tote: string | null
  readonly packer: string | null
  readonly leaveBy: Date | null
  readonly dueAt: Date | null
  readonly verifiedAt: Date | null
  readonly overrideBy: string | null
  readonly overrideReason: string | null
  readonly lines: readonly BenchLine[]
}

const properties = z.array(z.object({ name: z.string(), value: z.string() })).catch([])

/** Wishes as words; names that begin with an underscore are for machines. */
const wishesOf = (stored: unknown): readonly string[] =>
  properties
    .parse(stored)
    .filter((one) => !one.name.startsWith('_') && one.value !== '')
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
        size:
          item?.lengthMm && item.widthMm && item.heightMm
            ? [item.lengthMm, item.widthMm, item.heightMm]
            : null,
        quantity: line.quantity,
        packed: line.packed,
        wishes: wishesOf(of.properties),
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

/** The shop's cartons; a shop that has none gets a first set of common sizes. */
export async function readCartons(tx: ShopTx): Promise<readonly Carton[]> {
  const where = { shopId: tx.shopId }
  if ((await tx.carton.count({ where })) === 0)
    await tx.carton.createMany({
      data: firstCartons.map((carton) => ({ ...where, ...carton })),
      skipDuplicates: true,
    })
  const rows = await tx.carton.findMany({ where: { ...where, active: true } })
  return rows
    .map((row) => ({
      id: row.id,
      name: row.name,
      size: [row.lengthMm, row.widthMm, row.heightMm] as const,
      emptyGrams: row.emptyGrams,
      maxGrams: row.maxGrams,
    }))
    .toSorted((a, b) => a.size[0] * a.size[1] * a.size[2] - b.size[0] * b.size[1] * b.size[2])
}

export interface Bench {
  readonly shipment: BenchShipment
  readonly cartons: readonly Carton[]
  readonly advice: CartonAdvice
  /** Without a carton, in grams; null when a weight is not known. */
  readonly goodsGrams: number | null
  /** What the customer wrote with the order. */
  readonly note: string | null
}

/** Everything the packing bench shows of one shipment. */
export async function readBench(
  deps: PackDeps & { readonly vaults: Vaults },
  shop: ShopId,
  id: string,
): Promise<Bench | null> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const shipment = await readShipment(tx, id)
    if (!shipment) return null
    const { sealed } = await tx.order.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop, id: shipment.orderId } },
      select: { sealed: true },
    })
    const cartons = await readCartons(tx)
    return {
      shipment,
      cartons,
      advice: suggestCarton(shipment.lines, cartons),
      goodsGrams: expectedGrams(shipment.lines, 0),
      note: sealed ? buyerShape.parse(vault.open(sealed)).note : null,
    }
  })
}

export interface PackRow {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly state: string
  readonly tote: string | null
  readonly packer: string | null
  readonly pieces: number
  readonly packed: number
  readonly dueAt: Date | null
}

export interface PackBoard {
  /** Picked and being packed, due first. */
  readonly waiting: readonly PackRow[]
  /** Packed for the counter, until the customer comes. */
  readonly toCollect: readonly PackRow[]
  readonly more: boolean
}

const shown = 60

export function readPackBoard(deps: PackDeps, shop: ShopId): Promise<PackBoard> {
  return withShop(deps.db, shop, async (tx) => {
    const list = (states: readonly string[]) => tx.$queryRaw<PackRow[]>`
      select s.id, s.number, s.kind, s.state, s.tote, s.packer, s.due_at as "dueAt",
        coalesce(sum(l.quantity), 0)::int as pieces, coalesce(sum(l.packed), 0)::int as packed
      from shipment s left join shipment_line l on l.shop_id = s.shop_id and l.shipment_id = s.id
      where s.shop_id = ${shop}::uuid and s.state = any(${[...states]}::text[])
      group by s.shop_id, s.id order by s.due_at, s.number limit ${shown + 1}`
    const waiting = await list(['picked', 'packing'])
    const toCollect = await list(['awaiting_collection'])
    return { waiting: waiting.slice(0, shown), toCollect, more: waiting.length > shown }
  })
}
