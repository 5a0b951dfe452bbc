import type { ShopTx } from '../platform/db.server.ts'
import { readSettings, type ShopSettings } from './settings.ts'

/** The shop's settings, as they are in this transaction. */
export async function shopSettingsIn(tx: ShopTx): Promise<ShopSettings> {
  const row = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { settings: true },
  })
  return readSettings(row.settings)
}
