/** The three webhooks the law asks for; they come whether the app is installed or not. */
import { present } from '../orders/sums.ts'
import type { OrderRecord } from '../records/orders.ts'
import type { World } from '../world.ts'

export const complianceTopics = [
  'customers/data_request',
  'customers/redact',
  'shop/redact',
] as const
export type ComplianceTopic = (typeof complianceTopics)[number]

/** @param order whose customer it is about; null: nobody in particular. */
export function complianceBody(world: World, topic: ComplianceTopic, order: OrderRecord | null) {
  const { shop } = world
  const head = { shop_id: shop.id, shop_domain: shop.domain }
  if (topic === 'shop/redact') return head
  const customerId = order === null ? null : present(order.customerId)
  const customer = world.customers.get(customerId ?? 0)
  const orders = [...world.orders.values()]
    .filter((one) => one === order || (customerId !== null && one.customerId === customerId))
    .map(({ id }) => id)
  const about = {
    customer: {
      id: customer?.id ?? null,
      email: customer?.email ?? (order === null ? null : present(order.email)),
      phone: customer?.phone ?? null,
    },
  }
  return topic === 'customers/redact'
    ? { ...head, ...about, orders_to_redact: orders }
    : { ...head, ...about, orders_requested: orders, data_request: { id: world.cells.lastId } }
}
