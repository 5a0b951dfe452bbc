import type { StoreReturn } from '../contract.ts'
import type { ReturnNode } from './operations/returns.ts'
import { onlyPage } from './paging.ts'

/**
 * A return as the store has it now.
 * @throws ProviderAnswerUnreadable when it is longer than one page of any of its lists.
 */
export function storeReturnOf(node: ReturnNode): StoreReturn {
  const lines = onlyPage('lines of a return', node.returnLineItems).flatMap((line) =>
    line.fulfillmentLineItem
      ? {
          gid: line.id,
          fulfillmentLineGid: line.fulfillmentLineItem.id,
          quantity: line.quantity,
          processed: line.processedQuantity,
        }
      : [],
  )
  return {
    gid: node.id,
    orderGid: node.order.id,
    status: node.status,
    lines,
    reverseLines: reverseLinesOf(node).map((line) => ({
      ...line,
      returnLineGid:
        lines.find((one) => one.fulfillmentLineGid === line.fulfillmentLineGid)?.gid ?? null,
    })),
    refunds: onlyPage('refunds of a return', node.refunds).map((refund) => ({
      gid: refund.id,
      amount: refund.totalRefundedSet,
    })),
  }
}

function reverseLinesOf(node: ReturnNode) {
  return onlyPage('ways back of a return', node.reverseFulfillmentOrders)
    .filter((way) => way.status === 'OPEN')
    .flatMap((way) => onlyPage('lines of a way back', way.lineItems))
    .flatMap((line) => {
      const disposed = line.dispositions.reduce((sum, one) => sum + one.quantity, 0)
      const remaining = line.totalQuantity - disposed
      return line.fulfillmentLineItem && remaining > 0
        ? { gid: line.id, fulfillmentLineGid: line.fulfillmentLineItem.id, remaining }
        : []
    })
}
