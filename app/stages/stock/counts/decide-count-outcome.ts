import type { Role } from '../../../journey/permissions.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import type { StockRules } from '../stock-rules.ts'
import { type CountedLine, differing, piecesOff, sameDifferences } from './counted-lines.ts'

/**
 * What follows a count. agrees: the ledger is right. book: the ledger follows the person. recount: somebody else
 * counts. approval: a person with the right to it decides.
 */
export type CountOutcome = 'agrees' | 'book' | 'recount' | 'approval'

/** Counts of one bin after which nobody counts again: a person decides. */
const mostRounds = 3

export function decideCountOutcome(count: {
  readonly lines: readonly CountedLine[]
  /** Earlier counts of the same task, each by somebody else. */
  readonly before: readonly (readonly CountedLine[])[]
  /** What the differences are worth. */
  readonly valueMinor: bigint
  readonly rules: Pick<StockRules, 'recountFromPieces' | 'floorUpToMinor'>
}): CountOutcome {
  const { lines, before, valueMinor, rules } = count
  if (differing(lines).length === 0) return 'agrees'
  const isSmall = valueMinor <= BigInt(rules.floorUpToMinor)
  const isConfirmed = before.some((earlier) => sameDifferences(earlier, lines))
  if (isConfirmed || (before.length === 0 && piecesOff(lines) < rules.recountFromPieces && isSmall))
    return isSmall ? 'book' : 'approval'
  return before.length + 1 >= mostRounds ? 'approval' : 'recount'
}

export type ApprovalRefusal = {
  readonly kind: 'above_limit'
  /** What the role may decide, in minor units. */
  readonly limitMinor: bigint
  readonly valueMinor: bigint
}

/** Whether a role may let the ledger follow a count that is worth so much. An owner may whatever it is. */
export function decideApproval(
  role: Role,
  valueMinor: bigint,
  rules: Pick<StockRules, 'floorUpToMinor' | 'officeUpToMinor'>,
): Outcome<'may', ApprovalRefusal> {
  if (role === 'owner') return accept('may')
  const limitMinor = BigInt(role === 'office' ? rules.officeUpToMinor : rules.floorUpToMinor)
  return valueMinor <= limitMinor
    ? accept('may')
    : refuse({ kind: 'above_limit', limitMinor, valueMinor })
}
