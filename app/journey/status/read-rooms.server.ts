import type { ShopTx } from '../../platform/db.server.ts'
import { readOrderState, readShipmentState } from '../read-state.ts'
import { type Stage, stageOfOrder, stageOfShipment, stages } from '../stage.ts'

/** What is open in a room, what of it is past its time, and since when the oldest of that (ISO). */
export interface RoomStands {
  readonly room: Stage | 'work' | 'returns'
  readonly open: number
  readonly late: number
  readonly since: string | null
}

interface Row {
  readonly state: string
  readonly open: number
  readonly late: number
  readonly since: Date | null
}

/** Every room, in walking order, then returns and what departments were asked to do. */
export async function readRooms(tx: ShopTx): Promise<readonly RoomStands[]> {
  const shop = tx.shopId
  const orders = await tx.$queryRaw<Row[]>`
    select state, count(*)::int as open, (count(*) filter (where due_at < now()))::int as late,
      min(due_at) filter (where due_at < now()) as since
    from sales_order where shop_id = ${shop}::uuid and due_at is not null group by state`
  const shipments = await tx.$queryRaw<Row[]>`
    select state, count(*)::int as open, (count(*) filter (where due_at < now()))::int as late,
      min(due_at) filter (where due_at < now()) as since
    from shipment where shop_id = ${shop}::uuid and due_at is not null group by state`
  const returns = await tx.$queryRaw<Row[]>`
    select state, count(*)::int as open, (count(*) filter (where due_at < now()))::int as late,
      min(due_at) filter (where due_at < now()) as since
    from return_case where shop_id = ${shop}::uuid and state in ('requested', 'approved', 'received', 'inspected')
    group by state`
  const work = await tx.$queryRaw<Row[]>`
    select state, count(*)::int as open, (count(*) filter (where due_at < now()))::int as late,
      min(due_at) filter (where due_at < now()) as since
    from work_order where shop_id = ${shop}::uuid and state = 'open' group by state`
  const placed = [
    ...orders.map((row) => ({ ...row, stage: stageOfOrder[readOrderState(row.state)] })),
    ...shipments.map((row) => ({ ...row, stage: stageOfShipment[readShipmentState(row.state)] })),
  ]
  return [
    ...stages.map((room) =>
      together(
        room,
        placed.filter(({ stage }) => stage === room),
      ),
    ),
    together('returns', returns),
    together('work', work),
  ]
}

const together = (room: RoomStands['room'], rows: readonly Row[]): RoomStands => ({
  room,
  open: rows.reduce((sum, row) => sum + row.open, 0),
  late: rows.reduce((sum, row) => sum + row.late, 0),
  since: rows.flatMap(({ since }) => (since ? [since.toISOString()] : [])).sort()[0] ?? null,
})
