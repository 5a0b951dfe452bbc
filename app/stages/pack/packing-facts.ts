import type { Goods } from './carton/goods.ts'
import type { Sides } from './carton/kinds.ts'

/** How an item may be packed, whatever an order has of it. */
export type PackingFacts = Pick<
  Goods,
  'stands' | 'bears' | 'nest' | 'alone' | 'hazmat' | 'together' | 'apart' | 'ownBox'
>

interface StoredFacts {
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

const plain: PackingFacts = {
  ...{ stands: [true, true, true], bears: null, nest: 0, alone: false, hazmat: null },
  ...{ together: null, apart: null, ownBox: false },
}

export const packingFacts = (item: StoredFacts | null): PackingFacts =>
  item
    ? {
        stands: [item.standsOnLength, item.standsOnWidth, item.standsOnHeight],
        bears: item.bearsGrams,
        nest: item.nestMm,
        alone: item.shipsAlone,
        hazmat: item.hazmatClass,
        together: item.packTogether,
        apart: item.packApart,
        ownBox: item.ownPackaging,
      }
    : plain

interface StoredSize {
  readonly lengthMm: number | null
  readonly widthMm: number | null
  readonly heightMm: number | null
}

/** Null where a side was never measured. */
export const sizeOf = (item: StoredSize | null): Sides | null =>
  item?.lengthMm && item.widthMm && item.heightMm
    ? [item.lengthMm, item.widthMm, item.heightMm]
    : null
