/** Locations and fulfillment services. */
import { secondsText } from '../../clock.ts'
import { gid, numberOf } from '../../ids.ts'
import { isEnded, mustHave } from '../../orders/sums.ts'
import type { LocationRecord, ServiceRecord } from '../../records/catalogue.ts'
import type { PageArgs } from '../connection.ts'
import { type Ctx, model, unheeded } from '../model.ts'
import { type Searchable, search } from '../search.ts'
import { levelAt } from './inventory.ts'
import { ownedMetafields } from './metafield.ts'
import { countryName, listed } from './values.ts'

const locationSearch: Searchable<LocationRecord> = {
  text: (one) => [one.name, one.city],
  fields: {
    id: (one) => one.id,
    name: (one) => one.name,
    active: () => true,
    is_active: () => true,
    city: (one) => one.city,
    country: (one) => one.countryCode,
    created_at: (one) => one.createdAt,
    location_id: (one) => one.id,
  },
  times: new Set(['created_at']),
}

/** The plain list leaves the services' locations out, as Shopify's does. */
export function searchLocations(
  ctx: Ctx,
  query: string | null | undefined,
  includeLegacy: boolean,
): LocationRecord[] {
  const all = search(ctx.world.locations.values(), query, locationSearch)
  return includeLegacy ? all : all.filter((one) => one.serviceId === null)
}

export const address = (one: LocationRecord) => ({
  address1: one.address1,
  address2: null,
  city: one.city,
  zip: one.zip,
  province: null,
  provinceCode: null,
  country: countryName(one.countryCode),
  countryCode: one.countryCode,
  phone: one.phone,
  latitude: null,
  longitude: null,
  formatted: [one.address1, `${one.zip} ${one.city}`, countryName(one.countryCode)],
})

/** Where a fulfillment order is to be sent from, as it was when it was made. */
export const assignedLocation = (one: LocationRecord) => ({
  address1: one.address1,
  address2: null,
  city: one.city,
  countryCode: one.countryCode,
  location: one,
  name: one.name,
  phone: one.phone,
  province: null,
  zip: one.zip,
})

model<LocationRecord>('Location', {
  id: (one) => gid('Location', one.id),
  legacyResourceId: (one) => String(one.id),
  name: (one) => one.name,
  address,
  addressVerified: () => true,
  activatable: () => false,
  deactivatable: () => false,
  deletable: () => false,
  deactivatedAt: () => null,
  isActive: () => true,
  isPrimary: (one, _: never, ctx) => [...ctx.world.locations.keys()][0] === one.id,
  isFulfillmentService: (one) => one.serviceId !== null,
  fulfillsOnlineOrders: (one) => one.kind !== 'retail',
  shipsInventory: (one) => one.kind !== 'retail',
  hasActiveInventory: (one, _: never, ctx) =>
    [...ctx.world.levels.values()].some((level) => level.locationId === one.id),
  hasUnfulfilledOrders: (one, _: never, ctx) =>
    [...ctx.world.fulfillmentOrders.values()].some(
      (each) => each.locationId === one.id && !isEnded(each),
    ),
  fulfillmentService: (one, _: never, ctx) =>
    one.serviceId === null ? null : mustHave(ctx.world.services, one.serviceId),
  localPickupSettingsV2: () => null,
  createdAt: (one) => secondsText(one.createdAt),
  updatedAt: (one) => secondsText(one.createdAt),
  inventoryLevel: (one, args: { readonly inventoryItemId: string }, ctx) => {
    const item = numberOf(args.inventoryItemId, 'InventoryItem')
    return item === null ? null : levelAt(ctx.world, item, one.id)
  },
  inventoryLevels: (one, args: PageArgs, ctx) => {
    unheeded(args, ['query'], 'Location.inventoryLevels')
    const levels = [...ctx.world.levels.values()].filter((level) => level.locationId === one.id)
    return listed(levels, args, ctx)
  },
  ...ownedMetafields((one: LocationRecord) => gid('Location', one.id)),
})

model<ReturnType<typeof assignedLocation>>('FulfillmentOrderAssignedLocation', {
  address1: (one) => one.address1,
  address2: (one) => one.address2,
  city: (one) => one.city,
  countryCode: (one) => one.countryCode,
  location: (one) => one.location,
  name: (one) => one.name,
  phone: (one) => one.phone,
  province: (one) => one.province,
  zip: (one) => one.zip,
})

model<ServiceRecord>('FulfillmentService', {
  id: (one) => `${gid('FulfillmentService', one.id)}?id=true`,
  handle: (one) => one.handle,
  serviceName: (one) => one.name,
  callbackUrl: (one) => one.callbackUrl,
  fulfillmentOrdersOptIn: () => true,
  inventoryManagement: (one) => one.inventoryManagement,
  trackingSupport: (one) => one.trackingSupport,
  requiresShippingMethod: (one) => one.requiresShippingMethod,
  type: () => 'THIRD_PARTY',
  location: (one, _: never, ctx) => mustHave(ctx.world.locations, one.locationId),
})
