/**
 * Ship: a packed shipment gets its label, and the store is told that it left.
 * Comes in: `packed` (and `ready` for digital goods, `awaiting_collection` for what was handed out).
 * Goes out: `labelled`, then `handed_over`, or `delivered` for digital goods and pickups; stock's and
 * track's jobs are booked. What a carrier or the store refuses ends on the office's list.
 */
export { buyLabel, finishLabels, type LabelWish } from './buy-label.server.ts'
export { bulkMost, buySuggested } from './buy-suggested.server.ts'
export type { ShipDeps } from './deps.server.ts'
export { fulfil } from './fulfil.server.ts'
export { labelsPdf, labelsZpl } from './label-files.server.ts'
export { readShippingDesk } from './list.server.ts'
export { addParcel, removeParcel } from './parcels.server.ts'
export { readRates } from './rates.server.ts'
export { type Relabelling, relabel } from './relabel.server.ts'
export { readShipmentPage } from './shipment-page.server.ts'
export { takeOwnLabel } from './take-own-label.server.ts'
export { tryFulfilmentAgain } from './try-again.server.ts'
export { voidLabel } from './void-label.server.ts'
