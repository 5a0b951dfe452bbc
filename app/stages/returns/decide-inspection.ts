import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'

export type Disposition = 'restock' | 'damaged' | 'missing'

export interface ReceivedLine {
  readonly id: string
  readonly quantity: number
  readonly received: number
}

/** What was found of one line. Pieces that are neither good nor damaged never came. */
export interface Finding {
  readonly lineId: string
  readonly good: number
  readonly damaged: number
  readonly note: string
}

/** One row of the return after inspection: so many pieces, one end for all of them. */
export interface InspectedPart {
  readonly lineId: string
  readonly quantity: number
  readonly received: number
  readonly disposition: Disposition
  readonly note: string
}

export interface InspectionRefusal {
  readonly kind: 'does_not_add_up'
  readonly lineId: string
  /** Pieces that were booked as received. */
  readonly received: number
}

/**
 * Cuts each line into parts by what was found: restock, damaged and missing.
 * The good and the damaged ones of a line must be as many as were received.
 */
export function decideInspection(
  lines: readonly ReceivedLine[],
  findings: readonly Finding[],
): Outcome<readonly InspectedPart[], InspectionRefusal> {
  const parts: InspectedPart[] = []
  for (const { id, quantity, received } of lines) {
    const found = findings.find(({ lineId }) => lineId === id)
    const { good, damaged, note } = found ?? { good: 0, damaged: 0, note: '' }
    const whole = [good, damaged].every((count) => Number.isSafeInteger(count) && count >= 0)
    if (!whole || good + damaged !== received)
      return refuse({ kind: 'does_not_add_up', lineId: id, received })
    const part = (pieces: number, disposition: Disposition): InspectedPart => ({
      ...{ lineId: id, quantity: pieces, disposition, note },
      received: disposition === 'missing' ? 0 : pieces,
    })
    parts.push(
      ...[
        part(good, 'restock'),
        part(damaged, 'damaged'),
        part(quantity - received, 'missing'),
      ].filter((one) => one.quantity > 0),
    )
  }
  return accept(parts)
}
