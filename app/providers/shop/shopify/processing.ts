import type { Money } from '../../../kernel/money.ts'
import type { ProcessReturnRequest, StoreReturn } from '../contract.ts'
import { StoreRefused } from './faults.ts'
import type { RefundPart, TransactionNode } from './operations/process-return.ts'

type Line = ProcessReturnRequest['lines'][number]

/**
 * What of a request is left to do. A line's quantity says how many of it are to be processed in
 * all: what was processed before is taken off, so that the same request twice does nothing twice.
 */
export function linesLeft(now: StoreReturn, request: ProcessReturnRequest): readonly Line[] {
  const reverse = new Map(now.reverseLines.map((line) => [line.gid, line.remaining]))
  return request.lines.flatMap((line) => {
    const known = now.lines.find((one) => one.gid === line.returnLineGid)
    if (!known) throw new StoreRefused(['The return has no such line'], ['NOT_FOUND'])
    const quantity = line.quantity - known.processed
    if (quantity <= 0) return []
    return { ...line, quantity, dispositions: dispositionsLeft(line, quantity, reverse) }
  })
}

/** Up to `quantity` pieces, and no more of a reverse line than is still open there. */
function dispositionsLeft(line: Line, quantity: number, open: Map<string, number>) {
  let room = quantity
  return line.dispositions.flatMap((one) => {
    const pieces = Math.min(one.quantity, room, open.get(one.reverseLineGid) ?? 0)
    room -= pieces
    open.set(one.reverseLineGid, (open.get(one.reverseLineGid) ?? 0) - pieces)
    return pieces > 0 ? { ...one, quantity: pieces } : []
  })
}

/** The money of a request that this return has not given back yet; null when there is none. */
export function refundLeft(now: StoreReturn, asked: Money | null): Money | null {
  if (asked === null) return null
  const given = now.refunds
    .filter((refund) => refund.amount.currency === asked.currency)
    .reduce((sum, refund) => sum + refund.amount.minor, 0n)
  const minor = asked.minor - given
  return minor > 0n ? { ...asked, minor } : null
}

const payments: ReadonlySet<string> = new Set(['SALE', 'CAPTURE'])

/**
 * Shares money out over the payments it came from, first paid first, never more to one than it has
 * left. An order that was not paid gives nothing back.
 * @throws ProviderRefused when the order was paid in another currency.
 */
export function refundParts(
  amount: Money,
  transactions: readonly TransactionNode[],
): readonly RefundPart[] {
  const paid = transactions.filter((one) => payments.has(one.kind) && one.status === 'SUCCESS')
  const [first] = paid
  if (first && paid.every((one) => one.amountSet.currency !== amount.currency))
    throw new StoreRefused([
      `The order was paid in ${first.amountSet.currency}, not in ${amount.currency}`,
    ])
  let left = amount.minor
  return paid.flatMap((payment) => {
    const part = min(left, refundable(payment, transactions))
    left -= part
    return part > 0n ? { parent: payment.id, amount: { ...amount, minor: part } } : []
  })
}

const min = (one: bigint, other: bigint): bigint => (one < other ? one : other)

function refundable(payment: TransactionNode, all: readonly TransactionNode[]): bigint {
  const back = all
    .filter((one) => one.kind === 'REFUND' && one.parentTransaction?.id === payment.id)
    .filter((one) => one.status === 'SUCCESS' || one.status === 'PENDING')
    .reduce((sum, one) => sum + one.amountSet.minor, 0n)
  return payment.amountSet.minor - back
}
