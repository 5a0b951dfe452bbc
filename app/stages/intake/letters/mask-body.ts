import { parseBody } from './parse-body.ts'

/** Keys whose values say nothing of a person: what somebody needs to see what went wrong. */
const plainKeys: ReadonlySet<string> = new Set([
  'id',
  'admin_graphql_api_id',
  'order_id',
  'created_at',
  'updated_at',
  'cancelled_at',
  'processed_at',
  'currency',
  'currency_code',
  'presentment_currency',
  'financial_status',
  'fulfillment_status',
  'status',
  'request_status',
  'topic',
  'sku',
  'source_name',
  'country_code',
  'customer_locale',
  'variant_id',
  'product_id',
  'location_id',
  'inventory_item_id',
  'grams',
  'price',
  'amount',
  'total_price',
  'available',
])

/** Letters become x, digits 0: the form stays to be seen, the words do not. */
const blur = (text: string): string => text.replace(/\p{L}/gu, 'x').replace(/\p{N}/gu, '0')

/** Most of what is shown; a body can be megabytes. */
const most = 20_000

/**
 * A delivery's body for a person's eyes: its whole structure, with every text that could be personal
 * blurred. A body that is no JSON is blurred as a whole.
 */
export function maskBody(body: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(body)
  const parsed = parseBody(text)
  const shown = parsed === undefined ? blur(text) : JSON.stringify(parsed, mask, 2)
  return shown.length > most ? `${shown.slice(0, most)}\n… ${shown.length - most} more` : shown
}

/** A phone number, or where on earth somebody lives; a small whole number tells what went wrong. */
const mayBePersonal = (value: number): boolean =>
  !Number.isInteger(value) || Math.abs(value) >= 10_000

const mask = (key: string, value: unknown): unknown => {
  if (plainKeys.has(key)) return value
  if (typeof value === 'number') return mayBePersonal(value) ? blur(String(value)) : value
  return typeof value === 'string' ? blur(value) : value
}
