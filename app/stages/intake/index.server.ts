/**
 * Intake: takes orders in from the store, each once, and keeps them as the store has them.
 * Comes in: signed deliveries at `POST /webhooks`; the sweep, which reads the store itself.
 * Goes out: an order in `received` with its lines, and the check booked. What the store changes,
 * cancels or deletes later follows: before release the order goes back to `received`, after it the
 * office decides. Uninstalls and the requests of privacy law are answered here too.
 */

export { eraseShop } from './compliance/erase-shop.server.ts'
export {
  closePrivacyRequest,
  listPrivacyRequests,
  type PrivacyRequest,
  readCollected,
} from './compliance/requests.server.ts'
export { acceptImport } from './csv/accept-import.server.ts'
export { checkFile, type ImportDeps } from './csv/check-file.server.ts'
export { mostBytes } from './csv/read-file.ts'
export {
  type ImportedOrder,
  type ImportShown,
  listImports,
  readImport,
  returnedFile,
} from './csv/read-import.server.ts'
export {
  type Decision,
  type DecisionRefusal,
  decideDifference,
} from './differences/decide-difference.server.ts'
export { readDifferences, type ShownDifference } from './differences/read-differences.server.ts'
export { eventKey } from './door/delivery-head.ts'
export { sign as signDelivery } from './door/signature.server.ts'
export { type WebhookDoor, type WebhookDoorDeps, webhookDoor } from './door/webhook-door.server.ts'
export { type DrainDeps, drainDeliveries } from './drain/drain.server.ts'
export { awaitPayment, cancelUnpaid, giveMoreTime } from './form/await-payment.server.ts'
export { type CommitRefusal, commitForm } from './form/commit-form.server.ts'
export type { FormDeps } from './form/deps.server.ts'
export { sellable } from './form/fresh-lines.ts'
export { type JudgedOrder, judgedOrder, sumOf } from './form/judged-order.ts'
export {
  discardForm,
  type FormShown,
  listWaitingForms,
  readForm,
  saveForm,
  type WaitingForm,
} from './form/keep-form.server.ts'
export { placeForm } from './form/place-form.server.ts'
export { storePhone, storeRequest } from './form/store-request.ts'
export {
  type DeadLetter,
  type DeadLetters,
  discardDeadLetter,
  listDeadLetters,
  retryAllDeadLetters,
  retryDeadLetter,
  showDeadLetter,
} from './letters/dead-letters.server.ts'
export { forgetOld } from './retention/forget-old.server.ts'
export { beginBacklogAgain, readBacklog } from './store/backlog.server.ts'
export { readCatalogue } from './store/catalogue.server.ts'
export type { StoreDeps } from './store/deps.server.ts'
export { followFulfillmentOrder } from './store/follow-part.server.ts'
export { readReading, type StoreReading } from './store/read-reading.server.ts'
export { readShop } from './store/read-shop.server.ts'
export { rereadOrder } from './store/reread.server.ts'
export { type Swept, sweepStore } from './store/sweep.server.ts'
export { welcomeShop } from './store/welcome.server.ts'
