/**
 * Confirm: the customer knows what we have of their order, and says yes where the shop wants that.
 * Comes in: complete orders in `received` whose next step is `confirm`. Goes out: `cleared`, at once or
 * after `confirming`; who does not answer is called.
 */
export { askConfirmation } from './ask.server.ts'
export { confirmationTimedOut } from './call.server.ts'
export { type Confirmed, type ConfirmRefusal, confirmOrder } from './confirm-order.server.ts'
export type { ConfirmDeps } from './deps.server.ts'
export { type ConfirmationPage, readConfirmation } from './read-confirmation.server.ts'
