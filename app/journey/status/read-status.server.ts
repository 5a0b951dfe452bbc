import type { ShopId } from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import { decideStatus, type StatusFacts } from './decide-status.ts'
import { type AboutOrder, readAbout } from './read-about.server.ts'
import { type RoomStands, readRooms } from './read-rooms.server.ts'
import type { Stands, StatusLine } from './status-line.ts'

export interface Status {
  readonly lines: readonly (StatusLine & { readonly about: readonly AboutOrder[] })[]
  readonly rooms: readonly RoomStands[]
  readonly sweptAt: string | null
  /** When the store last sent something; null: never. */
  readonly lastDelivery: string | null
  readonly timeZone: string
}

/** Whether anything of a shop is late, since when: one transaction of small counts over what is open. */
export function readStatus(
  deps: { readonly db: Db; readonly config: { readonly SWEEP_EVERY_SECONDS: number } },
  shop: ShopId,
  now: Date,
): Promise<Status> {
  return withShop(deps.db, shop, async (tx) => {
    const facts = await tx.shop.findUniqueOrThrow({ where: { id: shop } })
    const iso = (at: Date | null | undefined) => at?.toISOString() ?? null
    const sweptAt = iso(facts.sweptAt)
    const lines = decideStatus({
      ...{ now, sweptAt, installedAt: iso(facts.installedAt) },
      sweepEverySeconds: deps.config.SWEEP_EVERY_SECONDS,
      ...(await readQueue(tx)),
      ...(await readTables(tx)),
    })
    const last = await tx.delivery.findFirst({
      where: { shopId: shop },
      orderBy: { id: 'desc' },
      select: { receivedAt: true },
    })
    const about = await readAbout(tx)
    return {
      lines: lines.map((line) => ({ ...line, about: about(line) })),
      ...{ sweptAt, timeZone: facts.timeZone, lastDelivery: iso(last?.receivedAt) },
      rooms: await readRooms(tx),
    }
  })
}

interface Counted {
  readonly name: string
  readonly many: number
  readonly since: Date | null
}
const stands = (row: Counted | undefined): Stands => ({
  many: row?.many ?? 0,
  since: row?.since?.toISOString() ?? null,
})

async function readTables(tx: ShopTx) {
  const shop = tx.shopId
  const deliveries = await tx.$queryRaw<Counted[]>`
    select 'waiting' as name, count(*)::int as many, min(received_at) as since from delivery
      where shop_id = ${shop}::uuid and state = 'waiting'
    union all
    select 'dead', count(*)::int, min(received_at) from delivery where shop_id = ${shop}::uuid and state = 'dead'`
  const mails = await tx.$queryRaw<Counted[]>`
    select state as name, count(*)::int as many, min(created_at) as since from mail
    where shop_id = ${shop}::uuid and state in ('waiting', 'dead') group by state`
  const calls = await tx.$queryRaw<Counted[]>`
    select kind as name, count(*)::int as many, min(created_at) as since from outside_call
    where shop_id = ${shop}::uuid and state = 'booked' group by kind`
  const silent = await tx.$queryRaw<(Counted & { id: string })[]>`
    select p.id, p.name, count(*)::int as many, min(s.due_at) as since
    from shipment s
    join partner_request r on r.shop_id = s.shop_id and r.shipment_id = s.id and r.state in ('booked', 'sent')
    join partner p on p.shop_id = r.shop_id and p.id = r.partner_id
    where s.shop_id = ${shop}::uuid and s.state = 'requested' and s.due_at < now()
    group by p.id, p.name`
  const [privacy] = await tx.$queryRaw<Counted[]>`
    select 'due' as name, count(*)::int as many, min(due_at) as since from compliance_record
    where shop_id = ${shop}::uuid and state = 'open' and due_at < now()`
  const [budget] = await tx.$queryRaw<{ share: number }[]>`
    select app.budget_level(b) / b.maximum as share from store_budget b where b.shop_id = ${shop}::uuid`
  const backlog = await tx.backlog.findFirst({ where: { shopId: shop }, orderBy: { id: 'desc' } })
  const named = (rows: readonly Counted[], name: string) =>
    stands(rows.find((row) => row.name === name))
  return {
    deliveries: { waiting: named(deliveries, 'waiting'), dead: named(deliveries, 'dead') },
    mails: { waiting: named(mails, 'waiting'), dead: named(mails, 'dead') },
    calls: calls.map((row) => ({ kind: row.name, ...stands(row) })),
    silent: silent.map((row) => ({ id: row.id, name: row.name, ...stands(row) })),
    privacy: stands(privacy),
    budget: budget?.share ?? null,
    backlogFailedSince: backlog?.state === 'failed' ? backlog.movedAt.toISOString() : null,
  } satisfies Partial<StatusFacts>
}

async function readQueue(tx: ShopTx): Promise<Pick<StatusFacts, 'workers' | 'jobs'>> {
  const [alive] = await tx.$queryRaw<{ workers: bigint }[]>`
    select workers from app.processes_alive()`
  const jobs = await tx.$queryRaw<
    {
      readonly task: string
      readonly many: bigint
      readonly since: Date | null
      readonly failing: bigint
      readonly failing_since: Date | null
      readonly dead: bigint
      readonly dead_since: Date | null
    }[]
  >`select * from app.queue_standing(${tx.shopId}::uuid)`
  const of = (many: bigint, since: Date | null): Stands => ({
    many: Number(many),
    since: since?.toISOString() ?? null,
  })
  return {
    workers: Number(alive?.workers ?? 0),
    jobs: jobs.map((row) => ({
      task: row.task,
      due: of(row.many, row.since),
      failing: of(row.failing, row.failing_since),
      dead: of(row.dead, row.dead_since),
    })),
  }
}

/** Tries jobs again that were given up. @returns how many. */
export const retryGivenUp = (
  { db }: { readonly db: Db },
  shop: ShopId,
  task: string,
): Promise<number> =>
  withShop(db, shop, async (tx) => {
    const [row] = await tx.$queryRaw<{ many: bigint }[]>`
      select app.retry_given_up(${task}) as many`
    return Number(row?.many ?? 0)
  })
