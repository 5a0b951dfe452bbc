import { z } from 'zod'
import { parseBody } from './parse-body.ts'

/** A bare id, or an order's gid; of any other thing's gid nothing is left. */
const digits = z
  .union([z.string(), z.number()])
  .transform((raw) => /^(?:gid:\/\/shopify\/Order\/)?(\d{1,20})$/.exec(String(raw))?.[1] ?? null)
  .nullish()
  .catch(null)
const named = z.object({
  admin_graphql_api_id: digits,
  id: digits,
  admin_graphql_api_order_id: digits,
  order_id: digits,
  order: z.object({ admin_graphql_api_id: digits, id: digits }).nullish().catch(null),
  order_edit: z.object({ order_id: digits }).nullish().catch(null),
})

/**
 * The store's number of the order that a body names, however little else of it can be read; null where it names none.
 * What is no order itself has an `id` of another thing: only the topic tells.
 */
export function orderOfBody(topic: string, body: Uint8Array): string | null {
  const read = named.safeParse(parseBody(new TextDecoder('utf-8').decode(body)))
  if (!read.success) return null
  const { data } = read
  const itself = topic.startsWith('orders/') ? (data.admin_graphql_api_id ?? data.id) : null
  return (
    itself ??
    data.admin_graphql_api_order_id ??
    data.order_id ??
    data.order?.admin_graphql_api_id ??
    data.order?.id ??
    data.order_edit?.order_id ??
    null
  )
}
