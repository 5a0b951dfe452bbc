import type { MayStand, Sides } from './kinds.ts'

/** Equal pieces to be packed. Lengths in whole millimetres, weights in whole grams. */
export interface Goods {
  readonly id: string
  readonly name: string
  readonly quantity: number
  /** Length, width, height as it usually stands. */
  readonly size: Sides
  readonly grams: number
  /** Which of the three sides may be the vertical one. */
  readonly stands: MayStand
  /** Grams that may lie above a piece; null: as much as comes. */
  readonly bears: number | null
  /** Height each further piece adds when pieces are put into each other; 0: they do not nest. */
  readonly nest: number
  /** Each piece goes into a carton of its own. */
  readonly alone: boolean
  /** Class of dangerous goods: one class a carton, never in a mailer. */
  readonly hazmat: string | null
  /** All goods with the same word go into one carton. */
  readonly together: string | null
  /** Goods with different words here never share a carton. */
  readonly apart: string | null
  /** Ships in its own packaging, a piece a parcel. */
  readonly ownBox: boolean
}

/** A carton or mailer the shop has. */
export interface CartonSort {
  readonly id: string
  readonly name: string
  /** A mailer is flat: the thicker the contents, the less of its length and width is left. */
  readonly kind: 'carton' | 'mailer'
  /** Of a mailer: length and width lying flat, and the thickness it takes. */
  readonly inner: Sides
  readonly outer: Sides
  readonly emptyGrams: number
  /** With everything in it, and itself. */
  readonly maxGrams: number
  /** On hand; null: enough. */
  readonly stock: number | null
  readonly costMinor: number
  /** Most room that goods may take up in it, cubic millimetres; null: all there is. */
  readonly maxVolume: number | null
}

/** What fills the room that is left. */
export interface VoidFill {
  readonly gramsPerLitre: number
  readonly costMinorPerLitre: number
}
