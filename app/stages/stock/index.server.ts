/**
 * Stock: what lies where, and for whom it is kept.
 * Comes in: shipments in `waiting_stock`; goods received, counted, returned. Goes out: shipments in
 * `ready`, with every counted piece reserved in a bin; a ledger that equals the levels.
 */
export { type AllocateDeps, allocateWaiting, goodsArrived } from './allocate.server.ts'
export { binKinds, changeBin, listBins, makeBins } from './bins/bins.server.ts'
export { binLabels, itemLabels, labelsPdf, labelsZpl, mostLabels } from './bins/labels.server.ts'
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
export { bookCount, type CountWanted } from './counts/book-count.server.ts'
export { planCounts } from './counts/plan-counts.server.ts'
export {
  type CountRefusal,
  type DecideCountRefusal,
  decideAboutCount,
  submitCount,
} from './counts/submit-count.server.ts'
export { holdForStock } from './hold-for-stock.server.ts'
export { changeItemRules } from './item-rules.server.ts'
export { blockLot, openLot } from './lots.server.ts'
export { type MirrorDeps, mirrorBookings } from './mirror.server.ts'
export { type OpenStockDeps, openStock } from './open-stock.server.ts'
export { type CarryRefusal, carryGoods } from './put-away/carry-goods.server.ts'
export { readDifferences } from './read-differences.server.ts'
export {
  type ItemStock,
  readItemStock,
  readStock,
  type StockPage,
  type StockRow,
  stockPlaces,
} from './read-stock.server.ts'
export { readWaiting, type WaitingRow } from './read-waiting.server.ts'
export { type LineRefusal, receiveLine } from './receive/book-line.server.ts'
export { type InboundReport, importInbound, returnedRows } from './receive/import-inbound.server.ts'
export { type InspectRefusal, inspectGoods } from './receive/inspect.server.ts'
export {
  closeInbound,
  type InboundRefusal,
  inboundForm,
  keepInbound,
  orderGoods,
} from './receive/keep-inbound.server.ts'
export { keepPhoto, readGoodsPhoto } from './receive/photos.server.ts'
export { inboundStates, listInbound, readInbound } from './receive/read-inbound.server.ts'
export { openReceipts, readReceipt } from './receive/read-receipt.server.ts'
export { readTransfers, type TransferDeps } from './receive/read-transfers.server.ts'
export { closeReceipt, openReceipt } from './receive/receipt.server.ts'
export { sendToPlace } from './receive/send-to-place.server.ts'
export { tellTransfers } from './receive/tell-transfers.server.ts'
export { undoLine } from './receive/undo-line.server.ts'
export { keepUnknown, nameUnknown } from './receive/unknown-goods.server.ts'
export { releaseShipment } from './release.server.ts'
export { releaseQuestion } from './release-question.server.ts'
export { mailOrder, orderCsv, orderPdf, readOrderPaper } from './replenish/order-file.server.ts'
export { planReplenish } from './replenish/plan-replenish.server.ts'
export { draftOrders, readReorder } from './replenish/reorder.server.ts'
export { reserveLines } from './reserve-lines.server.ts'
export { restockReturn } from './restock-return.server.ts'
export { pushOurFigure, takeStoreFigure } from './settle-store.server.ts'
export { shipOut } from './ship-out.server.ts'
export { changeStockRules, readStockRules } from './stock-rules.server.ts'
export { type TaskKind, taskKinds } from './tasks/open-task.server.ts'
export { listTasks, readTask } from './tasks/read-tasks.server.ts'
