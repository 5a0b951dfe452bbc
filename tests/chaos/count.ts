import { z } from 'zod'
import { type Addresses, shopDomain } from '../demo/stand-in-plans.ts'
import type { Acknowledged } from './balancer.ts'
import type { ChaosDatabase } from './database.ts'

async function ask<T>(url: string, shape: z.ZodType<T>): Promise<T> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(60_000) })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return shape.parse(await answer.json())
}

const storeCounts = z.object({
  totals: z.object({
    doubles: z.object({
      refunds: z.number(),
      requests: z.number(),
      holds: z.number(),
    }),
    drafts: z.object({ doubles: z.number() }),
  }),
})
const elsewhere = z.object({ doubles: z.number() })
const letters = z.object({
  messages: z.array(
    z.object({
      at: z.string(),
      messageId: z.string(),
      subject: z.string(),
      to: z.array(z.string()),
      again: z.boolean(),
    }),
  ),
})

export interface Doubles {
  readonly doubledFulfillments: number
  readonly doubledLabels: number
  readonly doubledPartnerOrders: number
  readonly doubledRefunds: number
  readonly doubledMails: number
  readonly doubledOthers: number
  /** Sent again under the first one's Message-ID because the sender died before it knew: mail programs show one. */
  readonly mailsRepeated: number
}

/** Moments at which somebody who was sending may have died or lost the database, in epoch milliseconds. */
export type Accidents = readonly number[]

const madeInStore = z.object({
  orders: z.array(
    z.object({ fulfillments: z.array(z.object({ gid: z.string(), status: z.string() })) }),
  ),
})

/**
 * Fulfilments of the store that are not those of exactly one shipment: made twice, or taken for another's. What the
 * store can see for itself is not enough: two gift cards, each with a shipment of its own, are alike.
 */
async function countFulfilments(addresses: Addresses, database: ChaosDatabase): Promise<number> {
  const { orders } = await ask(`${addresses.store}/control/${shopDomain}/orders`, madeInStore)
  const rows = await database.ask<{ gid: string; many: number }>(
    'select fulfillment_gid as gid, count(*)::int as many from shipment where fulfillment_gid is not null group by 1',
  )
  if (rows === null) throw new Error('the database does not say what it has fulfilled')
  const shipments = new Map(rows.map(({ gid, many }) => [gid, many]))
  const live = orders.flatMap(({ fulfillments }) =>
    fulfillments.filter(({ status }) => status === 'SUCCESS'),
  )
  return live.filter(({ gid }) => shipments.get(gid) !== 1).length
}

/** Counted in the stand-ins: what was really done to them. */
export async function countDoubles(
  addresses: Addresses,
  database: ChaosDatabase,
  accidents: Accidents,
): Promise<Doubles> {
  const { totals } = await ask(`${addresses.store}/control/${shopDomain}/counts`, storeCounts)
  const mails = countMails(
    (await ask(`${addresses.mailbox}/messages`, letters)).messages,
    accidents,
  )
  return {
    doubledFulfillments: await countFulfilments(addresses, database),
    doubledLabels: (await ask(`${addresses.carrier}/control/counts`, elsewhere)).doubles,
    doubledPartnerOrders: (await ask(`${addresses.partner}/control/counts`, elsewhere)).doubles,
    doubledRefunds: totals.doubles.refunds,
    doubledMails: mails.doubled,
    doubledOthers: totals.doubles.requests + totals.doubles.holds + totals.drafts.doubles,
    mailsRepeated: mails.repeated,
  }
}

type Letter = z.infer<typeof letters>['messages'][number]

/**
 * A mail server takes a letter and dies before we hear so: nobody can know, and it is sent again under the
 * same Message-ID. That is no double where an accident lies between the two; anything else that comes twice is.
 */
function countMails(found: readonly Letter[], accidents: Accidents) {
  const first = new Map<string, number>()
  let repeated = 0
  let doubled = 0
  for (const letter of found.toReversed()) {
    const at = Date.parse(letter.at)
    const before = first.get(letter.messageId)
    if (before === undefined) first.set(letter.messageId, at)
    // A process that was killed had sent a moment before it died.
    else if (accidents.some((moment) => moment > before - 1_000 && moment < at)) repeated += 1
    else doubled += 1
  }
  return { repeated, doubled }
}

/** Deliveries that were answered 200 and are not there. */
export async function missingDeliveries(
  database: ChaosDatabase,
  acknowledged: readonly Acknowledged[],
): Promise<number> {
  const rows = await database.ask<{ topic: string; event_key: string }>(
    'select topic, event_key from delivery',
  )
  if (rows === null) throw new Error('the database does not say what it has')
  const there = new Set(rows.map(({ topic, event_key }) => `${topic} ${event_key}`))
  const said = new Set(acknowledged.map(({ topic, eventKey }) => `${topic} ${eventKey}`))
  return [...said].filter((one) => !there.has(one)).length
}

/** What still moves by itself; null while that cannot be asked. */
export async function stillMoving(
  database: ChaosDatabase,
): Promise<Readonly<Record<string, number>> | null> {
  const rows = await database.ask<{ what: string; many: number }>(
    `select 'deliveries' as what, count(*)::int as many from delivery where state = 'waiting'
     union all select 'mails', count(*)::int from mail where state = 'waiting'
     union all select 'calls', count(*)::int from outside_call where state = 'booked'
     union all select 'returns', count(*)::int from return_case where state in ('inspected')`,
  )
  return (
    rows &&
    Object.fromEntries(rows.filter(({ many }) => many > 0).map((row) => [row.what, row.many]))
  )
}

/**
 * What will never move by itself again, by what it is. A job that was replaced by another of its key while a worker had
 * it goes with that worker (`forgetReplaced`): one that lies there is stuck like any other.
 */
export async function stuckRows(database: ChaosDatabase): Promise<readonly string[]> {
  const rows = await database.ask<{ what: string }>(
    `select 'delivery ' || topic || ' ' || state || ': ' || coalesce(outcome, '') as what from delivery
       where state in ('waiting', 'dead')
     union all select 'mail ' || kind || ' ' || state || ': ' || coalesce(error, '') from mail where state in ('waiting', 'dead')
     union all select 'call ' || kind || ': ' || coalesce(error, '') from outside_call where state = 'booked'
     union all select 'job ' || task_identifier || ': ' || coalesce(last_error, '') from graphile_worker.jobs
       where attempts >= max_attempts and locked_at is null`,
  )
  if (rows === null) throw new Error('the database does not say what is stuck')
  return rows.map(({ what }) => what)
}

/** Where orders stand that have no end, for whoever looks why. */
export async function describeOrders(
  database: ChaosDatabase,
  names: readonly string[],
): Promise<readonly string[]> {
  const rows = await database.ask<{ what: string }>(
    `select 'order ' || o.name || ' ' || o.state || ', ' || coalesce(o.owner || ' must ' || o.next_step, 'nobody')
       || coalesce((select '; ' || string_agg(s.number || ' ' || s.kind || ' ' || s.state || coalesce(', ' || s.next_step, ''), '; ')
         from shipment s where s.shop_id = o.shop_id and s.order_id = o.id), '') as what
     from sales_order o where o.name = any($1)`,
    [names],
  )
  return rows?.map(({ what }) => what) ?? names.map((name) => `order ${name}`)
}

const storeLines = z.object({
  orders: z.array(
    z.object({ lines: z.array(z.object({ gid: z.string(), quantity: z.number() })) }),
  ),
})

/** Order lines of which more pieces are in shipments that go, or went, than were ever ordered. */
export async function sentTwice(database: ChaosDatabase, addresses: Addresses): Promise<number> {
  const { orders } = await ask(`${addresses.store}/control/${shopDomain}/orders`, storeLines)
  const ordered = new Map(
    orders.flatMap(({ lines }) => lines.map(({ gid, quantity }) => [gid, quantity] as const)),
  )
  const rows = await database.ask<{ gid: string; sent: number }>(
    `select l.shopify_id as gid, sum(sl.quantity)::int as sent
     from shipment s join shipment_line sl on sl.shop_id = s.shop_id and sl.shipment_id = s.id
     join order_line l on l.shop_id = sl.shop_id and l.id = sl.order_line_id
     where s.state not in ('cancelled', 'rejected', 'came_back') group by 1`,
  )
  if (rows === null) throw new Error('the database does not say what was sent')
  return rows.filter(({ gid, sent }) => sent > (ordered.get(gid) ?? 0)).length
}

const faultsHad = z.object({ had: z.record(z.string(), z.number()) })

/** How often each of the store's faults struck. */
export const storeStrikes = async (addresses: Addresses) =>
  (await ask(`${addresses.store}/control/${shopDomain}/faults`, faultsHad)).had
