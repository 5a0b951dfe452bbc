import { type Looked, looked, type Stands, type StatusLine, type Weight } from './status-line.ts'

/** What is known of a shop and of the house it is in. Instants are ISO, in UTC. */
export interface StatusFacts {
  readonly now: Date
  readonly installedAt: string | null
  /** When the store was last read through to the end; null: never yet. */
  readonly sweptAt: string | null
  readonly sweepEverySeconds: number
  /** Processes that run jobs and said so in the last ten seconds, for all shops together. */
  readonly workers: number
  readonly deliveries: { readonly waiting: Stands; readonly dead: Stands }
  readonly mails: { readonly waiting: Stands; readonly dead: Stands }
  /** Calls to others that are booked and not made, by kind. */
  readonly calls: readonly (Stands & { readonly kind: string })[]
  readonly jobs: readonly JobsStand[]
  /** Requests that wait for a partner's answer longer than was agreed, by partner. */
  readonly silent: readonly (Stands & { readonly id: string; readonly name: string })[]
  /** Requests of customers about their data that are past their time. */
  readonly privacy: Stands
  /** How much of the store's query budget is left, 0 to 1; null before the first call. */
  readonly budget: number | null
  /** Since when reading the older orders stands still, having failed; null: it has not. */
  readonly backlogFailedSince: string | null
}

export interface JobsStand {
  readonly task: string
  /** Due and not begun. */
  readonly due: Stands
  /** Failed at least once, and tried again by themselves. */
  readonly failing: Stands
  /** Failed as often as they may. */
  readonly dead: Stands
}

/** Seconds something may wait before it counts as late. Deliveries are read within one; calls and mails have retries. */
const patience = {
  delivery: 60,
  job: 300,
  mail: 600,
  call: 900,
  /** Beside three sweeps that did not come. */
  sweep: 300,
} as const
/** Below this share of the store's query budget the app slows down by itself. */
const shortBudget = 0.1

const nothing: Stands = { many: 0, since: null }

/** What of a shop is late, what is to be watched, and what is well; worst first, oldest first among equals. */
export function decideStatus(facts: StatusFacts): readonly StatusLine[] {
  const ago = (since: string | null): number =>
    since === null ? 0 : (facts.now.getTime() - Date.parse(since)) / 1_000
  const found: StatusLine[] = []
  const say = (kind: Looked, weight: Weight, stands: Stands, name = '', id: string | null = null) =>
    found.push({ kind, weight, name, id, many: stands.many, since: stands.since })
  const sayOlder = (kind: Looked, seconds: number, stands: Stands, name = '') => {
    if (stands.many > 0 && ago(stands.since) > seconds) say(kind, 'late', stands, name)
  }
  const sayAny = (kind: Looked, weight: Weight, stands: Stands, name = '') => {
    if (stands.many > 0) say(kind, weight, stands, name)
  }

  if (facts.workers === 0) say('workers', 'late', nothing)
  sayOlder('deliveries_waiting', patience.delivery, facts.deliveries.waiting)
  sayAny('dead_letters', 'late', facts.deliveries.dead)
  for (const { task, due, failing, dead } of facts.jobs) {
    sayOlder('jobs_behind', patience.job, due, task)
    sayAny('jobs_given_up', 'late', dead, task)
    sayAny('jobs_failing', 'watch', failing, task)
  }
  for (const { kind, ...stands } of facts.calls)
    sayOlder('calls_booked', patience.call, stands, kind)
  for (const { id, name, ...stands } of facts.silent)
    if (stands.many > 0) say('partner_silent', 'late', stands, name, id)
  sayAny('mails_dead', 'late', facts.mails.dead)
  sayOlder('mails_waiting', patience.mail, facts.mails.waiting)
  const sweptLast = facts.sweptAt ?? facts.installedAt
  if (sweptLast !== null && ago(sweptLast) > 3 * facts.sweepEverySeconds + patience.sweep)
    say('sweep', 'late', { many: 0, since: sweptLast })
  if (facts.backlogFailedSince !== null)
    say('backlog', 'late', { many: 0, since: facts.backlogFailedSince })
  sayAny('privacy_due', 'late', facts.privacy)
  if (facts.budget !== null && facts.budget < shortBudget) say('store_budget', 'watch', nothing)

  for (const kind of looked)
    if (!found.some((line) => line.kind === kind)) say(kind, 'well', nothing)
  return found.sort(worstFirst)
}

const order: Readonly<Record<Weight, number>> = { late: 0, watch: 1, well: 2 }

/** A line without an age stands before those with one: nobody works, or nothing waits. */
function worstFirst(a: StatusLine, b: StatusLine): number {
  if (a.weight !== b.weight) return order[a.weight] - order[b.weight]
  if (a.weight !== 'well' && a.since !== b.since)
    return (a.since ?? '').localeCompare(b.since ?? '')
  return looked.indexOf(a.kind) - looked.indexOf(b.kind)
}
