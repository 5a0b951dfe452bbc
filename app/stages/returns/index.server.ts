/**
 * Returns: goods that come back.
 * Comes in: a customer's request, or a return of the store. Goes out: `settled` or `declined`, with
 * the store's return, the money and the stock put right.
 */
export { approveReturn, declineReturn } from './answer-request.server.ts'
export type { ReturnsDeps } from './deps.server.ts'
export { inspectReturn } from './inspect.server.ts'
export { makeReturnLink } from './link.server.ts'
export { mirrorReturn } from './mirror.server.ts'
export {
  listReturns,
  type OrderReturns,
  type ReturnPage,
  readOrderReturns,
  readReturn,
  returnQuery,
} from './read-returns.server.ts'
export { closeUnsent, receiveReturn } from './receive.server.ts'
export { requestReturn } from './request.server.ts'
export { settleReturn } from './settle.server.ts'
export { settleByHand } from './settle-by-hand.server.ts'
export { takeInStoreReturn } from './take-in.server.ts'
export { tellAgain } from './tell-again.server.ts'
