import { mostInStore } from '../../journey/holds/hold-kinds.ts'
import type { Gid } from '../../kernel/ids.ts'
import type { FulfillmentOrder } from '../../providers/shop/contract.ts'

export interface MirroredHold {
  readonly id: string
  readonly kind: string
  readonly handle: string
  /** Whether the order is still held here. */
  readonly open: boolean
  /** What became of it in the store so far: none, held, released. */
  readonly mirror: string
  /** Set for holds that others put there: they are there, or they are over. */
  readonly storeGid: string | null
}

export type MirrorDecision =
  | { readonly do: 'nothing' }
  | { readonly do: 'release' }
  /** On these parts of the order, which do not carry it yet. */
  | { readonly do: 'hold'; readonly parts: readonly Gid[] }
  | { readonly do: 'lifted_by_hand' }
  /** The store takes no more of ours on a part of it: tried again once one is released. */
  | { readonly do: 'full' }

/** Parts on which nothing can leave any more need no hold. */
export const closed: readonly string[] = ['CLOSED', 'CANCELLED', 'INCOMPLETE']

const ours = ({ holds }: FulfillmentOrder) => holds.filter((one) => one.ours).length

/** What the store has to be told about one hold, by what its parts carry now. */
export function decideMirror(
  hold: MirroredHold,
  parts: readonly FulfillmentOrder[],
): MirrorDecision {
  if (!hold.open) return { do: 'release' }
  if (hold.storeGid !== null) return { do: 'nothing' }
  const live = parts.filter(({ status }) => !closed.includes(status))
  const carries = ({ holds }: FulfillmentOrder) =>
    holds.some(({ handle }) => handle === hold.handle)
  const bare = live.filter((part) => !carries(part)).map(({ gid }) => gid)
  if (bare.length === 0)
    return hold.mirror === 'none' && live.length > 0 ? { do: 'hold', parts: [] } : { do: 'nothing' }
  if (hold.mirror === 'released') return { do: 'nothing' }
  // It was on the store once and is on no part now: a person took it off there.
  if (hold.mirror === 'held' && bare.length === live.length) return { do: 'lifted_by_hand' }
  const room = live.every((part) => carries(part) || ours(part) < mostInStore)
  return room ? { do: 'hold', parts: bare } : { do: 'full' }
}
