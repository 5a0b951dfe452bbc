/**
 * A warehouse as a person measures it: a floor plan in millimetres, x along the cross aisles and y along the
 * aisles. A shop without one picks in the order of its bins (`walk` of a bin): the plain mode.
 */
export interface WarehousePlan {
  readonly aisles: readonly Aisle[]
  readonly crossAisles: readonly CrossAisle[]
  readonly points: readonly Point[]
  readonly bins: readonly PlacedBin[]
}

export interface Aisle {
  readonly code: string
  readonly xMm: number
  /** `away`: only towards higher y; `back`: only towards lower y. */
  readonly direction: 'both' | 'away' | 'back'
  /** Where it begins and ends, when that is not at the outermost cross aisles. */
  readonly fromMm?: number | undefined
  readonly toMm?: number | undefined
}

export interface CrossAisle {
  readonly code: string
  readonly yMm: number
  /** `right`: only towards higher x; `left`: only towards lower x. */
  readonly direction: 'both' | 'right' | 'left'
  readonly fromMm?: number | undefined
  readonly toMm?: number | undefined
}

/** Where walks begin or goods are put down; reached from the nearest cross aisle at its x. */
export interface Point {
  readonly code: string
  readonly xMm: number
  readonly yMm: number
  readonly use: 'start' | 'drop' | 'both'
}

export interface PlacedBin {
  readonly code: string
  readonly aisle: string
  readonly yMm: number
  /** 0 or 1 is the floor. */
  readonly level: number
  /** As seen walking towards higher y. */
  readonly side: 'left' | 'right' | null
  readonly zone: string
  /** Reserve stock fills pick faces and is not picked from. */
  readonly kind: 'pick' | 'reserve'
}

export type MapFault =
  | { readonly kind: 'nothing'; readonly of: 'aisles' | 'cross aisles' | 'start' | 'drop point' }
  | { readonly kind: 'too_many'; readonly of: string; readonly most: number }
  | { readonly kind: 'named_twice'; readonly code: string }
  /** Negative, no number, or not whole millimetres. */
  | { readonly kind: 'bad_length'; readonly code: string; readonly value: number }
  | { readonly kind: 'no_such_aisle'; readonly bin: string; readonly aisle: string }
  | { readonly kind: 'outside_aisle'; readonly bin: string }
  | { readonly kind: 'off_the_floor'; readonly code: string }

export const most = { aisles: 500, crossAisles: 20, points: 50, bins: 200_000 } as const

/** For the person who drew the plan. */
export function mapWords(fault: MapFault): string {
  switch (fault.kind) {
    case 'nothing':
      return `The map has no ${fault.of}`
    case 'too_many':
      return `The map has more than ${fault.most} ${fault.of}`
    case 'named_twice':
      return `${fault.code} is on the map twice`
    case 'bad_length':
      return `${fault.code}: ${fault.value} is no distance`
    case 'no_such_aisle':
      return `${fault.bin}: there is no aisle ${fault.aisle}`
    case 'outside_aisle':
      return `${fault.bin} lies outside its aisle`
    case 'off_the_floor':
      return `${fault.code} is reached from no cross aisle`
  }
}
