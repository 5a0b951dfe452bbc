import { setTimeout as sleep } from 'node:timers/promises'
import { openLoop, quantile } from './drive.ts'
import type { BenchGround } from './ground.ts'
import { orderBodies, renumbered } from './orders.ts'
import { type Aim, prepare } from './request.ts'

/** What the other shops' orders wait from the delivery until they are judged, in milliseconds. */
export interface Waited {
  readonly orders: number
  readonly p50: number
  readonly p99: number
}

interface Leg {
  readonly ground: BenchGround
  readonly aim: Aim
  readonly others: readonly string[]
  /** Sends a hundred times as much as each of the others; null: it keeps quiet. */
  readonly noisy: string | null
  /** Numbers of orders are counted from here: no two legs share one. */
  readonly from: number
}

/** So many that the hundredth is more than one order. */
const seconds = 60
const perSecond = 2
const round = (ms: number) => Math.round(ms)

/** Orders come in at a fixed rate of each shop, while a worker runs. */
export async function besideNoise({ ground, aim, others, noisy, from }: Leg): Promise<Waited> {
  const bodies = orderBodies(100)
  const orders = (shops: readonly string[], count: number, first: number) =>
    Array.from({ length: count }, (_, nth) => {
      const body = bodies[nth % bodies.length] ?? Buffer.alloc(0)
      return prepare(aim, shops[nth % shops.length] ?? '', renumbered(body, first + nth))
    })
  const run = `beside-${from}`
  const loop = (shops: readonly string[], rate: number, first: number, name: string) =>
    openLoop({
      ...{ aim, connections: 32, seconds, perSecond: rate, run: `${run}-${name}` },
      prepared: orders(shops, rate * seconds, first),
    })
  const quiet = perSecond * others.length
  await Promise.all([
    loop(others, quiet, from, 'others'),
    noisy ? loop([noisy], perSecond * 100, from + 10_000, 'noisy') : undefined,
  ])
  const waited = await untilJudged(ground, others, { from, to: from + quiet * seconds })
  return {
    orders: waited.length,
    p50: round(quantile(waited, 0.5)),
    p99: round(quantile(waited, 0.99)),
  }
}

/**
 * Waits of the orders of these numbers that were judged. What the check books carries the moment in which it was
 * booked, at the end of the transaction that judged; a row's own times are those of the transaction's beginning.
 */
async function untilJudged(
  { owner }: BenchGround,
  shops: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly number[]> {
  const patience = performance.now() + 60_000
  for (;;) {
    const { rows } = await owner.query<{ open: boolean }>(
      `select exists (select from delivery d join shop s on s.id = d.shop_id where d.state = 'waiting' and s.domain = any($1))
         or exists (select from sales_order o join shop s on s.id = o.shop_id
           where o.state = 'received' and o.next_step = 'check' and o.delivery_kind <> 'unknown' and s.domain = any($1)) as open`,
      [shops],
    )
    if (!rows[0]?.open || performance.now() > patience) break
    await sleep(250)
  }
  const { rows } = await owner.query<{ ms: number }>(
    `select (extract(epoch from min(j.run_at) - min(d.received_at)) * 1000)::float8 as ms
     from sales_order o join shop s on s.id = o.shop_id
     join delivery d on d.shop_id = o.shop_id and d.outcome = o.name || ' taken in'
     join graphile_worker.jobs j on j.key in ('confirm.ask:' || o.id, 'check.mirror:' || o.id)
     where s.domain = any($1) and substring(o.name from 2)::int - 100000 between $2 and $3 group by o.id`,
    [shops, from, to],
  )
  return rows.map(({ ms }) => ms)
}
