import type { ShopId } from '../kernel/ids.ts'
import { type Db, withShop } from '../platform/db.server.ts'
import { readOrderState, readShipmentState } from './read-state.ts'
import { type Stage, stageOfOrder, stageOfShipment, stages } from './stage.ts'

export interface Count {
  readonly open: number
  readonly overdue: number
}
export interface Waiting extends Count {
  readonly owner: string
  /** ISO instant of the earliest due time. */
  readonly firstDue: string
}
export interface LateOrder {
  readonly id: string
  readonly name: string
  readonly owner: string
  readonly step: string
  readonly dueAt: string
}
export interface Board {
  /** Orders before and after fulfilment, shipments while in it, by room. */
  readonly stages: readonly (Count & { readonly stage: Stage })[]
  readonly waiting: readonly Waiting[]
  /** The ten most overdue orders. */
  readonly late: readonly LateOrder[]
  readonly open: number
  readonly returns: Count
  readonly workOrders: Count
  readonly troubles: {
    readonly deadDeliveries: number
    readonly deadMails: number
    /** Orders taken by phone, mail or counter whose customer did not pay in time: the office decides. */
    readonly unpaidForms: number
  }
  readonly today: {
    readonly placed: number
    readonly handedOver: number
    readonly delivered: number
  }
}

interface StateCount {
  readonly state: string
  readonly open: number
  readonly overdue: number
}

/**
 * Everything the home page shows, in one transaction of small grouped counts over what is open. Open is what has a
 * due time: the database keeps both in step, and has an index of just that (docs/growth.md).
 */
export function readBoard(deps: { readonly db: Db }, shop: ShopId): Promise<Board> {
  return withShop(deps.db, shop, async (tx) => {
    const orders = await tx.$queryRaw<StateCount[]>`
      select state, count(*)::int as open, (count(*) filter (where due_at < now()))::int as overdue
      from sales_order where shop_id = ${shop}::uuid and due_at is not null
      group by state`
    const shipments = await tx.$queryRaw<StateCount[]>`
      select state, count(*)::int as open, (count(*) filter (where due_at < now()))::int as overdue
      from shipment where shop_id = ${shop}::uuid and due_at is not null
      group by state`
    const waiting = await tx.$queryRaw<(Count & { owner: string; first_due: Date })[]>`
      select owner, count(*)::int as open, (count(*) filter (where due_at < now()))::int as overdue, min(due_at) as first_due
      from sales_order where shop_id = ${shop}::uuid and due_at is not null
      group by owner order by overdue desc, open desc`
    const late = await tx.order.findMany({
      where: { shopId: shop, dueAt: { lt: new Date() } },
      select: { id: true, name: true, owner: true, nextStep: true, dueAt: true },
      orderBy: { dueAt: 'asc' },
      take: 10,
    })
    const [returns] = await tx.$queryRaw<Count[]>`
      select count(*)::int as open, (count(*) filter (where due_at < now()))::int as overdue
      from return_case where shop_id = ${shop}::uuid and state in ('requested','approved','received','inspected')`
    const [workOrders] = await tx.$queryRaw<Count[]>`
      select count(*)::int as open, (count(*) filter (where due_at < now()))::int as overdue
      from work_order where shop_id = ${shop}::uuid and state = 'open'`
    const deadDeliveries = await tx.delivery.count({ where: { shopId: shop, state: 'dead' } })
    const deadMails = await tx.mail.count({ where: { shopId: shop, state: 'dead' } })
    const unpaidForms = await tx.orderForm.count({
      where: { shopId: shop, state: 'placed', owner: 'office' },
    })
    const [today] = await tx.$queryRaw<
      { placed: number; handed_over: number; delivered: number }[]
    >`
      with day as (select date_trunc('day', now() at time zone time_zone) at time zone time_zone as start from shop where id = ${shop}::uuid)
      select (select count(*)::int from sales_order, day where shop_id = ${shop}::uuid and placed_at >= day.start) as placed,
        (select count(*)::int from shipment, day where shop_id = ${shop}::uuid and handed_over_at >= day.start) as handed_over,
        (select count(*)::int from shipment, day where shop_id = ${shop}::uuid and delivered_at >= day.start) as delivered`
    const none = { open: 0, overdue: 0 }
    return {
      stages: countByStage(orders, shipments),
      waiting: waiting.map(({ owner, open, overdue, first_due }) => ({
        owner,
        open,
        overdue,
        firstDue: first_due.toISOString(),
      })),
      late: late.map((order) => ({
        id: order.id,
        name: order.name,
        owner: order.owner ?? '',
        step: order.nextStep ?? '',
        dueAt: order.dueAt?.toISOString() ?? '',
      })),
      open: orders.reduce((sum, row) => sum + row.open, 0),
      returns: returns ?? none,
      workOrders: workOrders ?? none,
      troubles: { deadDeliveries, deadMails, unpaidForms },
      today: {
        placed: today?.placed ?? 0,
        handedOver: today?.handed_over ?? 0,
        delivered: today?.delivered ?? 0,
      },
    }
  })
}

function countByStage(orders: readonly StateCount[], shipments: readonly StateCount[]) {
  const rows = [
    ...orders.map((row) => ({ ...row, stage: stageOfOrder[readOrderState(row.state)] })),
    ...shipments.map((row) => ({ ...row, stage: stageOfShipment[readShipmentState(row.state)] })),
  ]
  return stages.map((stage) => {
    const here = rows.filter((row) => row.stage === stage)
    return {
      stage,
      open: here.reduce((sum, row) => sum + row.open, 0),
      overdue: here.reduce((sum, row) => sum + row.overdue, 0),
    }
  })
}
