import { z } from 'zod'
import type { ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import { readRules, type StockRules, stockRules } from './stock-rules.ts'

export async function rulesOf(tx: ShopTx): Promise<StockRules> {
  const row = await tx.stockRules.findUnique({ where: { shopId: tx.shopId } })
  return readRules(row?.rules)
}

/** A shop's rules of stock as they are in force. */
export const readStockRules = (deps: { readonly db: Db }, shop: ShopId): Promise<StockRules> =>
  withShop(deps.db, shop, rulesOf)

/** Saves all rules, or none and says what is wrong with which. They hold from the next decision on. */
export async function changeStockRules(
  deps: { readonly db: Db },
  shop: ShopId,
  given: unknown,
): Promise<Outcome<StockRules, Readonly<Record<string, string>>>> {
  const read = stockRules.safeParse(given)
  if (!read.success)
    return refuse(
      Object.fromEntries(read.error.issues.map(({ path, message }) => [path.join('.'), message])),
    )
  if (read.data.shareB < read.data.shareA)
    return refuse({ shareB: 'A and B together cannot be less than A alone' })
  const rules = z.json().parse(read.data) ?? {}
  await withShop(deps.db, shop, (tx) =>
    tx.stockRules.upsert({
      where: { shopId: shop },
      create: { shopId: shop, rules },
      update: { rules, changedAt: new Date() },
    }),
  )
  return accept(read.data)
}
