import type { GoodsMove } from '../../journey/goods.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'

export interface Counted {
  readonly binId: string
  readonly itemId: string
  /** Each lot is counted for itself. */
  readonly lotId: string | null
  /** Null or left out: pieces that are not told apart. */
  readonly serial?: string | null
  /** What the ledger says of the bin. */
  readonly free: number
  readonly reserved: number
  readonly quarantine: number
  /** The lot is blocked: what lies there stays in question, however many there are. */
  readonly isBlocked: boolean
  /** What a person counted there, apart from damaged pieces. */
  readonly found: number
}

/** Fewer pieces lie there than are promised: those orders must be shorted or released first. */
export interface LessThanReserved {
  readonly kind: 'less_than_reserved'
  readonly reserved: number
  readonly found: number
}

/** What makes the ledger say what was counted. What was in question is settled with it. */
export function decideCount(counted: Counted): Outcome<readonly GoodsMove[], LessThanReserved> {
  const {
    binId,
    itemId,
    lotId,
    serial = null,
    free,
    reserved,
    quarantine,
    found,
    isBlocked,
  } = counted
  if (found < reserved) return refuse({ kind: 'less_than_reserved', reserved, found })
  const unpromised = found - reserved
  const want = isBlocked
    ? { on_hand: 0, quarantine: unpromised }
    : { on_hand: unpromised, quarantine: 0 }
  const change = { on_hand: want.on_hand - free, quarantine: want.quarantine - quarantine }
  const [to, from] = isBlocked
    ? (['quarantine', 'on_hand'] as const)
    : (['on_hand', 'quarantine'] as const)
  const moves: GoodsMove[] = []
  const move = (quantity: number, ...ends: readonly (typeof to | null)[]) => {
    const [out = null, into = null] = ends.map((state) => state && { binId, state })
    if (quantity > 0)
      moves.push({ itemId, lotId, ...(serial && { serial }), quantity, from: out, to: into })
  }
  const across = Math.max(0, Math.min(change[to], -change[from]))
  move(across, from, to)
  move(-change[from] - across, from, null)
  move(change[to] - across, null, to)
  move(-change[to], to, null)
  return accept(moves)
}
