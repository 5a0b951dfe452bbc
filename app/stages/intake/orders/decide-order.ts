import type { OrderState } from '../../../journey/order.ts'
import { assertNever } from '../../../kernel/assert-never.ts'
import { type Change, changesInWords } from './what-changed.ts'

/** An order as we have it, for telling whether news of it is news. */
export interface KnownVersion {
  readonly updatedAt: Date
  readonly digest: Uint8Array | null
}

/** `older`: we have a later state. `same`: nothing in it is new. */
export type News = 'older' | 'same' | 'newer'

/**
 * The newest `updated_at` wins, whatever comes first. The store's clock counts whole seconds: two
 * states of one second are told apart by what they say, and the one that comes later wins.
 */
export function decideNews(known: KnownVersion, updatedAt: Date, digest: Uint8Array): News {
  const later = updatedAt.getTime() - known.updatedAt.getTime()
  if (later < 0) return 'older'
  const alike = known.digest !== null && Buffer.from(known.digest).equals(digest)
  return alike && later === 0 ? 'same' : 'newer'
}

/** Where an order begins that was never seen. */
export function decideStart(store: {
  readonly cancelledAt: Date | null
  readonly fulfilled: boolean
}): 'received' | 'cancelled' | 'completed' {
  if (store.cancelledAt) return 'cancelled'
  return store.fulfilled ? 'completed' : 'received'
}

/** What follows from a change of an order that we have. */
export type Consequence =
  /** Written down, no more. */
  | { readonly kind: 'none' }
  /** It waits for its check, which sees the new state anyway. */
  | { readonly kind: 'check' }
  /** Back to the check, from wherever it stands before release. */
  | { readonly kind: 'check_again' }
  /** It was over, and the store wants more of it: a person decides what that means. */
  | { readonly kind: 'ask_office' }
  /** Goods under way do not follow by themselves: what differs is written down, and a person decides. */
  | { readonly kind: 'differs' }
  /** Worth a line on the timeline, nothing to be done. */
  | { readonly kind: 'note' }
  /** Somebody sent everything without us: nothing is left to do. */
  | { readonly kind: 'finish' }
  /** Cancelled in the store: all work stops. */
  | { readonly kind: 'stop' }

export interface Standing {
  readonly state: OrderState
  /** A step of journey/next-step.ts; null at an end. */
  readonly nextStep: string | null
  /** It was known as cancelled before. */
  readonly cancelled: boolean
  /** Goods under way do not follow what changed: see edits.ts. */
  readonly differs: boolean
}

const isEnd = (state: OrderState) => state === 'completed' || state === 'cancelled'

export function decideConsequence(
  standing: Standing,
  store: { readonly cancelledAt: Date | null; readonly fulfilled: boolean },
  changes: readonly Change[],
): Consequence {
  const { state, nextStep } = standing
  if (store.cancelledAt && !standing.cancelled && !isEnd(state)) return { kind: 'stop' }
  if (standing.cancelled) return { kind: 'none' }
  if (store.fulfilled && isBeforeRelease(state)) return { kind: 'finish' }
  switch (state) {
    case 'received':
      return { kind: nextStep === 'check' ? 'check' : again(changes) }
    case 'held':
      return { kind: again(changes) }
    case 'confirming':
    case 'cleared': {
      const matters = changes.some((change) => !isSmall(change))
      return { kind: matters ? 'check_again' : noteOf(changes) }
    }
    case 'released':
      return { kind: standing.differs ? 'differs' : noteOf(changes) }
    case 'delivered':
    case 'completed':
      return { kind: changes.includes('more') ? 'ask_office' : noteOf(changes) }
    case 'cancelled':
      return { kind: 'none' }
    default:
      return assertNever(state)
  }
}

const isBeforeRelease = (state: OrderState): boolean =>
  state === 'received' || state === 'held' || state === 'confirming' || state === 'cleared'

const again = (changes: readonly Change[]) =>
  changes.some((change) => change !== 'tags') ? 'check_again' : noteOf(changes)

/** What nobody asks a customer about again who has just been asked to confirm. */
const isSmall = (change: Change): boolean =>
  change === 'payment' || change === 'note' || change === 'tags'

const noteOf = (changes: readonly Change[]) => (changes.length > 0 ? 'note' : 'none')

/** What became of a delivery, for its list: one sentence part after the order's name. */
export function outcomeInWords(consequence: Consequence, changes: readonly Change[]): string {
  const changed = changesInWords(changes)
  switch (consequence.kind) {
    case 'none':
      return changed ? `brought up to date (${changed})` : 'brought up to date'
    case 'note':
      return `brought up to date (${changed})`
    case 'check':
      return 'brought up to date, waits for its check'
    case 'check_again':
      return `changed in the store (${changed}): checked again`
    case 'differs':
      return `changed in the store (${changed}) when goods were too far on to follow: a person decides`
    case 'ask_office':
      return `changed in the store after work began (${changed}): the office decides`
    case 'finish':
      return 'was fulfilled in the store by someone else: completed'
    case 'stop':
      return 'was cancelled in the store: its work is stopped'
    default:
      return assertNever(consequence)
  }
}
