import { endSessions } from '../../journey/door-sessions.server.ts'
import { pairingMinutes } from '../../journey/floor-access.ts'
import { isUuid, type ShopId, shopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { randomCode } from '../../platform/secret-code.server.ts'
import type { Services } from '../services.server.ts'

export interface ShownDevice {
  readonly id: string
  readonly name: string
  /** waiting: its code may still be used; lapsed: it was not used in time. */
  readonly state: 'waiting' | 'lapsed' | 'paired' | 'revoked'
  readonly pairedAt: string | null
  readonly seenAt: string | null
}

const shown = 100

/** Devices of the shop, the newest first. */
export function listDevices({ db }: Services, shop: ShopId): Promise<readonly ShownDevice[]> {
  return withShop(db, shop, async (tx) => {
    const rows = await tx.floorDevice.findMany({
      where: { shopId: shop },
      orderBy: { id: 'desc' },
      take: shown,
    })
    const now = new Date()
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      state: row.revokedAt
        ? 'revoked'
        : row.pairedAt
          ? 'paired'
          : row.codeUntil && row.codeUntil > now
            ? 'waiting'
            : 'lapsed',
      pairedAt: row.pairedAt?.toISOString() ?? null,
      seenAt: row.seenAt?.toISOString() ?? null,
    }))
  })
}

/** A device that is to be paired: its code works once, for ten minutes. */
export async function inviteDevice(
  { db, vaults }: Services,
  shop: ShopId,
  wish: { readonly name: string; readonly by: string },
): Promise<{ readonly id: string; readonly code: string; readonly until: Date }> {
  const vault = await vaults.of(shop)
  const secret = randomCode(20)
  const until = new Date(Date.now() + pairingMinutes * 60_000)
  const { id } = await withShop(db, shop, (tx) =>
    tx.floorDevice.create({
      data: {
        shopId: shop,
        name: wish.name,
        createdBy: wish.by,
        codeHash: vault.hash(secret),
        codeUntil: until,
      },
      select: { id: true },
    }),
  )
  return { id, code: `${shop}.${secret}`, until }
}

/** The device a pairing code was for; null when it is wrong, used, or too old. Of two who use it one gets it. */
export async function pairDevice(
  { db, vaults }: Services,
  code: string,
): Promise<{ readonly shop: ShopId; readonly device: string; readonly name: string } | null> {
  const [raw = '', secret = '', ...more] = code.trim().split('.')
  if (!isUuid(raw) || secret === '' || more.length > 0) return null
  const shop = shopId(raw)
  const row = await db.shop.findUnique({ where: { id: shop }, select: { uninstalledAt: true } })
  if (!row || row.uninstalledAt) return null
  const vault = await vaults.of(shop)
  return withShop(db, shop, async (tx) => {
    const now = new Date()
    const [paired] = await tx.floorDevice.updateManyAndReturn({
      where: {
        shopId: shop,
        codeHash: vault.hash(secret.toUpperCase()),
        codeUntil: { gt: now },
        revokedAt: null,
      },
      data: { codeHash: null, codeUntil: null, pairedAt: now, seenAt: now },
      select: { id: true, name: true },
    })
    return paired ? { shop, device: paired.id, name: paired.name } : null
  })
}

/** From its next request on the device opens nothing any more. */
export const revokeDevice = ({ db }: Services, shop: ShopId, id: string): Promise<boolean> =>
  withShop(db, shop, async (tx) => {
    const { count } = await tx.floorDevice.updateMany({
      where: { shopId: shop, id, revokedAt: null },
      data: { revokedAt: new Date(), codeHash: null, codeUntil: null },
    })
    if (count !== 1) return false
    await endSessions(tx, 'floor', { at: id })
    return true
  })
