import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

/** This process, in the table of those that live (process-life.server.ts). */
export const thisProcess = randomUUID()

/** A job or a request, from its beginning to its end. */
export interface Piece {
  readonly id: string
  /** The same for all that follows from one beginning, through every job that is booked on the way. */
  readonly trace: string
  /** Orders on whose timelines it wrote. */
  readonly orders: Set<string>
}

const storage = new AsyncLocalStorage<Piece>()
const underWay = new Set<string>()

/**
 * Does a piece of work, however it ends. What it leases is leased in its name: once it is over, nobody works on it
 * any more, and the next one need not wait for the lease to end.
 * @param trace of what it follows from; a new one when nothing came before it.
 */
export async function pieceOfWork<T>(
  work: (piece: Piece) => Promise<T>,
  trace: string = randomUUID(),
): Promise<T> {
  const piece = { id: randomUUID(), trace, orders: new Set<string>() }
  underWay.add(piece.id)
  try {
    return await storage.run(piece, () => work(piece))
  } finally {
    underWay.delete(piece.id)
  }
}

/** The trace of the piece of work under way; null outside of any. */
export const traceNow = (): string | null => storage.getStore()?.trace ?? null

/** Remembers that this piece of work wrote on an order's timeline, for its line in the log. */
export function touched(orderId: string): void {
  storage.getStore()?.orders.add(orderId)
}

/** Pieces of this process's work that are under way, for others to know (process-life.server.ts). */
export const piecesUnderWay = (): readonly string[] => [...underWay]

/** In whose name something is leased now: `process/piece of work`. */
export const leaseHolder = (): string => `${thisProcess}/${storage.getStore()?.id ?? '-'}`

/** Whether the holder was a piece of this process's work that is over. Of others nothing is known. */
export function isHolderOver(holder: string | null): boolean {
  const [process, piece = '-'] = (holder ?? '').split('/')
  return process === thisProcess && piece !== '-' && !underWay.has(piece)
}
