import { howMany } from '../../kernel/how-many.ts'
/** What the walks and the shelves say of one zone of an order. */
export interface ZoneFacts {
  readonly zone: string
  /** Somebody walks it. */
  readonly picker: string | null
  /** Pieces still promised on its shelves. */
  readonly left: number
  /** Pieces taken there. */
  readonly taken: number
}

export interface Gathering {
  /** Zones of which everything is in the order's slot. */
  readonly zonesIn: readonly string[]
  readonly walked: readonly { readonly zone: string; readonly picker: string }[]
  /** Nobody walks there yet. */
  readonly waiting: readonly string[]
  readonly isWhole: boolean
}

/** Which zones of an order are in: nobody walks them, nothing is left there, and something was taken. */
export function decideGathering(zones: readonly ZoneFacts[]): Gathering {
  const walked = zones.flatMap(({ zone, picker }) => (picker === null ? [] : [{ zone, picker }]))
  const still = zones.filter((one) => one.picker === null)
  const waiting = still.filter((one) => one.left > 0).map((one) => one.zone)
  const zonesIn = still.filter((one) => one.left === 0 && one.taken > 0).map((one) => one.zone)
  return { zonesIn, walked, waiting, isWhole: walked.length === 0 && waiting.length === 0 }
}

/** `2 of 3 zones in`. */
export const zonesInWords = ({ zonesIn, walked, waiting }: Gathering): string => {
  const all = zonesIn.length + walked.length + waiting.length
  return `${zonesIn.length} of ${howMany(all, 'zone')} in`
}
