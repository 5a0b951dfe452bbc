import type { ShopSettings } from '../../journey/settings.ts'
import { type PromisedDates, promiseDate } from './promise-date.ts'

/** What a promise depends on beside the goods: how the shop works. */
export interface PromisingShop {
  readonly shop: { readonly timeZone: string; readonly country: string }
  readonly settings: ShopSettings
}

/**
 * What can be promised for goods that go this way, for an order taken now; before there is an order as
 * well as after.
 * @param to `country` as ISO code.
 * @throws RangeError as `promiseDate` does.
 */
export function promiseFor(
  now: Date,
  to: { readonly way: 'shipping' | 'pickup' | 'digital'; readonly country: string },
  { shop, settings }: PromisingShop,
): PromisedDates {
  const { handlingDays, carrierDaysHome, carrierDaysAbroad } = settings
  const carrier = to.country === shop.country ? carrierDaysHome : carrierDaysAbroad
  return promiseDate(
    now,
    { ...settings, timeZone: shop.timeZone },
    {
      handling: to.way === 'digital' ? 0 : handlingDays,
      carrier: to.way === 'shipping' ? carrier : null,
    },
  )
}
