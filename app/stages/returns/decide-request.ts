import { daysAfter } from '../../journey/due.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { isReturnReason, type ReturnReason } from './reasons.ts'

/** A line of an order as far as returns are concerned. Quantities in single pieces. */
export interface DeliveredLine {
  readonly id: string
  /** What the order still holds of it after edits and refunds. */
  readonly ordered: number
  readonly deliveries: readonly { readonly quantity: number; readonly at: Date }[]
  /** Pieces in returns that are open or were settled; declined and cancelled ones do not count. */
  readonly inReturns: number
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

/** How many pieces may be asked back now: delivered in time, still the customer's, in no return yet. */
export function returnablePieces(line: DeliveredLine, now: Date, windowDays: number): number {
  const inTime = line.deliveries.filter(({ at }) => daysAfter(at, windowDays) > now)
  const left = sum(line.deliveries.map(({ quantity }) => quantity)) - line.inReturns
  return Math.max(0, Math.min(sum(inTime.map(({ quantity }) => quantity)), left, line.ordered))
}

/** What a customer sent: texts as typed, so that the page can show them again. */
export interface TypedRequest {
  readonly lines: Readonly<Record<string, { readonly quantity: string; readonly reason: string }>>
  readonly note: string
}

export interface ChosenLine {
  readonly orderLineId: string
  readonly quantity: number
  readonly reason: ReturnReason
}
export interface ReturnWish {
  readonly lines: readonly ChosenLine[]
  readonly note: string
}

/** One thing that is wrong with a request, and the field it is about. */
export interface RequestProblem {
  readonly field: string
  readonly kind: 'none_left' | 'too_many' | 'no_reason' | 'long_note' | 'nothing_chosen'
  /** The most pieces or letters that would do; 0 where that is not what is wrong. */
  readonly most: number
}

export const quantityField = (lineId: string) => `quantity-${lineId}`
export const reasonField = (lineId: string) => `reason-${lineId}`

const longestNote = 1_000

/**
 * Reads what was typed against what may come back; names everything that is wrong.
 * @param open pieces that may be returned, by order line.
 */
export function decideRequest(
  typed: TypedRequest,
  open: ReadonlyMap<string, number>,
): Outcome<ReturnWish, readonly RequestProblem[]> {
  const problems: RequestProblem[] = []
  const lines: ChosenLine[] = []
  for (const [id, line] of Object.entries(typed.lines)) {
    const read = readLine(id, line, open.get(id) ?? 0)
    if (read === null) continue
    if ('kind' in read) problems.push(read)
    else lines.push(read)
  }
  const note = typed.note.trim()
  if (note.length > longestNote)
    problems.push({ field: 'note', kind: 'long_note', most: longestNote })
  if (lines.length === 0 && problems.length === 0)
    problems.push({ field: 'lines', kind: 'nothing_chosen', most: 0 })
  return problems.length > 0 ? refuse(problems) : accept({ lines, note })
}

/** One line as it was typed; null where nothing of it comes back. */
function readLine(
  id: string,
  { quantity: raw, reason }: TypedRequest['lines'][string],
  most: number,
): ChosenLine | RequestProblem | null {
  const text = raw.trim()
  if (/^0*$/.test(text)) return null
  const quantity = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(quantity) || quantity > most)
    return { field: quantityField(id), kind: most === 0 ? 'none_left' : 'too_many', most }
  if (!isReturnReason(reason) || reason === 'unknown')
    return { field: reasonField(id), kind: 'no_reason', most: 0 }
  return { orderLineId: id, quantity, reason }
}
