import { hoursAfter } from '../../journey/due.ts'
import { note } from '../../journey/timeline.server.ts'
import { requestKey } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { decideDoubts } from './complete.ts'
import { listForMerchant } from './missing.ts'
import type { OrderToJudge } from './read-orders.server.ts'

const kind = 'doubtful_details'

/** Orders that go on although something looks wrong: the office looks at each, once for the same doubts. */
export async function lookAtDoubts(
  tx: ShopTx,
  orders: readonly OrderToJudge[],
  withinHours: number,
): Promise<void> {
  const doubtful = orders.flatMap((order) => {
    const doubts = order.facts.doubtfulDetails === 'office' ? decideDoubts(order.facts) : []
    return doubts.length === 0 ? [] : [{ order, doubts }]
  })
  const clear = orders.filter((order) => !doubtful.some((one) => one.order === order))
  await tx.$executeRaw`
    update work_order set state = 'done', outcome = 'nothing looks wrong any more', done_at = now(), done_by = 'system'
    where shop_id = ${tx.shopId}::uuid and order_id = any(${clear.map(({ id }) => id)}::uuid[])
      and kind = ${kind} and state = 'open'`
  if (doubtful.length === 0) return
  const booked = await tx.workOrder.createManyAndReturn({
    data: doubtful.map(({ order, doubts }) => ({
      shopId: tx.shopId,
      orderId: order.id,
      department: 'office',
      kind,
      title: `Look at ${order.row.name}: ${listForMerchant(doubts)}`,
      dueAt: hoursAfter(new Date(), withinHours),
      key: requestKey(kind, order.id, doubts.join('+')),
    })),
    skipDuplicates: true,
    select: { orderId: true },
  })
  const fresh = new Set(booked.map(({ orderId }) => orderId))
  for (const { order, doubts } of doubtful.filter((one) => fresh.has(one.order.id)))
    await note(tx, order.id, {
      ...{ room: 'check', kind, by: 'system', detail: { doubts: [...doubts] } },
      text: `Looks wrong, and may be right: ${listForMerchant(doubts)}`,
    })
}
