import type { ShopTx } from '../../platform/db.server.ts'
import { readSettings, type ShopSettings } from '../settings.ts'
import type { LetterShop } from './letter.tsx'

export interface ShopForLetters extends LetterShop {
  readonly domain: string
  readonly country: string
  readonly timeZone: string
  readonly settings: ShopSettings
}

interface ShopRow {
  readonly name: string
  readonly domain: string
  readonly email: string
  readonly country: string
  readonly timeZone: string
  readonly settings: unknown
}

/** The shop of this transaction as its letters and its customers' pages show it. */
export async function readLetterShop(tx: ShopTx): Promise<ShopForLetters> {
  const [row] = await tx.$queryRaw<ShopRow[]>`
    select name, domain, email, country, time_zone as "timeZone", settings from shop where id = ${tx.shopId}::uuid`
  if (!row) throw new Error(`the shop ${tx.shopId} is gone`)
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
