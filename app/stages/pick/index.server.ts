/**
 * Pick: from the shelf into a tote, each piece proved by a scan.
 * Comes in: shipments in `ready`. Goes out: shipments in `picked`, in their totes; or, when a shelf was
 * short, in `waiting_stock`, with the bin to be counted.
 */
export type { AtPick } from './at-pick.server.ts'
export { bindTote, type ToteInUse } from './bind-tote.server.ts'
export type { ScanRefusal } from './decide-scan.ts'
export {
  abandonTour,
  finishTour,
  type OpenPicks,
  pauseTour,
  restsOf,
  type TourEnd,
  takeOverTour,
} from './end-tour.server.ts'
export { mostListed, pickListOfOrders } from './list-of-orders.server.ts'
export {
  choosePolicy,
  type ImportRefusal,
  type ImportReport,
  importMap,
} from './map/import-map.server.ts'
export { type Floor, readFloor } from './map/read-floor.server.ts'
export { pickList } from './pick-list.server.ts'
export { type PlanRefusal, planTour, type TourWish } from './plan-tour.server.ts'
export {
  type PickBoard,
  type ReadyRow,
  readPickBoard,
  readTour,
  type TourView,
} from './read-pick.server.ts'
export type { PickRow } from './read-tour.server.ts'
export { type PickDeps, scanPick, shortPick, undoPiece } from './scan.server.ts'
export { type SentCommand, syncTour } from './sync-tour.server.ts'
export { pickWords, type TourRefusal } from './tour-refusal.ts'
export { readToPlan, type SuggestDeps, suggestTours } from './tours/suggest.server.ts'
