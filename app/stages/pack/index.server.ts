/**
 * Pack: what was picked is proved once more, piece by piece, and closed in a carton.
 * Comes in: shipments in `picked`. Goes out: shipments in `packed`, verified or let go by a named
 * person; goods for the counter in `awaiting_collection`, and over it.
 */
export {
  type Bench,
  type PackBoard,
  type PackRow,
  readBench,
  readPackBoard,
} from './bench.server.ts'
export { readChoices } from './carton-choice.server.ts'
export {
  readCartonPage,
  retireCarton,
  retireRateCard,
  saveCarton,
  saveRateCard,
} from './carton-page.server.ts'
export { commandSheet } from './command-sheet.server.ts'
export { handOut, tellReadyForPickup } from './counter.server.ts'
export { giftCards } from './extras/gift-card.server.ts'
export { previewRules } from './extras/preview.server.ts'
export {
  type FinishRefusal,
  finishPacking,
  finishWords,
  type PackingDone,
} from './finish-packing.server.ts'
export { measureAtBench, readItem, saveItemFacts } from './item-facts.server.ts'
export { type OpenRefusal, openAtBench, openWords } from './open-shipment.server.ts'
export {
  type BenchRefusal,
  benchWords,
  type PieceScan,
  packPiece,
  packPieceOnce,
  packWords,
  tickExtra,
  unpackPiece,
} from './pack-piece.server.ts'
export { keepPhoto, readPhoto } from './photos.server.ts'
export { mostPrinted, packingSlip, slipsOfOrders } from './read-slip.server.ts'
export { repack } from './repack.server.ts'
export type { BenchLine, PackDeps } from './shipment-at-bench.server.ts'
