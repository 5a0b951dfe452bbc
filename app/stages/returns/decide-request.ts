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
  readonly text: string
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
  for (const [id, { quantity: raw, reason }] of Object.entries(typed.lines)) {
    const text = raw.trim()
    if (/^0*$/.test(text)) continue
    const most = open.get(id) ?? 0
    const quantity = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
    if (Number.isNaN(quantity) || quantity > most)
      problems.push({ field: quantityField(id), text: tooMany(most) })
    else if (!isReturnReason(reason) || reason === 'unknown')
      problems.push({ field: reasonField(id), text: 'Please say why it comes back' })
    else lines.push({ orderLineId: id, quantity, reason })
  }
  const note = typed.note.trim()
  if (note.length > longestNote)
    problems.push({ field: 'note', text: `Please use fewer than ${longestNote} letters` })
  if (lines.length === 0 && problems.length === 0)
    problems.push({ field: 'lines', text: 'Please choose what you want to send back' })
  return problems.length > 0 ? refuse(problems) : accept({ lines, note })
}

const tooMany = (most: number) =>
  most === 0
    ? 'This cannot be sent back any more'
    : `Please choose a whole number from 0 to ${most}`
