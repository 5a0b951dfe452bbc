import { randomUUID } from 'node:crypto'
import { endSessions } from '../../journey/door-sessions.server.ts'
import { isLocked } from '../../journey/floor-access.ts'
import { type Role, readRole } from '../../journey/permissions.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { randomCode, slowHash } from '../../platform/secret-code.server.ts'
import { listPeople } from '../people.server.ts'
import type { Services } from '../services.server.ts'

/** What people on the floor can be: the rest is for people who have the shop's admin. */
export const floorRoles = ['picker', 'packer', 'office', 'read_only'] as const satisfies Role[]

export interface FloorAccess {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly hasBadge: boolean
  readonly hasPin: boolean
  /** Locked out by wrong PINs right now. */
  readonly locked: boolean
}

/** Everybody of the shop, with how they sign in on the floor; who was taken off it comes last. */
export async function floorAccess(
  services: Services,
  shop: ShopId,
): Promise<readonly FloorAccess[]> {
  const names = new Map((await listPeople(services, shop)).map((one) => [one.id, one.name]))
  const now = new Date()
  const rows = await withShop(services.db, shop, (tx) =>
    tx.person.findMany({ where: { shopId: shop }, orderBy: { seenAt: 'desc' } }),
  )
  return rows
    .map((row) => ({
      id: row.id,
      name: names.get(row.id) ?? row.handle,
      role: readRole(row.role),
      hasBadge: row.badgeHash !== null,
      hasPin: row.pinHash !== null,
      locked: isLocked(row.lockedUntil, now),
    }))
    .toSorted((a, b) => Number(opens(b)) - Number(opens(a)))
}
const opens = ({ hasBadge, hasPin }: FloorAccess) => hasBadge || hasPin

export interface NotThere {
  readonly kind: 'not_there'
}

/** Somebody without a Shopify account: a name, a role, and a PIN or a badge to sign in with. */
export async function addFloorPerson(
  { db, vaults }: Services,
  shop: ShopId,
  person: { readonly name: string; readonly role: Role; readonly pin: string | null },
): Promise<string> {
  const vault = await vaults.of(shop)
  const pinHash = person.pin === null ? null : await slowHash(person.pin)
  const made = await withShop(db, shop, (tx) =>
    tx.person.create({
      data: {
        shopId: shop,
        handle: `floor:${randomUUID()}`,
        role: person.role,
        sealed: vault.seal({ name: person.name, email: '' }),
        pinHash,
      },
      select: { id: true },
    }),
  )
  return made.id
}

/** Whoever gets a PIN or a badge may sign in (again). */
const anew = { wrongTries: 0, lockedUntil: null, revokedAt: null } as const

/** Another PIN: who is signed in with the old one is signed out, and who was locked out may try again. */
export async function setPin(
  { db }: Services,
  shop: ShopId,
  { person, pin }: { readonly person: string; readonly pin: string },
): Promise<Outcome<'set', NotThere>> {
  const pinHash = await slowHash(pin)
  return withShop(db, shop, (tx) => change(tx, person, { pinHash, ...anew }))
}

/**
 * Another badge; the one before opens nothing any more.
 * @returns the code to print, shown once, and whose it is.
 */
export async function issueBadge(
  services: Services,
  shop: ShopId,
  person: string,
): Promise<Outcome<{ readonly code: string; readonly name: string }, NotThere>> {
  const { db, vaults } = services
  const vault = await vaults.of(shop)
  const code = `OWB${randomCode(20)}`
  const badgeHash = vault.hash(code)
  const answer = await withShop(db, shop, (tx) => change(tx, person, { badgeHash, ...anew }))
  if (!answer.ok) return answer
  const known = (await listPeople(services, shop)).find(({ id }) => id === person)
  return accept({ code, name: known?.name ?? '' })
}

/** The floor knows them no more, from their next request on; what they did keeps their name. */
export const revokePerson = ({ db }: Services, shop: ShopId, person: string) =>
  withShop(db, shop, (tx) =>
    change(tx, person, { badgeHash: null, pinHash: null, revokedAt: new Date() }),
  )

/** Whoever is signed in as them signs in again: PIN and badge stay as they are. */
export const signOutPerson = ({ db }: Services, shop: ShopId, person: string) =>
  withShop(db, shop, (tx) => change(tx, person, {}))

async function change(
  tx: ShopTx,
  id: string,
  data: {
    readonly pinHash?: Uint8Array<ArrayBuffer> | null
    readonly badgeHash?: Uint8Array<ArrayBuffer> | null
    readonly wrongTries?: number
    readonly lockedUntil?: null
    readonly revokedAt?: Date | null
  },
): Promise<Outcome<'set', NotThere>> {
  const { count } = await tx.person.updateMany({
    where: { shopId: tx.shopId, id },
    data: { ...data, mark: { increment: 1 } },
  })
  if (count !== 1) return refuse({ kind: 'not_there' })
  await endSessions(tx, 'floor', { who: id })
  return accept('set')
}
