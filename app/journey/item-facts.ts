/** How an item may be packed: what a shop says of it, and what pack plans by. Null: not said. */
export interface ItemFacts {
  readonly lengthMm: number | null
  readonly widthMm: number | null
  readonly heightMm: number | null
  readonly standsOnLength: boolean
  readonly standsOnWidth: boolean
  readonly standsOnHeight: boolean
  readonly bearsGrams: number | null
  readonly nestMm: number
  readonly shipsAlone: boolean
  readonly hazmatClass: string | null
  readonly packTogether: string | null
  readonly packApart: string | null
  readonly ownPackaging: boolean
}
