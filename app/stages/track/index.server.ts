/**
 * Track: what carriers say of parcels, brought to the shop, the store and the customer.
 * Comes in: `handed_over`. Goes out: `moving`, then `delivered` or `came_back`; a parcel that is
 * late, failed or silent becomes a person's task with a date.
 */
export { answerChase } from './answer-chase.server.ts'
export type { TrackDeps } from './deps.server.ts'
export { poll } from './poll.server.ts'
export { takeMessage } from './take-message.server.ts'
export { tell } from './tell.server.ts'
export {
  type OrderTracking,
  type TrackedBox,
  type TrackedShipment,
  trackingOf,
} from './tracking-of.server.ts'
