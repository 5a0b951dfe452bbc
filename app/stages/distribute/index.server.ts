/**
 * Distribute: each department gets its part of an order, with a date.
 * Comes in: orders in `cleared`; orders in fulfilment that changed in the store; cancelled orders.
 * Goes out: orders in `released` with shipments in `waiting_stock`, `requested` or `ready`, work orders
 * and a promise; stopped orders in `cancelled`.
 */
export { type DistributeDeps, distributeOrder } from './distribute-order.server.ts'
export { type PromisingShop, promiseFor } from './promise-for.ts'
export { redoShipment } from './redo-shipment.server.ts'
export { stopOrder } from './stop-order.server.ts'
export { tellRest } from './tell-rest.server.ts'
export {
  acknowledgeWork,
  finishWork,
  listWork,
  type WorkDeps,
  type WorkList,
  type WorkQuery,
  type WorkRefusal,
  type WorkRow,
} from './work.server.ts'
