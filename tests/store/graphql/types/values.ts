/** Small values the API gives everywhere: money, weights, counts, places in a connection. */
import { type Bag, decimalText } from '../../records/money.ts'
import type { World } from '../../world.ts'
import { connect, inOrder, type PageArgs } from '../connection.ts'
import type { Ctx } from '../model.ts'

export const moneyV2 = (minor: number, currencyCode: string) => ({
  amount: decimalText(minor, currencyCode),
  currencyCode,
})

/** @param currency what the buyer paid in. */
export const moneyBag = (world: World, currency: string, bag: Bag) => ({
  shopMoney: moneyV2(bag.shop, world.shop.currency),
  presentmentMoney: moneyV2(bag.presentment, currency),
})

export const weight = (grams: number) => ({ unit: 'GRAMS', value: grams })

/** @param limit the argument of the counting field; more rows than it are "at least". */
export const counted = (rows: number, limit: number | null | undefined) =>
  limit != null && rows > limit
    ? { count: limit, precision: 'AT_LEAST' }
    : { count: rows, precision: 'EXACT' }

/** A list that keeps its own order, as a connection. */
export const listed = <Row extends { readonly id: number }>(
  rows: Iterable<Row>,
  args: PageArgs,
  ctx: Ctx,
) => connect(rows, args, inOrder<Row>(), ctx.bulk)

/** An empty list, as a connection that still checks its arguments. */
export const none = (args: PageArgs, ctx: Ctx) =>
  connect<never>([], args, { value: () => 0, id: () => 0 }, ctx.bulk)

const regions = new Intl.DisplayNames(['en'], { type: 'region' })

/** "IE" is "Ireland". */
export const countryName = (code: string): string => regions.of(code) ?? code
