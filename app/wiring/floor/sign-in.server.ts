import { z } from 'zod'
import {
  badgeForm,
  isLocked,
  lockAfter,
  type SignInRefusal,
  triesOfDevice,
  triesOfPerson,
} from '../../journey/floor-access.ts'
import { type Role, readRole } from '../../journey/permissions.ts'
import { isUuid, type ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { isSlowHashOf } from '../../platform/secret-code.server.ts'
import type { Services } from '../services.server.ts'

const sealedPerson = z.object({ name: z.string() })

export interface FloorPerson {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly role: Role
  /** Changes when sessions are to end. */
  readonly mark: number
}

/** Names to choose from at a device: everybody who has a PIN. */
export async function peopleWithPin({ db, vaults }: Services, shop: ShopId) {
  const vault = await vaults.of(shop)
  const rows = await withShop(db, shop, (tx) =>
    tx.person.findMany({
      where: { shopId: shop, pinHash: { not: null }, revokedAt: null },
      select: { id: true, handle: true, sealed: true },
    }),
  )
  return rows
    .map((row) => ({ id: row.id, name: nameOf(vault.open.bind(vault), row) }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

const nameOf = (
  open: (sealed: Uint8Array) => unknown,
  row: { readonly handle: string; readonly sealed: Uint8Array | null },
) => (row.sealed ? (sealedPerson.safeParse(open(row.sealed)).data?.name ?? row.handle) : row.handle)

/** The person as they are now; null when they have no access (any more). */
export async function floorPerson(
  { db, vaults }: Services,
  shop: ShopId,
  id: string,
): Promise<FloorPerson | null> {
  const vault = await vaults.of(shop)
  const row = await withShop(db, shop, (tx) =>
    tx.person.findFirst({ where: { shopId: shop, id, revokedAt: null } }),
  )
  if (!row) return null
  const name = nameOf(vault.open.bind(vault), row)
  return { id: row.id, handle: row.handle, name, role: readRole(row.role), mark: row.mark }
}

export type Shown = { readonly badge: string } | { readonly person: string; readonly pin: string }

/**
 * Signs somebody in at a device, by badge or by name and PIN. A try is counted before it is looked at, so
 * that many at once guess no more than the lock allows; the right one sets the count back.
 */
export async function signInOnFloor(
  services: Services,
  at: { readonly shop: ShopId; readonly device: string },
  given: Shown,
): Promise<Outcome<{ readonly id: string; readonly mark: number }, SignInRefusal>> {
  const { db, vaults } = services
  const { shop, device } = at
  const vault = await vaults.of(shop)
  const badge = 'badge' in given ? given.badge.trim().toUpperCase() : null
  const counted = await withShop(db, shop, async (tx) => {
    const locked = await countTry(tx, 'device', device)
    if (locked) return refuse(locked)
    const found =
      'badge' in given
        ? await tx.person.findFirst({
            where: { shopId: shop, badgeHash: vault.hash(badge ?? ''), revokedAt: null },
          })
        : isUuid(given.person)
          ? await tx.person.findFirst({
              where: { shopId: shop, id: given.person, revokedAt: null, pinHash: { not: null } },
            })
          : null
    if (!found) return refuse({ kind: 'wrong', left: 0 } as const)
    // A badge is not guessed; a PIN is, and who is locked out by it may still show their badge.
    const lockedOut = badge === null ? await countTry(tx, 'person', found.id) : null
    return lockedOut ? refuse(lockedOut) : accept(found)
  })
  if (!counted.ok) return counted
  const person = counted.value
  const right =
    'badge' in given
      ? badgeForm.test(badge ?? '')
      : person.pinHash !== null && (await isSlowHashOf(person.pinHash, given.pin))
  if (!right)
    return refuse({ kind: 'wrong', left: Math.max(0, triesOfPerson - person.wrongTries - 1) })
  await withShop(db, shop, async (tx) => {
    const fresh = { wrongTries: 0, lockedUntil: null }
    await tx.floorDevice.updateMany({ where: { shopId: shop, id: device }, data: fresh })
    await tx.person.updateMany({
      where: { shopId: shop, id: person.id },
      data: { ...fresh, seenAt: new Date() },
    })
  })
  return accept({ id: person.id, mark: person.mark })
}

/** Counts one try under the row's lock. @returns why it is refused, when it is. */
async function countTry(
  tx: ShopTx,
  what: 'device' | 'person',
  id: string,
): Promise<SignInRefusal | null> {
  const [row] =
    what === 'device'
      ? await tx.$queryRaw<
          Tried[]
        >`select wrong_tries as tries, locked_until as "lockedUntil" from floor_device
          where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid and revoked_at is null for update`
      : await tx.$queryRaw<
          Tried[]
        >`select wrong_tries as tries, locked_until as "lockedUntil" from person
          where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid for update`
  const now = new Date()
  if (!row) return { kind: 'wrong', left: 0 }
  if (row.lockedUntil && isLocked(row.lockedUntil, now))
    return { kind: 'locked', until: row.lockedUntil }
  const most = what === 'device' ? triesOfDevice : triesOfPerson
  const wrongTries = row.tries + 1
  const data = { wrongTries, lockedUntil: lockAfter(wrongTries, most, now) }
  const where = { shopId: tx.shopId, id }
  if (what === 'device') await tx.floorDevice.updateMany({ where, data })
  else await tx.person.updateMany({ where, data })
  return null
}

interface Tried {
  readonly tries: number
  readonly lockedUntil: Date | null
}
