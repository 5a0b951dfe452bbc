import { amountText, type Bag } from '../records/money.ts'
import type { World } from '../world.ts'

/** REST's money set: `{shop_money, presentment_money}` with amounts as text. */
export const moneySet = (world: World, currency: string, bag: Bag) => ({
  shop_money: {
    amount: amountText(bag.shop, world.shop.currency),
    currency_code: world.shop.currency,
  },
  presentment_money: {
    amount: amountText(bag.presentment, currency),
    currency_code: currency,
  },
})

/** An amount in the shop's currency, as REST writes prices. */
export const shopAmount = (world: World, bag: Bag): string =>
  amountText(bag.shop, world.shop.currency)
