import { randomUUID } from 'node:crypto'
import type { Buyer } from '../../app/journey/buyer.ts'
import { type ShipmentId, type ShopId, shipmentId } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import type { TestDatabase } from '../database.ts'

const testBuyer: Buyer = {
  email: 'zoe@example.com',
  phone: '+4922112345',
  firstName: 'Zoë',
  lastName: 'Müller',
  shipTo: {
    firstName: 'Zoë',
    lastName: 'Müller',
    company: null,
    address1: 'Hauptstraße 1',
    address2: null,
    city: 'Köln',
    provinceCode: null,
    province: null,
    zip: '50667',
    countryCode: 'DE',
    phone: '+4922112345',
  },
  billTo: null,
  note: 'Please ring twice',
}

export interface ArrangedShipment {
  readonly orderId: string
  readonly orderGid: string
  readonly shipmentId: ShipmentId
  readonly partnerId: string
  readonly lineIds: readonly string[]
}

const soon = () => new Date(Date.now() + 3_600_000)

/** A partner of a shop. */
export async function addPartner(
  { db }: TestDatabase,
  shop: ShopId,
  data: { name?: string; providerKey?: string; endpointUrl?: string; sealed?: Uint8Array } = {},
): Promise<string> {
  const { sealed, ...rest } = data
  const row = await withShop(db, shop, (tx) =>
    tx.partner.create({
      data: {
        shopId: shop,
        name: `Halyard ${randomUUID().slice(0, 4)}`,
        contactEmail: 'desk@halyard.example',
        ...rest,
        ...(sealed ? { sealed: new Uint8Array(sealed) } : {}),
      },
      select: { id: true },
    }),
  )
  return row.id
}

/**
 * An order in fulfilment with one shipment asked of a partner: 2 mugs and 1 bag.
 * @param options.requestState state of the request's row; null: none was written yet.
 */
export async function addPartnerShipment(
  database: TestDatabase,
  shop: ShopId,
  options: {
    partnerId?: string
    state?: string
    requestState?: string | null
    locationGid?: string
    orderGid?: string
    lineGids?: readonly [string, string]
    name?: string
  } = {},
): Promise<ArrangedShipment> {
  const partnerId = options.partnerId ?? (await addPartner(database, shop))
  const vault = await database.vaults.of(shop)
  const number = Math.trunc(Math.random() * 1e9)
  const orderGid = options.orderGid ?? `gid://shopify/Order/${number}`
  return withShop(database.db, shop, async (tx) => {
    const order = await tx.order.create({
      data: {
        shopId: shop,
        shopifyId: orderGid,
        name: options.name ?? `#${number}`,
        state: 'released',
        deliveryKind: 'shipping',
        currency: 'EUR',
        totalMinor: 4_500n,
        country: 'DE',
        shippingTitle: 'Standard',
        sealed: vault.seal(testBuyer),
        placedAt: new Date(),
        sourceUpdatedAt: new Date(),
        owner: 'system',
        nextStep: 'ask_partner',
        dueAt: soon(),
      },
    })
    const [mugGid, bagGid] = options.lineGids ?? [
      `gid://shopify/LineItem/${number}1`,
      `gid://shopify/LineItem/${number}2`,
    ]
    const ordered = [
      { shopifyId: mugGid, sku: 'MUG-1', title: 'Mug', variantTitle: 'Blue', quantity: 2 },
      { shopifyId: bagGid, sku: 'BAG-1', title: 'Bag', variantTitle: null, quantity: 1 },
    ]
    const shipment = await tx.shipment.create({
      data: {
        shopId: shop,
        orderId: order.id,
        number: `${order.name}-1`,
        kind: 'partner',
        state: options.state ?? 'requested',
        locationGid: options.locationGid ?? 'gid://shopify/Location/77',
        partnerId,
        leaveBy: new Date(Date.now() + 86_400_000),
        owner: 'system',
        nextStep: 'ask_partner',
        dueAt: soon(),
      },
    })
    const lineIds: string[] = []
    for (const [position, line] of ordered.entries()) {
      const orderLine = await tx.orderLine.create({
        data: { shopId: shop, orderId: order.id, priceMinor: 1_500n, position, ...line },
      })
      const row = await tx.shipmentLine.create({
        data: {
          shopId: shop,
          shipmentId: shipment.id,
          orderLineId: orderLine.id,
          quantity: line.quantity,
        },
      })
      lineIds.push(row.id)
    }
    const requestState = options.requestState === undefined ? 'sent' : options.requestState
    if (requestState !== null)
      await tx.partnerRequest.create({
        data: {
          shopId: shop,
          shipmentId: shipment.id,
          orderId: order.id,
          partnerId,
          key: `partner_request:${shipment.id}`,
          state: requestState,
          sentAt: new Date(),
        },
      })
    return {
      orderId: order.id,
      orderGid,
      shipmentId: shipmentId(shipment.id),
      partnerId,
      lineIds,
    }
  })
}
