/**
 * Stock: what lies where, and for whom it is kept.
 * Comes in: shipments in `waiting_stock`; goods received, counted, returned. Goes out: shipments in
 * `ready`, with every counted piece reserved in a bin; a ledger that equals the levels.
 */
export { type AllocateDeps, allocateWaiting, goodsArrived } from './allocate.server.ts'
export {
  type Adjustment,
  adjustGoods,
  type BookDeps,
  type BookRefusal,
  countBin,
  rebinGoods,
  receiveGoods,
} from './book.server.ts'
export { checkLedger, ledgerEqualsLevels, readLedgerCheck } from './check-ledger.server.ts'
export { compareStock } from './compare-store.server.ts'
export { blockLot, openLot } from './lots.server.ts'
export { type MirrorDeps, mirrorBookings } from './mirror.server.ts'
export { type OpenStockDeps, openStock } from './open-stock.server.ts'
export { readDifferences } from './read-differences.server.ts'
export {
  type ItemStock,
  readItemStock,
  readStock,
  type StockPage,
  type StockRow,
} from './read-stock.server.ts'
export { readWaiting, type WaitingRow } from './read-waiting.server.ts'
export { releaseShipment } from './release.server.ts'
export { reserveLines } from './reserve-lines.server.ts'
export { restockReturn } from './restock-return.server.ts'
export { pushOurFigure, takeStoreFigure } from './settle-store.server.ts'
export { shipOut } from './ship-out.server.ts'
