import { z } from 'zod'
import type { ShopId } from '../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../kernel/outcome.ts'
import { type Db, withShop } from '../platform/db.server.ts'
import { readSettings, type ShopSettings, shopSettings } from './settings.ts'

/** What could not be taken, by field, in words for the merchant. */
export type SettingsRefusal = {
  readonly kind: 'bad_settings'
  readonly fields: Readonly<Record<string, string>>
}

/** A shop's settings as they are in force. */
export const currentSettings = (deps: { readonly db: Db }, shop: ShopId): Promise<ShopSettings> =>
  withShop(deps.db, shop, async (tx) => {
    const row = await tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { settings: true } })
    return readSettings(row.settings)
  })

/** Saves all settings, or none and says what is wrong with which. They hold from the next decision on. */
export async function changeSettings(
  deps: { readonly db: Db },
  shop: ShopId,
  given: unknown,
): Promise<Outcome<ShopSettings, SettingsRefusal>> {
  const parsed = shopSettings.safeParse(given)
  if (!parsed.success)
    return refuse({
      kind: 'bad_settings',
      fields: Object.fromEntries(
        parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]),
      ),
    })
  await withShop(deps.db, shop, (tx) =>
    tx.shop.update({ where: { id: shop }, data: { settings: z.json().parse(parsed.data) ?? {} } }),
  )
  return accept(parsed.data)
}
