import { buyerName, buyerShape } from '../../journey/buyer.ts'
import { type DifferenceField, waitWords } from '../../journey/difference.ts'
import { readUndecided } from '../../journey/undecided.server.ts'
import { type ShipmentId, type ShopId, shipmentId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import type { ShipDeps } from './deps.server.ts'

/** One line of the shipping desk. Times are ISO instants. */
interface ShippingRow {
  readonly id: ShipmentId
  readonly number: string
  readonly orderId: string
  readonly orderName: string
  readonly recipient: string
  readonly country: string
  readonly shippingTitle: string | null
  readonly grams: number | null
  readonly parcels: number
  readonly labels: readonly { readonly carrier: string | null; readonly number: string }[]
  readonly hasFile: boolean
  readonly verified: boolean
  /** Why it must not be labelled now: the order's holds, and what changed in the store. */
  readonly stopped: readonly string[]
  readonly promisedAt: string | null
  readonly dueAt: string | null
  readonly step: string | null
  readonly owner: string | null
}

export interface ShippingDesk {
  /** Packed, waits for a label. */
  readonly packed: readonly ShippingRow[]
  /** Labelled: the store is being told, or refused. */
  readonly labelled: readonly ShippingRow[]
  /** Told; the carrier has not scanned it yet. */
  readonly waiting: readonly ShippingRow[]
  readonly counts: { readonly packed: number; readonly labelled: number; readonly waiting: number }
}

/** At most so many lines a list; the counts are whole. */
const most = 100

/** The shipping desk: what waits for a label, for the store, for the carrier; due first. */
export async function readShippingDesk(
  deps: Pick<ShipDeps, 'db' | 'vaults'>,
  shop: ShopId,
): Promise<ShippingDesk> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const own = { shopId: shop, kind: 'warehouse' } as const
    const unscanned = {
      ...own,
      state: 'handed_over',
      parcels: { some: { status: { in: ['none', 'label_made', 'announced', 'unknown'] } } },
    }
    const find = (where: object) =>
      tx.shipment.findMany({
        where,
        orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        take: most,
        include: {
          order: { include: { holds: { where: { releasedAt: null } } } },
          parcels: { orderBy: { position: 'asc' }, omit: { labelPdf: true } },
        },
      })
    type Row = Awaited<ReturnType<typeof find>>[number]
    const read = async (where: object) => {
      const found = await find(where)
      const undecided = await readUndecided(
        tx,
        found.map(({ id }) => id),
      )
      return found.map((row) => shown(row, undecided.get(row.id) ?? []))
    }
    const shown = (row: Row, undecided: readonly DifferenceField[]): ShippingRow => {
      const buyer = row.order.sealed ? buyerShape.parse(vault.open(row.order.sealed)) : null
      const weights = row.parcels.map((parcel) => parcel.grams)
      return {
        id: shipmentId(row.id),
        number: row.number,
        orderId: row.orderId,
        orderName: row.order.name,
        recipient: buyer ? buyerName(buyer) : '',
        country: row.order.country,
        shippingTitle: row.order.shippingTitle,
        grams:
          weights.some((one) => one === null) || weights.length === 0
            ? null
            : weights.reduce<number>((all, one) => all + (one ?? 0), 0),
        parcels: row.parcels.length,
        labels: row.parcels.flatMap((parcel) =>
          parcel.trackingNumber
            ? [{ carrier: parcel.carrierName, number: parcel.trackingNumber }]
            : [],
        ),
        hasFile: row.parcels.some((parcel) => parcel.labelZpl !== null),
        stopped: [
          ...row.order.holds.map(({ reason }) => `Held: ${reason}`),
          ...undecided.map((field) => waitWords[field]),
        ],
        verified: row.verifiedAt !== null || row.overrideBy !== null,
        promisedAt: row.order.promisedAt?.toISOString() ?? null,
        dueAt: row.dueAt?.toISOString() ?? null,
        step: row.nextStep,
        owner: row.owner,
      }
    }
    const packedWhere = { ...own, state: 'packed' }
    const labelledWhere = { ...own, state: 'labelled' }
    return {
      packed: await read(packedWhere),
      labelled: await read(labelledWhere),
      waiting: await read(unscanned),
      counts: {
        packed: await tx.shipment.count({ where: packedWhere }),
        labelled: await tx.shipment.count({ where: labelledWhere }),
        waiting: await tx.shipment.count({ where: unscanned }),
      },
    }
  })
}
