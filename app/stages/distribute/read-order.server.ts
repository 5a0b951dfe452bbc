import type { OrderState } from '../../journey/order.ts'
import { readOrderState, readShipmentState } from '../../journey/read-state.ts'
import { readSettings, type ShopSettings } from '../../journey/settings.ts'
import type { OrderId } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { Place, ShipmentKind, StandingShipment, StoreFacts } from './decide-shipments.ts'

export interface OrderToDistribute {
  readonly id: OrderId
  readonly name: string
  readonly shopifyId: string
  readonly state: OrderState
  readonly nextStep: string | null
  readonly country: string
  readonly financialStatus: string
  readonly promisedAt: Date | null
  /** Numbers of its shipments so far. */
  readonly numbers: readonly string[]
  /** Lines by Shopify's gid. */
  readonly lines: ReadonlyMap<string, { readonly id: string; readonly itemId: string | null }>
  /** Location rows by gid. */
  readonly placeIds: ReadonlyMap<string, string>
  readonly facts: Omit<StoreFacts, 'fulfillmentOrders'>
  /** The store is being told of pieces that go from elsewhere: what it says until then is old. */
  readonly isRestOnItsWay: boolean
  readonly domain: string
  readonly shop: { readonly timeZone: string; readonly country: string }
  readonly settings: ShopSettings
}

const kinds: readonly ShipmentKind[] = ['warehouse', 'partner', 'pickup', 'digital']
const readKind = (stored: string): ShipmentKind => {
  const found = kinds.find((kind) => kind === stored)
  if (!found) throw new Error(`unknown kind of shipment in the database: ${stored}`)
  return found
}

/** The order with all that its distribution depends on; null when it is not to be distributed. */
export async function readOrderToDistribute(
  tx: ShopTx,
  id: OrderId,
  lock?: 'locked',
): Promise<OrderToDistribute | null> {
  const { shopId } = tx
  if (lock)
    await tx.$queryRaw`select 1 from sales_order where shop_id = ${shopId}::uuid and id = ${id}::uuid for update`
  const order = await tx.order.findUnique({
    where: { shopId_id: { shopId, id } },
    include: {
      lines: true,
      shipments: { include: { lines: true }, orderBy: { createdAt: 'desc' } },
    },
  })
  if (!order) return null
  const state = readOrderState(order.state)
  if (state !== 'cleared' && state !== 'released' && state !== 'delivered') return null
  const shop = await tx.shop.findUniqueOrThrow({ where: { id: shopId } })
  const settings = readSettings(shop.settings)
  const locations = await tx.location.findMany({ where: { shopId } })
  const partners = await tx.partner.findMany({
    where: { shopId, active: true },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  })
  const variants = order.lines.flatMap((line) => line.variantGid ?? [])
  const items = await tx.item.findMany({
    where: { shopId, variantGid: { in: variants } },
    select: { id: true, variantGid: true },
  })
  const itemOf = new Map(items.map((item) => [item.variantGid, item.id]))
  const gidOf = new Map(order.lines.map((line) => [line.id, line.shopifyId]))
  const booked = await bookedFulfilments(tx, id)
  const rests = await tx.outsideCall.count({
    where: { shopId, orderId: id, kind: { in: ['move_rest', 'split_rest'] }, state: 'booked' },
  })
  const shipments = order.shipments.map(
    (one): StandingShipment => ({
      id: one.id,
      kind: readKind(one.kind),
      state: readShipmentState(one.state),
      locationGid: one.locationGid,
      fulfilled:
        one.fulfillmentGid !== null
          ? 'done'
          : (booked.find(({ key }) => key.endsWith(one.id))?.state ?? 'no'),
      lines: one.lines.map((line) => ({
        orderLineGid: gidOf.get(line.orderLineId) ?? '',
        quantity: line.quantity,
      })),
    }),
  )
  return {
    id,
    name: order.name,
    shopifyId: order.shopifyId,
    state,
    nextStep: order.nextStep,
    country: order.country,
    financialStatus: order.financialStatus,
    promisedAt: order.promisedAt,
    numbers: order.shipments.map((one) => one.number),
    lines: new Map(
      order.lines.map((line) => [
        line.shopifyId,
        { id: line.id, itemId: itemOf.get(line.variantGid ?? '') ?? null },
      ]),
    ),
    placeIds: new Map(locations.map((place) => [place.shopifyGid, place.id])),
    facts: {
      shipments,
      places: locations.map((place) => placeOf(place, partners)),
      digitalLines: new Set(
        order.lines
          .filter((line) => !line.requiresShipping || line.giftCard)
          .map((line) => line.shopifyId),
      ),
      partnerByRule: settings.partnerCountries.includes(order.country)
        ? (partners[0]?.id ?? null)
        : null,
    },
    isRestOnItsWay: rests > 0,
    domain: shop.domain,
    shop: { timeZone: shop.timeZone, country: shop.country },
    settings,
  }
}

/** A partner's place without a partner of its own belongs to the shop's only partner, if there is one. */
function placeOf(
  place: { shopifyGid: string; kind: string; partnerId: string | null },
  partners: readonly { readonly id: string }[],
): Place {
  if (place.kind !== 'partner')
    return {
      gid: place.shopifyGid,
      kind: place.kind === 'counter' ? 'counter' : 'own',
      partnerId: null,
    }
  const only = partners.length === 1 ? (partners[0]?.id ?? null) : null
  return { gid: place.shopifyGid, kind: 'partner', partnerId: place.partnerId ?? only }
}

/** Fulfilments that were booked for the store; each key ends with its shipment's id. */
async function bookedFulfilments(tx: ShopTx, id: OrderId) {
  const calls = await tx.outsideCall.findMany({
    where: {
      shopId: tx.shopId,
      orderId: id,
      kind: { in: ['fulfil', 'store_fulfil'] },
      state: { in: ['booked', 'done'] },
    },
    select: { key: true, state: true },
  })
  return calls.map(({ key, state }) => ({
    key,
    state: state === 'done' ? ('done' as const) : ('booked' as const),
  }))
}

/** Everything of an order whose change makes the store's earlier answer worthless. */
export const standingOf = (order: OrderToDistribute): string =>
  JSON.stringify([
    order.state,
    order.facts.shipments.map((one) => [one.id, one.state === 'cancelled', one.fulfilled]),
  ])
