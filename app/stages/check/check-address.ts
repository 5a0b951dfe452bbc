import type { Address } from '../../journey/buyer.ts'
import { addressWords } from './address.ts'
import { addressDoubts, placeWords } from './doubts.ts'
import type { Missing } from './missing.ts'
import { type Slip, tidyAddress } from './tidy.ts'

export interface AddressVerdict {
  /** The address with what is certain put right. */
  readonly address: Address
  readonly tidied: readonly Slip[]
  /** What stops a parcel. */
  readonly wrong: readonly Missing[]
  /** What may be right and looks wrong. */
  readonly doubtful: readonly Missing[]
}

/**
 * Everything the rules say of one address, before an order exists or after.
 * @param name whom the parcel is for; `''` when nobody said.
 * @param option title of the delivery option, which tells the carrier; null when none is chosen.
 * @param likely countries a wrong postcode may come from.
 */
export function checkAddress(
  given: Address,
  {
    name,
    option,
    likely,
  }: { readonly name: string; readonly option: string | null; readonly likely: readonly string[] },
): AddressVerdict {
  const { address, found } = tidyAddress(given)
  return {
    address,
    tidied: found,
    wrong: [...addressWords(address, name, likely), ...placeWords(address, option)],
    doubtful: addressDoubts(address, option),
  }
}
