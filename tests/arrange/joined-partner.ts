import { onTestFinished } from 'vitest'
import { withShop } from '../../app/platform/db.server.ts'
import { openOutbound } from '../../app/platform/outbound.server.ts'
import { portal } from '../../app/providers/partner/portal/portal.ts'
import { partnerRegistry } from '../../app/providers/partner/registry.ts'
import { signedApi } from '../../app/providers/partner/signed-api/signed-api.server.ts'
import { trackingRegistry } from '../../app/providers/tracking/registry.ts'
import { type RunningPartner, startPartner } from '../partner/index.ts'
import type { JoinedShop } from '../shop.ts'
import { act } from '../store/act.ts'
import { littleOrder, littleSeed } from '../store/little-seed.ts'
import { placeOrder } from '../store/orders/place.ts'
import { fulfillmentOrdersOf } from '../store/orders/sums.ts'
import type { Seed } from '../store/seed/shapes.ts'
import { addPartner, addPartnerShipment } from './partner-shipment.ts'

const [, poster] = littleSeed.products

/** The little shop, with two things that only the partner has. */
export const partnerSeed: Seed = {
  ...littleSeed,
  products: [
    ...littleSeed.products,
    ...(poster
      ? [
          {
            ...poster,
            handle: 'print',
            title: 'print',
            variants: poster.variants.map((variant) => ({ ...variant, sku: 'PRINT' })),
          },
        ]
      : []),
  ],
}

const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`

/** A partner's house that takes messages and does nothing by itself. */
export async function quietPartner(): Promise<RunningPartner> {
  const partner = await startPartner({
    port: 0,
    appUrl: 'http://127.0.0.1:9',
    apiKey: 'owp_none',
    secret,
    answerAfterMs: 3_600_000,
    seed: '1',
  })
  onTestFinished(() => partner.stop())
  return partner
}

/** An order of the store whose goods lie at the partner's place, with its shipment asked of the partner. */
export async function askedOfPartner(joined: JoinedShop, partner: RunningPartner) {
  const { database, standIn, shop, provider } = joined
  const vault = await database.vaults.of(shop)
  const world = standIn.world()
  const placed = act(world, (acting) =>
    placeOrder(
      acting,
      littleOrder({
        lines: [
          { sku: 'POSTER', quantity: 2, properties: [] },
          { sku: 'PRINT', quantity: 1, properties: [] },
        ],
      }),
      null,
    ),
  )
  const [posterLine, printLine] = placed.lines
  const places = await provider.locations(joined.store)
  const service = places.find((place) => place.service !== null)
  const own = places.find((place) => place.service === null && place.name === 'Warehouse')
  if (!service || !own || !posterLine || !printLine) throw new Error('the seed is another one')
  const partnerId = await addPartner(database, shop, {
    providerKey: 'signed_api',
    endpointUrl: partner.endpointUrl,
    sealed: vault.seal({ signingSecret: secret }),
  })
  await withShop(database.db, shop, async (tx) => {
    for (const [place, kind] of [
      [service, 'partner'],
      [own, 'own'],
    ] as const)
      await tx.location.upsert({
        where: { shopId_shopifyGid: { shopId: shop, shopifyGid: place.gid } },
        create: {
          shopId: shop,
          shopifyGid: place.gid,
          name: place.name,
          kind,
          partnerId: kind === 'partner' ? partnerId : null,
        },
        update: { partnerId: kind === 'partner' ? partnerId : null },
      })
  })
  const shipment = await addPartnerShipment(database, shop, {
    partnerId,
    requestState: null,
    locationGid: service.gid,
    orderGid: `gid://shopify/Order/${placed.id}`,
    lineGids: [`gid://shopify/LineItem/${posterLine.id}`, `gid://shopify/LineItem/${printLine.id}`],
    name: placed.name,
  })
  return {
    ...shipment,
    placed,
    ownGid: own.gid,
    caller: { shop, partnerId, name: 'Halyard' },
    deps: {
      db: database.db,
      vaults: database.vaults,
      shop: provider,
      partners: partnerRegistry([
        portal(),
        signedApi({ outbound: openOutbound({ allowPrivate: true }), timeoutMs: 1_500 }),
      ]),
      trackers: trackingRegistry([]),
      config: { SHOPIFY_APP_URL: 'https://app.test', ALLOW_PRIVATE_PARTNER_ADDRESSES: true },
    },
    /** The store's own records of the order, and what was made twice. */
    inStore: () => ({
      parts: fulfillmentOrdersOf(world, placed).map((one) => ({
        status: one.status,
        request: one.requestStatus,
        location: `gid://shopify/Location/${one.locationId}`,
      })),
      counts: standIn.counts().orders.find((one) => one.id === placed.id),
    }),
    /** Rows of the shipment as they are now. */
    read: () =>
      withShop(database.db, shop, async (tx) => ({
        shipment: await tx.shipment.findFirstOrThrow({ where: { id: shipment.shipmentId } }),
        all: await tx.shipment.findMany({
          where: { orderId: shipment.orderId },
          orderBy: { number: 'asc' },
          include: { lines: true, parcels: true },
        }),
        order: await tx.order.findFirstOrThrow({ where: { id: shipment.orderId } }),
        request: await tx.partnerRequest.findFirst({ where: { shipmentId: shipment.shipmentId } }),
        calls: await tx.outsideCall.findMany({
          where: { orderId: shipment.orderId },
          orderBy: { id: 'asc' },
        }),
        work: await tx.workOrder.findMany({ where: { orderId: shipment.orderId } }),
      })),
  }
}
