/** The shop, the app in it, and what runs in the background. */
import { bulkPath } from '../../addresses.ts'
import { secondsText, shopTime } from '../../clock.ts'
import { gid } from '../../ids.ts'
import type { ShopRecord } from '../../records/catalogue.ts'
import type { BulkOperationRecord } from '../../records/running.ts'
import { type Ctx, model } from '../model.ts'
import { ownedMetafields } from './metafield.ts'
import { countryName } from './values.ts'

const offsetMinutes = (timezone: string): number => {
  const text = shopTime(new Date().toISOString(), timezone).slice(-6)
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6))
  return text.startsWith('-') ? -minutes : minutes
}

model<ShopRecord>('Shop', {
  id: (one) => gid('Shop', one.id),
  name: (one) => one.name,
  email: (one) => one.email,
  contactEmail: (one) => one.email,
  description: () => null,
  shopOwnerName: (one) => `${one.name} owner`,
  myshopifyDomain: (one) => one.domain,
  url: (one) => `https://${one.domain}`,
  primaryDomain: (one) => ({
    id: gid('Domain', one.id),
    host: one.domain,
    url: `https://${one.domain}`,
    sslEnabled: true,
  }),
  currencyCode: (one) => one.currency,
  enabledPresentmentCurrencies: (one) => [one.currency],
  ianaTimezone: (one) => one.timezone,
  timezoneAbbreviation: (one) => one.timezone,
  timezoneOffset: (one) =>
    shopTime(new Date().toISOString(), one.timezone).slice(-6).replace(':', ''),
  timezoneOffsetMinutes: (one) => offsetMinutes(one.timezone),
  unitSystem: () => 'METRIC_SYSTEM',
  weightUnit: () => 'KILOGRAMS',
  orderNumberFormatPrefix: () => '#',
  orderNumberFormatSuffix: () => '',
  setupRequired: () => false,
  checkoutApiSupported: () => true,
  taxesIncluded: () => true,
  taxShipping: () => false,
  transactionalSmsDisabled: () => false,
  createdAt: (one) => secondsText(one.createdAt),
  updatedAt: (one) => secondsText(one.createdAt),
  plan: () => ({
    displayName: 'Developer Preview',
    publicDisplayName: 'Development',
    partnerDevelopment: true,
    shopifyPlus: false,
  }),
  shopAddress: (one) => ({
    id: gid('ShopAddress', one.id),
    address1: null,
    address2: null,
    city: null,
    company: one.name,
    country: countryName(one.countryCode),
    countryCodeV2: one.countryCode,
    phone: null,
    province: null,
    provinceCode: null,
    zip: null,
    formatted: [one.name, countryName(one.countryCode)],
    formattedArea: countryName(one.countryCode),
    coordinatesValidated: false,
    latitude: null,
    longitude: null,
  }),
  fulfillmentServices: (_, __: never, ctx) => [...ctx.world.services.values()],
  ...ownedMetafields((one: ShopRecord) => gid('Shop', one.id)),
})

export const appInstallation = { type: 'AppInstallation', id: 1 } as const
export const app = { type: 'App', id: 1 } as const

const granted = (_: unknown, __: never, ctx: Ctx) =>
  ctx.world.scopes.map((handle) => ({ handle, description: handle.replaceAll('_', ' ') }))

model<typeof appInstallation>('AppInstallation', {
  id: ({ id }) => gid('AppInstallation', id),
  app: () => app,
  accessScopes: granted,
  activeSubscriptions: () => [],
  launchUrl: (_, __: never, ctx) => ctx.store.appUrl,
  uninstallUrl: () => null,
  ...ownedMetafields(() => gid('AppInstallation', 1)),
})

model<typeof app>('App', {
  id: ({ id }) => gid('App', id),
  apiKey: (_, __: never, ctx) => ctx.store.apiKey,
  handle: () => 'orderwright',
  title: () => 'Orderwright',
  embedded: () => true,
  installation: () => appInstallation,
  requestedAccessScopes: granted,
  availableAccessScopes: granted,
  optionalAccessScopes: () => [],
  previouslyInstalled: () => true,
  published: () => true,
  shopifyDeveloped: () => false,
})

model<BulkOperationRecord>('BulkOperation', {
  id: (one) => gid('BulkOperation', one.id),
  type: () => 'QUERY',
  query: (one) => one.query,
  status: (one) => one.status,
  errorCode: (one) => one.errorCode,
  createdAt: (one) => secondsText(one.createdAt),
  completedAt: (one) => (one.completedAt === null ? null : secondsText(one.completedAt)),
  objectCount: (one) => String(one.objectCount),
  rootObjectCount: (one) => String(one.rootObjectCount),
  fileSize: (one) => (one.result === null ? null : String(Buffer.byteLength(one.result))),
  partialDataUrl: () => null,
  url: (one, _: never, ctx) =>
    one.result === null || one.result === ''
      ? null
      : `${ctx.store.baseUrl}${bulkPath(ctx.world.shop.domain, one.id)}`,
})
