/** How much of something stands, and since when the oldest: an ISO instant, null where nothing does. */
export interface Stands {
  readonly many: number
  readonly since: string | null
}

/** What the status page looks at, in the order of how much hangs on it. */
export const looked = [
  'workers',
  'deliveries_waiting',
  'dead_letters',
  'jobs_behind',
  'jobs_given_up',
  'jobs_failing',
  'calls_booked',
  'partner_silent',
  'mails_dead',
  'mails_waiting',
  'sweep',
  'backlog',
  'privacy_due',
  'store_budget',
] as const
export type Looked = (typeof looked)[number]

/** late: a promise is broken or will be; watch: it passes by itself as a rule; well: nothing to do. */
export type Weight = 'late' | 'watch' | 'well'

/** One thing the status page says. `many` and `since` are of what is late or watched; of `well` they are 0 and null. */
export interface StatusLine extends Stands {
  readonly kind: Looked
  readonly weight: Weight
  /** A job's name, a kind of call, or a partner's own name; '' where there is one of the kind. */
  readonly name: string
  /** Of a partner: its id. */
  readonly id: string | null
}
