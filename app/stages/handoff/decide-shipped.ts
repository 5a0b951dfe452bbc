import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'

export interface AskedLine {
  readonly id: string
  readonly sku: string
  /** Pieces asked of the partner. */
  readonly quantity: number
}

export interface ShippedLine {
  readonly lineId: string
  readonly quantity: number
}

export interface ShippedReport {
  /** Null: everything that was asked. */
  readonly lines: readonly ShippedLine[] | null
  readonly trackingNumbers: readonly string[]
}

/** What does not fit in a report; all of it at once. */
export interface BadReport {
  readonly kind: 'bad_report'
  readonly problems: readonly string[]
}

export interface ShippedSplit {
  readonly shipped: readonly ShippedLine[]
  /** What the partner still has to send; empty when everything left. */
  readonly remaining: readonly ShippedLine[]
}

/** Checks a partner's report against what was asked, and says what left and what is still to come. */
export function decideShipped(
  asked: readonly AskedLine[],
  report: ShippedReport,
): Outcome<ShippedSplit, BadReport> {
  const problems: string[] = []
  const numbers = report.trackingNumbers.map((number) => number.trim())
  if (new Set(numbers).size !== numbers.length) problems.push('a tracking number is given twice')
  const byId = new Map(asked.map((line) => [line.id, line]))
  const sent = new Map<string, number>()
  for (const { lineId, quantity } of report.lines ?? []) {
    const line = byId.get(lineId)
    if (!line) problems.push(`line ${lineId} is not part of this request`)
    else if (sent.has(lineId)) problems.push(`line ${lineId} is given twice`)
    else if (quantity > line.quantity)
      problems.push(`${quantity} of ${line.sku || lineId} were reported, ${line.quantity} asked`)
    sent.set(lineId, quantity)
  }
  if (report.lines && ![...sent.values()].some((quantity) => quantity > 0))
    problems.push('nothing was shipped')
  if (problems.length > 0) return refuse({ kind: 'bad_report', problems })
  const left = (line: AskedLine) => (report.lines ? (sent.get(line.id) ?? 0) : line.quantity)
  return accept({
    shipped: asked
      .map((line) => ({ lineId: line.id, quantity: left(line) }))
      .filter(({ quantity }) => quantity > 0),
    remaining: asked
      .map((line) => ({ lineId: line.id, quantity: line.quantity - left(line) }))
      .filter(({ quantity }) => quantity > 0),
  })
}
