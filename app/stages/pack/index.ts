/** Pack: what pages need of its words. */
export { type PieceRefusal, pieceWords } from './decide-piece.ts'
export { toleranceGrams } from './weigh.ts'
