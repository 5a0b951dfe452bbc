import { type Money, showMoney } from '../kernel/money.ts'
import type {
  CarryRefusal,
  CountRefusal,
  DecideCountRefusal,
} from '../stages/stock/index.server.ts'

/** Why goods were not put where somebody wanted to put them. */
export function carryWords(refusal: CarryRefusal): string {
  switch (refusal.kind) {
    case 'no_such_task':
      return 'This is done already'
    case 'wrong_item':
      return `Wrong article: this is about ${refusal.wanted}`
    case 'wrong_bin':
      return `Wrong bin: take them from ${refusal.wanted}`
    case 'unknown_bin':
      return `There is no bin ${refusal.code} here`
    case 'not_a_shelf':
      return `${refusal.code} is no shelf: scan a bin to pick from, or of the reserve`
    case 'too_many':
      return `Only ${refusal.left} are to be moved`
    case 'scan_the_number':
      return 'Each piece has a serial number: scan that'
    case 'not_there':
      return `Only ${refusal.has} are free there`
  }
}

export const countOutcomeWords = {
  agrees: 'Right: that is what the ledger has',
  book: 'Booked: the ledger says what you found',
  recount: 'Thank you. Somebody else counts it, too',
  approval: 'Thank you. The office decides about the difference',
} as const

export function countWords(refusal: CountRefusal): string {
  switch (refusal.kind) {
    case 'no_such_count':
      return 'This bin was counted already'
    case 'counted_by_you':
      return 'You counted this bin already: somebody else has to'
    case 'unknown_code':
      return `Nobody knows ${refusal.code}: put those pieces aside and leave the row out`
    case 'unknown_lot':
      return `${refusal.code} has no lot ${refusal.lot}`
    case 'serial_once':
      return `${refusal.code}: a serial number is of one piece`
  }
}

export function decideWords(refusal: DecideCountRefusal, currency: string): string {
  const show = (minor: Money['minor']) => showMoney({ minor, currency })
  switch (refusal.kind) {
    case 'no_such_count':
      return 'This was decided already'
    case 'less_than_promised':
      return 'Pieces that would be missing are promised to orders: short or release those first'
    case 'above_limit':
      return `${show(refusal.valueMinor)} is above what your role decides (${show(refusal.limitMinor)}): ask the owner`
  }
}
