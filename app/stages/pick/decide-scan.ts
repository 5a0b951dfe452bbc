import { readGs1 } from '../../kernel/gs1.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { sameCode } from '../../kernel/same-code.ts'

/** The stop a picker stands at. */
export interface PickAt {
  readonly mode: 'piece' | 'batch' | 'single'
  /** Null: found by hand. */
  readonly bin: string | null
  readonly item: { readonly sku: string | null; readonly barcode: string | null } | null
  readonly title: string
  /** What is promised is of this lot, or this very piece; null: any. */
  readonly lot: string | null
  readonly serial: string | null
  /** Pieces still to take. */
  readonly open: number
  readonly picked: number
  readonly tote: string
  readonly binProved: boolean
  readonly toteProved: boolean
}

export interface Scanned {
  /** As the scanner typed it; empty when a person says so by hand. */
  readonly code: string
  /** Pieces; more than one when a person typed a number. */
  readonly quantity: number
}

export type ScanDone =
  | { readonly kind: 'bin' }
  | { readonly kind: 'pieces'; readonly quantity: number }
  | { readonly kind: 'tote' }

export type ScanRefusal =
  | { readonly kind: 'wrong_bin'; readonly wanted: string; readonly scanned: string }
  | { readonly kind: 'bin_first'; readonly wanted: string }
  | { readonly kind: 'wrong_item'; readonly wanted: string; readonly scanned: string }
  | { readonly kind: 'too_many'; readonly open: number }
  | { readonly kind: 'wrong_tote'; readonly wanted: string; readonly scanned: string }
  | { readonly kind: 'scan_needed' }
  /** The right thing, of another lot than the one that is to leave. */
  | { readonly kind: 'wrong_lot'; readonly wanted: string; readonly scanned: string }
  /** The right thing, and which piece of it is not proved: its serial number is scanned. */
  | { readonly kind: 'serial_needed'; readonly wanted: string }
  | { readonly kind: 'wrong_serial'; readonly wanted: string; readonly scanned: string }

/**
 * What one scan at a stop means: first the bin, then its pieces, then (in a batch) the tote they go
 * into. The bin again is fine; anything else is refused by name, and nothing is counted.
 */
export function decideScan(pick: PickAt, scanned: Scanned): Outcome<ScanDone, ScanRefusal> {
  const { code, quantity } = scanned
  const isBin = pick.bin !== null && sameCode(code, pick.bin)
  if (isBin) return accept({ kind: 'bin' })
  if (pick.bin !== null && !pick.binProved)
    return isItem(pick, code)
      ? refuse({ kind: 'bin_first', wanted: pick.bin })
      : refuse({ kind: 'wrong_bin', wanted: pick.bin, scanned: code })
  return pick.open > 0 ? takePieces(pick, code, quantity) : proveTote(pick, code)
}

function takePieces(pick: PickAt, code: string, quantity: number): Outcome<ScanDone, ScanRefusal> {
  const nameless = !pick.item?.sku && !pick.item?.barcode
  if (code === '' && !nameless) return refuse({ kind: 'scan_needed' })
  const isPiece = pick.serial !== null && sameCode(code, pick.serial)
  if (!nameless && !isPiece && !isItem(pick, code))
    return refuse({ kind: 'wrong_item', wanted: wantedName(pick), scanned: code })
  if (nameless && code !== '')
    return refuse({ kind: 'wrong_item', wanted: wantedName(pick), scanned: code })
  if (!isPiece) {
    const other = wrongPiece(pick, code)
    if (other) return refuse(other)
  }
  return quantity <= pick.open
    ? accept({ kind: 'pieces', quantity })
    : refuse({ kind: 'too_many', open: pick.open })
}

/** Of the right item the wrong lot or the wrong piece, as far as its label says so. */
function wrongPiece(pick: PickAt, code: string): ScanRefusal | null {
  const label = readGs1(code)
  if (pick.lot !== null && label?.lot && !sameCode(label.lot, pick.lot))
    return { kind: 'wrong_lot', wanted: pick.lot, scanned: label.lot }
  if (pick.serial === null) return null
  if (!label?.serial) return { kind: 'serial_needed', wanted: pick.serial }
  return sameCode(label.serial, pick.serial)
    ? null
    : { kind: 'wrong_serial', wanted: pick.serial, scanned: label.serial }
}

function proveTote(pick: PickAt, code: string): Outcome<ScanDone, ScanRefusal> {
  if (sameCode(code, pick.tote)) return accept({ kind: 'tote' })
  return isItem(pick, code)
    ? refuse({ kind: 'too_many', open: 0 })
    : refuse({ kind: 'wrong_tote', wanted: pick.tote, scanned: code })
}

const isItem = (pick: PickAt, code: string): boolean => {
  const read = readGs1(code)?.gtin ?? code
  return [pick.item?.barcode, pick.item?.sku].some((known) => !!known && sameCode(read, known))
}
const wantedName = (pick: PickAt) => pick.item?.sku ?? pick.title

/** For the picker, loud and short. */
export function scanWords(refusal: ScanRefusal): string {
  switch (refusal.kind) {
    case 'wrong_bin':
      return `Wrong bin. Go to ${refusal.wanted}`
    case 'bin_first':
      return `Scan the bin first: ${refusal.wanted}`
    case 'wrong_item':
      return `Wrong item. Take ${refusal.wanted}`
    case 'too_many':
      return refusal.open === 0 ? 'Enough. No more of these' : `Too many. ${refusal.open} to take`
    case 'wrong_tote':
      return `Wrong tote. Put it into ${refusal.wanted}`
    case 'scan_needed':
      return 'This has a barcode: scan it'
    case 'wrong_lot':
      return `Wrong lot. Take lot ${refusal.wanted}`
    case 'serial_needed':
      return `Scan the serial number: ${refusal.wanted}`
    case 'wrong_serial':
      return `Another piece. Take ${refusal.wanted}`
  }
}

/** Whether a stop has nothing left to do. */
export const isSettled = (pick: PickAt): boolean =>
  pick.open === 0 && (pick.mode !== 'batch' || pick.picked === 0 || pick.toteProved)
