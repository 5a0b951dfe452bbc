import type { GoodsMove } from '../../journey/goods.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'

export interface Counted {
  readonly binId: string
  readonly itemId: string
  /** What the ledger says of the bin. */
  readonly free: number
  readonly reserved: number
  readonly quarantine: number
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
  const { binId, itemId, free, reserved, quarantine, found } = counted
  if (found < reserved) return refuse({ kind: 'less_than_reserved', reserved, found })
  const moves: GoodsMove[] = []
  const at = (state: 'on_hand' | 'quarantine') => ({ binId, state })
  const change = found - reserved - free
  const back = Math.min(Math.max(change, 0), quarantine)
  if (back > 0) moves.push({ itemId, quantity: back, from: at('quarantine'), to: at('on_hand') })
  if (quarantine > back)
    moves.push({ itemId, quantity: quarantine - back, from: at('quarantine'), to: null })
  if (change > back) moves.push({ itemId, quantity: change - back, from: null, to: at('on_hand') })
  if (change < 0) moves.push({ itemId, quantity: -change, from: at('on_hand'), to: null })
  return accept(moves)
}
