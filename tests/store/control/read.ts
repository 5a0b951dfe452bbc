/** Reading what the control endpoints are told. */
import { BadRequest, type RouteContext } from '../http.ts'
import type { OrderRecord } from '../records/orders.ts'
import type { World } from '../world.ts'

export type Told = Readonly<Record<string, unknown>>

/** The JSON object in the body; an empty body is an empty object. @throws BadRequest */
export function told({ request, store }: RouteContext): Told {
  const { origin } = request.headers
  if (origin !== undefined && origin !== store.baseUrl) {
    throw new BadRequest(`control is not for pages of ${origin}`, 403)
  }
  const text = request.body.toString('utf8').trim()
  if (text === '') return {}
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (error) {
    throw new BadRequest(`the body is no JSON: ${error instanceof Error ? error.message : error}`)
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) {
    throw new BadRequest('the body must be a JSON object')
  }
  return Object.fromEntries(Object.entries(read))
}

/** A whole number, or `otherwise` when the key is not there. @throws BadRequest */
export function wholeNumber(from: Told, key: string, otherwise: number | null = null): number {
  const value = from[key] ?? otherwise
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new BadRequest(`"${key}" must be a whole number`)
  }
  return value
}

/** A number of any kind, not negative. @throws BadRequest */
export function amount(from: Told, key: string, otherwise: number): number {
  const value = from[key] ?? otherwise
  if (typeof value !== 'number' || !(value >= 0)) {
    throw new BadRequest(`"${key}" must be a number, 0 or more`)
  }
  return value
}

export function flag(from: Told, key: string, otherwise: boolean): boolean {
  const value = from[key] ?? otherwise
  if (typeof value !== 'boolean') throw new BadRequest(`"${key}" must be true or false`)
  return value
}

export function text(from: Told, key: string, otherwise: string | null): string | null {
  const value = from[key] ?? otherwise
  if (value !== null && typeof value !== 'string') throw new BadRequest(`"${key}" must be text`)
  return value
}

export function worldOf({ store, params }: RouteContext): World {
  const shop = params['shop'] ?? ''
  return store.world(shop.includes('.') ? shop : `${shop}.myshopify.com`)
}

/** The order by number ("5000…"), name ("1001", "#1001") or global id. @throws BadRequest */
export function orderOf(world: World, context: RouteContext): OrderRecord {
  const key = context.params['order'] ?? ''
  const bare = key.slice(key.lastIndexOf('/') + 1).replace(/^#/, '')
  const direct = world.orders.get(Number(bare))
  if (direct !== undefined) return direct
  for (const order of world.orders.values()) if (String(order.number) === bare) return order
  throw new BadRequest(`no order "${key}" in ${world.shop.domain}`, 404)
}
