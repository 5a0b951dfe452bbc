import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { sameCode } from '../../kernel/same-code.ts'

export interface PackLine {
  readonly id: string
  readonly title: string
  readonly sku: string | null
  readonly barcode: string | null
  readonly quantity: number
  readonly packed: number
}

export type PieceRefusal =
  /** Nothing like it belongs into this parcel. */
  | { readonly kind: 'not_in_parcel'; readonly scanned: string }
  /** It belongs into it, and all of it is in. */
  | { readonly kind: 'over'; readonly title: string; readonly quantity: number }
  | { readonly kind: 'too_many'; readonly title: string; readonly open: number }
  /** It has a code: a press of a button proves nothing. */
  | { readonly kind: 'scan_needed'; readonly title: string }

/** Which line a scanned piece belongs to: the first of its kind that is not complete. */
export function decidePiece(
  lines: readonly PackLine[],
  scan: { readonly code: string; readonly quantity: number },
): Outcome<{ readonly line: PackLine; readonly quantity: number }, PieceRefusal> {
  const alike = lines.filter((line) =>
    [line.barcode, line.sku].some((known) => !!known && sameCode(scan.code, known)),
  )
  const [first] = alike
  if (!first) return refuse({ kind: 'not_in_parcel', scanned: scan.code })
  const line = alike.find((one) => one.packed < one.quantity)
  if (!line) {
    const quantity = alike.reduce((sum, one) => sum + one.quantity, 0)
    return refuse({ kind: 'over', title: first.title, quantity })
  }
  return within(line, scan.quantity)
}

/** A line without any code is put in by a named person's word; one that has a code must be scanned. */
export function decideByHand(
  line: PackLine,
  quantity: number,
): Outcome<{ readonly line: PackLine; readonly quantity: number }, PieceRefusal> {
  if (line.sku || line.barcode) return refuse({ kind: 'scan_needed', title: line.title })
  if (line.packed >= line.quantity)
    return refuse({ kind: 'over', title: line.title, quantity: line.quantity })
  return within(line, quantity)
}

function within(line: PackLine, quantity: number) {
  const open = line.quantity - line.packed
  return quantity <= open
    ? accept({ line, quantity })
    : refuse({ kind: 'too_many', title: line.title, open } as const)
}

/** For the packer, loud and short. */
export function pieceWords(refusal: PieceRefusal): string {
  switch (refusal.kind) {
    case 'not_in_parcel':
      return `Not in this parcel: ${refusal.scanned}`
    case 'over':
      return `Too many: only ${refusal.quantity} × ${refusal.title}`
    case 'too_many':
      return `Only ${refusal.open} × ${refusal.title} still missing`
    case 'scan_needed':
      return `Scan it: ${refusal.title} has a code`
  }
}

export const isVerified = (lines: readonly PackLine[]): boolean =>
  lines.every((line) => line.packed === line.quantity)
