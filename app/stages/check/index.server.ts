/**
 * Check: is an order complete enough to work on?
 * Comes in: orders in `received` whose next step is `check`; answers of customers and of the office to
 * orders in `held`. Goes out: `received` with the next step `confirm` (nothing is missing), or `held`
 * with what is missing, who is asked, and by when.
 */

export { lookAtArrivals } from './arrivals.server.ts'
export { cancelInStore } from './cancel-order.server.ts'
export { type ContractPreview, previewContract } from './contract/preview-contract.server.ts'
export { readContract } from './contract/read-contract.server.ts'
export {
  type ContractPage,
  type ContractRefusal,
  readContractPage,
  saveContract,
} from './contract/save-contract.server.ts'
export {
  type CorrectionAsked,
  type CorrectionRefusal,
  type CorrectionTaken,
  correctOrder,
} from './correct.server.ts'
export { type LinkRefusal, revokeLink, sendLinkAgain } from './correction-link.server.ts'
export { correctionTimedOut } from './correction-timeout.server.ts'
export type { CheckDeps } from './deps.server.ts'
export {
  decidePair,
  listDuplicates,
  type PairDecision,
  readDuplicate,
} from './duplicates.server.ts'
export { holdByHand, releaseByHand, releaseOnDate } from './holds-by-hand.server.ts'
export { checkOrders } from './judge.server.ts'
export { mirrorOrderHolds } from './mirror-holds.server.ts'
export {
  type CorrectionPage,
  type CorrectionShown,
  readCorrection,
} from './read-correction.server.ts'
export { type CorrectionLink, readCorrectionLink } from './read-link.server.ts'
export { remindCustomer } from './remind-customer.server.ts'
export { takeStoreHolds } from './take-store-holds.server.ts'
export { writeBack } from './write-back.server.ts'
