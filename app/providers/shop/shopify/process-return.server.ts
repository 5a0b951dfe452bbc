import type { Money } from '../../../kernel/money.ts'
import type { ShopProvider, Store, StoreReturn } from '../contract.ts'
import { type Ask, change } from './ask.server.ts'
import {
  listTransactions,
  processReturn as process,
  type RefundPart,
} from './operations/process-return.ts'
import { found } from './paging.ts'
import { linesLeft, refundLeft, refundParts } from './processing.ts'
import { readStoreReturn } from './returns.server.ts'

type Calls = Pick<ShopProvider, 'processReturn'>

export function processReturnCalls(ask: Ask): Calls {
  async function partsOf(store: Store, now: StoreReturn, asked: Money | null) {
    const left = refundLeft(now, asked)
    if (left === null) return []
    const answer = await ask(store, listTransactions, { order: now.orderGid })
    const parts: readonly RefundPart[] = refundParts(
      left,
      found(answer.order, 'order').transactions,
    )
    return parts
  }

  return {
    async processReturn(store, request) {
      const read = async () => found(await readStoreReturn(ask, store, request.returnGid), 'return')
      const now = await read()
      const lines = linesLeft(now, request)
      if (lines.length === 0) return now
      const refunds = await partsOf(store, now, request.refund)
      await change(ask, store, process, { ...request, lines, refunds })
      return read()
    },
  }
}
