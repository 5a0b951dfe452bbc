import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { sameCode } from '../../kernel/same-code.ts'

/** The stop a picker stands at. */
export interface PickAt {
  readonly mode: 'piece' | 'batch' | 'single'
  /** Null: found by hand. */
  readonly bin: string | null
  readonly item: { readonly sku: string | null; readonly barcode: string | null } | null
  readonly title: string
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
  if (!nameless && !isItem(pick, code))
    return refuse({ kind: 'wrong_item', wanted: wantedName(pick), scanned: code })
  if (nameless && code !== '')
    return refuse({ kind: 'wrong_item', wanted: wantedName(pick), scanned: code })
  return quantity <= pick.open
    ? accept({ kind: 'pieces', quantity })
    : refuse({ kind: 'too_many', open: pick.open })
}

function proveTote(pick: PickAt, code: string): Outcome<ScanDone, ScanRefusal> {
  if (sameCode(code, pick.tote)) return accept({ kind: 'tote' })
  return isItem(pick, code)
    ? refuse({ kind: 'too_many', open: 0 })
    : refuse({ kind: 'wrong_tote', wanted: pick.tote, scanned: code })
}

const isItem = (pick: PickAt, code: string): boolean =>
  [pick.item?.barcode, pick.item?.sku].some((known) => !!known && sameCode(code, known))
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
  }
}

/** Whether a stop has nothing left to do. */
export const isSettled = (pick: PickAt): boolean =>
  pick.open === 0 && (pick.mode !== 'batch' || pick.picked === 0 || pick.toteProved)
