import { daysAfter } from './due.ts'
import type { ShopSettings } from './settings.ts'

/**
 * Until when a parcel should have arrived before somebody asks the carrier: the end of the day after
 * the one the carrier expects, or as long as carriers take at home or abroad, and a day more.
 * Never less than a day from when it left.
 */
export function carryDue(about: {
  readonly eta: Date | null
  readonly leftAt: Date
  /** ISO countries of the shop and of the ship-to address. */
  readonly from: string
  readonly to: string
  readonly settings: Pick<ShopSettings, 'carrierDaysHome' | 'carrierDaysAbroad'>
}): Date {
  const { eta, leftAt, from, to, settings } = about
  const usual = from === to ? settings.carrierDaysHome : settings.carrierDaysAbroad
  const expected = daysAfter(eta ?? daysAfter(leftAt, usual), 1)
  const least = daysAfter(leftAt, 1)
  return expected.getTime() > least.getTime() ? expected : least
}
