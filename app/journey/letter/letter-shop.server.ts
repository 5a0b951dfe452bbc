import type { ShopTx } from '../../platform/db.server.ts'
import { readSettings, type ShopSettings } from '../settings.ts'
import type { LetterShop } from './letter.tsx'

export interface ShopForLetters extends LetterShop {
  readonly domain: string
  readonly country: string
  readonly timeZone: string
  readonly settings: ShopSettings
}

/** The shop of this transaction as its letters and its customers' pages show it. */
export async function readLetterShop(tx: ShopTx): Promise<ShopForLetters> {
  const row = await tx.shop.findUniqueOrThrow({ where: { id: tx.shopId } })
  const settings = readSettings(row.settings)
  return {
    name: row.name || row.domain,
    domain: row.domain,
    country: row.country,
    timeZone: row.timeZone,
    contact: {
      name: settings.contactName,
      email: settings.contactEmail || row.email,
      phone: settings.contactPhone,
    },
    settings,
  }
}
