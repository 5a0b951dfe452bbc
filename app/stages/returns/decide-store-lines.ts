import type { Gid } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import type {
  FulfillmentRecord,
  ProcessReturnRequest,
  ReturnableLine,
  StoreReturn,
} from '../../providers/shop/contract.ts'
import type { Disposition } from './decide-inspection.ts'

/** Pieces of an order line that the store has no line for. */
export interface NotInStore {
  readonly kind: 'not_in_store'
  readonly orderLineGid: string
  readonly pieces: number
}

export interface WantedLine {
  readonly orderLineGid: string
  readonly quantity: number
  readonly reason: string
}

export interface StoreLine {
  readonly fulfillmentLineGid: Gid
  readonly quantity: number
  readonly reason: string
}

/**
 * Shares wanted pieces out over the fulfilments they went out on.
 * @param sent lines of fulfilments with as many pieces as may be taken of each.
 */
export function shareOut(
  wanted: readonly WantedLine[],
  sent: readonly ReturnableLine[],
): Outcome<readonly StoreLine[], NotInStore> {
  const shared: StoreLine[] = []
  for (const { orderLineGid, quantity, reason } of wanted) {
    let left = quantity
    for (const line of sent.filter((one) => one.orderLineGid === orderLineGid)) {
      const pieces = Math.min(left, line.quantity)
      if (pieces > 0)
        shared.push({ fulfillmentLineGid: line.fulfillmentLineGid, quantity: pieces, reason })
      left -= pieces
    }
    if (left > 0) return refuse({ kind: 'not_in_store', orderLineGid, pieces: left })
  }
  return accept(shared)
}

/** All that went out, whatever came back of it since. */
export const sentLines = (records: readonly FulfillmentRecord[]): readonly ReturnableLine[] =>
  records
    .filter((record) => record.status !== 'CANCELLED')
    .flatMap((record) =>
      record.lines.map((line) => ({
        ...{ fulfillmentLineGid: line.gid, orderLineGid: line.orderLineGid },
        quantity: line.quantity,
      })),
    )

/** What became of the pieces of one order line. */
export interface EndedPart {
  readonly orderLineGid: string
  readonly quantity: number
  readonly disposition: Disposition
  /** A thing of the catalogue: others have no stock to go back to. */
  readonly inCatalogue: boolean
}

type ProcessLine = ProcessReturnRequest['lines'][number]
type StoreDisposition = ProcessLine['dispositions'][number]['type']

const inStore: Readonly<Record<Disposition, StoreDisposition>> = {
  restock: 'RESTOCKED',
  damaged: 'NOT_RESTOCKED',
  missing: 'MISSING',
}

/** Says of every piece of a store's return what became of it, by its own lines. */
export function pairDispositions(
  parts: readonly EndedPart[],
  there: Pick<StoreReturn, 'lines' | 'reverseLines'>,
  sent: readonly ReturnableLine[],
): Outcome<readonly ProcessLine[], NotInStore> {
  const orderLineOf = new Map(sent.map((line) => [line.fulfillmentLineGid, line.orderLineGid]))
  const pool = parts.map((part) => ({ ...part, left: part.quantity }))
  const lines = there.lines.flatMap((line): ProcessLine[] => {
    const reverse = there.reverseLines.find((one) => one.returnLineGid === line.gid)
    const dispositions: ProcessLine['dispositions'][number][] = []
    let room = line.quantity
    for (const part of pool) {
      if (part.orderLineGid !== orderLineOf.get(line.fulfillmentLineGid)) continue
      const quantity = Math.min(room, part.left)
      part.left -= quantity
      room -= quantity
      const end = part.disposition === 'restock' && !part.inCatalogue ? 'damaged' : part.disposition
      if (quantity > 0 && reverse)
        dispositions.push({ reverseLineGid: reverse.gid, quantity, type: inStore[end] })
    }
    const quantity = line.quantity - room
    return quantity > 0 ? [{ returnLineGid: line.gid, quantity, dispositions }] : []
  })
  const over = pool.find((part) => part.left > 0)
  return over
    ? refuse({ kind: 'not_in_store', orderLineGid: over.orderLineGid, pieces: over.left })
    : accept(lines)
}
