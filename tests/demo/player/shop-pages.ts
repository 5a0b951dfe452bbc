import { z } from 'zod'
import type { AppVisitor } from '../../visitors/app-visitor.ts'

const row = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  owner: z.string().nullable(),
  step: z.string().nullable(),
  dueAt: z.string().nullable(),
})
export type OrderRow = z.infer<typeof row>
const list = z.object({ rows: z.array(row), next: z.string().nullable() })

/** All orders of a view of the orders page, page by page as a person turns them. */
export async function ordersOf(visitor: AppVisitor, query: string): Promise<OrderRow[]> {
  const rows: OrderRow[] = []
  for (let after = ''; ; ) {
    const answer = list.parse(await visitor.look(`/app/orders?${query}${after}`))
    rows.push(...answer.rows)
    if (answer.next === null) return rows
    after = `&after=${answer.next}`
  }
}

const orderPage = z.object({
  order: z.object({
    id: z.string(),
    name: z.string(),
    state: z.string(),
    lines: z.array(z.object({ sku: z.string().nullable() })),
    shipments: z.array(z.object({ id: z.string(), kind: z.string(), state: z.string() })),
    returns: z.array(z.object({ id: z.string(), state: z.string() })),
    timeline: z.array(z.object({ room: z.string(), kind: z.string(), text: z.string() })),
    workOrders: z.array(z.object({ id: z.string(), kind: z.string(), state: z.string() })),
  }),
})
export type OrderPageData = z.infer<typeof orderPage>['order']

export const orderOf = async (visitor: AppVisitor, id: string): Promise<OrderPageData> =>
  orderPage.parse(await visitor.look(`/app/orders/${id}?index`)).order
