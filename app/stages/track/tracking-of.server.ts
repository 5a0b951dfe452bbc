import { openCarrierWords } from '../../journey/carrier-words.ts'
import { daysAfter } from '../../journey/due.ts'
import { readOrderState, readShipmentState } from '../../journey/read-state.ts'
import { readSettings } from '../../journey/settings.ts'
import type { OrderId, ShopId } from '../../kernel/ids.ts'
import { type Language, languageOf } from '../../kernel/language.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { TrackDeps } from './deps.server.ts'
import { decideStage, type OrderStage, type OrderTurn } from './order-stage.ts'
import { parcelStatusWords } from './parcel-words.ts'

interface TrackedEvent {
  readonly id: string
  /** ISO instant; null where the carrier told no zone. */
  readonly at: string | null
  readonly words: string
  /** The carrier's own words; empty where it gave none. */
  readonly said: string
  readonly status: string
  readonly place: string
}

export interface TrackedBox {
  readonly id: string
  readonly carrier: string
  readonly number: string | null
  readonly url: string | null
  readonly status: string
  readonly statusWords: string
  readonly originalEta: string | null
  readonly eta: string | null
  /** Newest first. */
  readonly events: readonly TrackedEvent[]
}

interface TrackedGoods {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly quantity: number
  readonly imageUrl: string | null
}

export interface TrackedShipment {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly state: string
  readonly deliveredAt: string | null
  readonly lines: readonly TrackedGoods[]
  readonly parcels: readonly TrackedBox[]
}

/** Where an order and its parcels are, for its customer. No personal data. Times are ISO instants. */
export interface OrderTracking {
  readonly orderName: string
  readonly placedAt: string
  readonly timeZone: string
  readonly stage: OrderStage
  readonly turn: OrderTurn | null
  /** When each stage was reached, as far as it was written down. */
  readonly reached: Readonly<Partial<Record<OrderStage, string>>>
  /** The day promised at first, and the day expected now where a carrier says another one. */
  readonly promisedAt: string | null
  readonly expectedAt: string | null
  readonly shipments: readonly TrackedShipment[]
  /** The customer's. */
  readonly language: Language
  /** Something was delivered and the time to ask for a return runs. */
  readonly mayReturn: boolean
}

const iso = (at: Date | null | undefined) => at?.toISOString() ?? null

/** The read model of an order's tracking page; null when the shop has no such order. */
export async function trackingOf(
  deps: Pick<TrackDeps, 'db' | 'vaults'>,
  shop: ShopId,
  id: OrderId,
): Promise<OrderTracking | null> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const order = await tx.order.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      include: {
        lines: true,
        shipments: {
          orderBy: { createdAt: 'asc' },
          include: {
            lines: { orderBy: { id: 'asc' } },
            parcels: { orderBy: { position: 'asc' }, omit: { labelPdf: true, labelZpl: true } },
          },
        },
      },
    })
    if (!order) return null
    const { settings, timeZone } = await tx.shop.findUniqueOrThrow({ where: { id: shop } })
    const states = order.shipments.map((shipment) => readShipmentState(shipment.state))
    const { stage, turn } = decideStage(readOrderState(order.state), states)
    const live = order.shipments.filter((shipment) => shipment.state !== 'cancelled')
    const goods = await readGoods(tx, order.lines)
    const events = await readBoxEvents(
      tx,
      vault,
      live.flatMap((shipment) => shipment.parcels.map((parcel) => parcel.id)),
    )
    const open = live.filter((shipment) => shipment.state !== 'delivered')
    const etas = open.flatMap((shipment) =>
      shipment.parcels.flatMap((parcel) => parcel.eta?.getTime() ?? []),
    )
    return {
      language: languageOf(order.locale),
      ...{ orderName: order.name, placedAt: order.placedAt.toISOString(), timeZone, stage, turn },
      reached: await readReached(tx, order),
      promisedAt: iso(order.promisedAt),
      expectedAt: etas.length > 0 ? new Date(Math.max(...etas)).toISOString() : null,
      shipments: live.map((shipment) => ({
        ...{ id: shipment.id, number: shipment.number, kind: shipment.kind, state: shipment.state },
        deliveredAt: iso(shipment.deliveredAt),
        lines: shipment.lines.flatMap((line) => {
          const of = goods.get(line.orderLineId)
          return of ? [{ ...of, quantity: line.quantity }] : []
        }),
        parcels: shipment.parcels
          .filter((parcel) => parcel.carrierName !== null || parcel.trackingNumber !== null)
          .map((parcel) => ({
            ...{ id: parcel.id, carrier: parcel.carrierName ?? '', number: parcel.trackingNumber },
            ...{ url: parcel.trackingUrl, status: parcel.status },
            statusWords: parcelStatusWords(parcel.status),
            ...{ originalEta: iso(parcel.originalEta), eta: iso(parcel.eta) },
            events: events.get(parcel.id) ?? [],
          })),
      })),
      mayReturn: live.some(
        (shipment) =>
          shipment.deliveredAt !== null &&
          daysAfter(shipment.deliveredAt, readSettings(settings).returnWindowDays).getTime() >
            Date.now(),
      ),
    }
  })
}

async function readGoods(
  tx: ShopTx,
  lines: readonly {
    readonly id: string
    readonly title: string
    readonly variantTitle: string | null
    readonly variantGid: string | null
  }[],
): Promise<ReadonlyMap<string, Omit<TrackedGoods, 'quantity'>>> {
  const items = await tx.item.findMany({
    where: {
      shopId: tx.shopId,
      variantGid: { in: lines.flatMap((line) => line.variantGid ?? []) },
    },
    select: { variantGid: true, imageUrl: true },
  })
  return new Map(
    lines.map((line) => [
      line.id,
      {
        ...{ id: line.id, title: line.title, about: line.variantTitle ?? '' },
        imageUrl: items.find((item) => item.variantGid === line.variantGid)?.imageUrl ?? null,
      },
    ]),
  )
}

async function readBoxEvents(tx: ShopTx, vault: ShopVault, ids: readonly string[]) {
  const rows = await tx.parcelEvent.findMany({
    where: { shopId: tx.shopId, parcelId: { in: [...ids] }, status: { not: 'unknown' } },
    orderBy: [{ at: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
  })
  const byParcel = new Map<string, TrackedEvent[]>()
  for (const row of rows) {
    const list = byParcel.get(row.parcelId) ?? []
    const { message, place } = openCarrierWords(vault, row)
    list.push({
      ...{ id: row.id, at: iso(row.at), place },
      words: message || parcelStatusWords(row.status),
      said: message,
      status: row.status,
    })
    byParcel.set(row.parcelId, list)
  }
  return byParcel
}

/** From what was written down at the time; a stage that nobody wrote down has no time. */
async function readReached(
  tx: ShopTx,
  order: { readonly id: string; readonly placedAt: Date; readonly confirmedAt: Date | null },
): Promise<OrderTracking['reached']> {
  const rows = await tx.timeline.findMany({
    where: { shopId: tx.shopId, orderId: order.id, kind: { in: ['moved', 'shipment_moved'] } },
    orderBy: { id: 'asc' },
    select: { at: true, detail: true },
  })
  const first = (...states: readonly string[]): { readonly at: Date } | undefined =>
    rows.find(({ detail }) => {
      const to =
        typeof detail === 'object' && detail !== null && 'to' in detail ? detail['to'] : null
      return typeof to === 'string' && states.includes(to)
    })
  const times: Record<OrderStage, Date | null> = {
    received: order.placedAt,
    confirmed: order.confirmedAt ?? first('cleared')?.at ?? null,
    in_warehouse: first('released')?.at ?? null,
    packed: first('packed')?.at ?? null,
    on_its_way: first('handed_over')?.at ?? null,
    delivered: first('delivered')?.at ?? null,
  }
  return Object.fromEntries(
    Object.entries(times).flatMap(([stage, at]) => (at ? [[stage, at.toISOString()]] : [])),
  )
}
