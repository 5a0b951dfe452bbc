/** Pack: what pages need of its words. */
export { isVerified, type PieceRefusal, pieceWords } from './decide-piece.ts'
export type { Carton, CartonAdvice } from './suggest-carton.ts'
export { toleranceGrams } from './weigh.ts'
