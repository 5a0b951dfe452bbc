/** Fulfillment services; each has a location of its own. */
import type { Act } from '../act.ts'
import type { LocationRecord, ServiceRecord } from '../records/catalogue.ts'
import { find, mutations, no, type UserError } from './mutation.ts'

interface ServiceInput {
  readonly name?: string | null
  readonly callbackUrl?: string | null
  readonly inventoryManagement?: boolean | null
  readonly trackingSupport?: boolean | null
  readonly requiresShippingMethod?: boolean | null
}

const reserved = new Set(['manual', 'shopify', 'gift_card', 'snapfulfil', 'amazon'])
const forbiddenHosts = /(^|\.)(example\.(com|org|net)|myshopify\.com|shopify\.com)$/

const handleOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

function checkName(act: Act, name: string, self: ServiceRecord | null): readonly UserError[] {
  const errors: UserError[] = []
  if (name.trim() === '') return [no("Name can't be blank", 'name')]
  if (/^\s/.test(name)) errors.push(no('Name cannot begin with a whitespace character', 'name'))
  if (/\s$/.test(name)) errors.push(no('Name cannot end with a whitespace character', 'name'))
  if (reserved.has(handleOf(name))) errors.push(no('Name is reserved', 'name'))
  for (const one of act.world.services.values()) {
    if (one !== self && one.handle === handleOf(name)) {
      errors.push(no('Name has already been taken', 'name'))
    }
  }
  return errors
}

function checkCallback(url: string): readonly UserError[] {
  const parsed = URL.parse(url)
  const protocol = parsed?.protocol ?? ''
  if (protocol !== 'http:' && protocol !== 'https:') {
    return [no(`Callback url protocol ${protocol}// is not supported`, 'callbackUrl')]
  }
  return forbiddenHosts.test(parsed?.hostname ?? '')
    ? [no('Callback url is not allowed', 'callbackUrl')]
    : []
}

/** Makes a service and the location it works from. */
export function addService(
  act: Act,
  input: ServiceInput & { readonly name: string },
  place: Pick<LocationRecord, 'address1' | 'city' | 'zip' | 'countryCode' | 'phone'> & {
    readonly key?: string
  },
): ServiceRecord {
  const serviceId = act.id()
  const location: LocationRecord = {
    type: 'Location',
    id: act.id(),
    name: input.name,
    kind: 'fulfillment_service',
    serviceId,
    createdAt: act.at,
    ...place,
    key: place.key ?? `service-${serviceId}`,
  }
  const service: ServiceRecord = {
    type: 'FulfillmentService',
    id: serviceId,
    handle: handleOf(input.name),
    name: input.name,
    callbackUrl: input.callbackUrl ?? null,
    locationId: location.id,
    inventoryManagement: input.inventoryManagement ?? false,
    trackingSupport: input.trackingSupport ?? false,
    requiresShippingMethod: input.requiresShippingMethod ?? true,
  }
  act.world.services.set(service.id, service)
  act.world.locations.set(location.id, location)
  return service
}

mutations({
  fulfillmentServiceCreate: (act, args: ServiceInput & { readonly name: string }) => {
    const userErrors = [
      ...checkName(act, args.name, null),
      ...(args.callbackUrl ? checkCallback(args.callbackUrl) : []),
    ]
    if (userErrors.length > 0) return { fulfillmentService: null, userErrors }
    const { countryCode } = act.world.shop
    const place = { address1: '', city: '', zip: '', countryCode, phone: null }
    return { fulfillmentService: addService(act, args, place), userErrors }
  },

  fulfillmentServiceUpdate: (act, args: ServiceInput & { readonly id: string }) => {
    const service = find(act.world.services, args.id, 'FulfillmentService')
    if (service === null) {
      const error = no('Fulfillment service could not be found.', 'id')
      return { fulfillmentService: null, userErrors: [error] }
    }
    const userErrors = [
      ...(args.name == null ? [] : checkName(act, args.name, service)),
      ...(args.callbackUrl ? checkCallback(args.callbackUrl) : []),
    ]
    if (userErrors.length > 0) return { fulfillmentService: service, userErrors }
    service.name = args.name ?? service.name
    if (args.callbackUrl !== undefined) service.callbackUrl = args.callbackUrl
    service.inventoryManagement = args.inventoryManagement ?? service.inventoryManagement
    service.trackingSupport = args.trackingSupport ?? service.trackingSupport
    return { fulfillmentService: service, userErrors }
  },
})
