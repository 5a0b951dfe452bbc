import { z } from 'zod'
import { type Deed, decideFirstRole, mayDo, type Role, readRole } from '../journey/permissions.ts'
import type { ShopId } from '../kernel/ids.ts'
import { actAs } from '../platform/acting.server.ts'
import { withShop } from '../platform/db.server.ts'
import { services } from './services.server.ts'
import { findShop, installShop } from './shopify.server.ts'

export interface Person {
  /** `shopify:<user id>`; what the timeline and the ledger carry. */
  readonly handle: string
  readonly name: string
  readonly role: Role
}

export interface SignedIn {
  readonly shop: ShopId
  readonly domain: string
  readonly person: Person
}

/**
 * Who asks, for every page inside the admin; the first line of each loader and action.
 * @param deed what they are about to do; the table is journey/permissions.ts.
 * @throws Response: Shopify's own redirects while signing in; 403 with `{ kind: 'no_permission' }`.
 */
export async function signedIn(request: Request, deed: Deed): Promise<SignedIn> {
  const { db, vaults, shopify } = services()
  const { session, sessionToken } = await shopify.authenticate.admin(request)
  const domain = session.shop
  const shop = (await findShop(db, domain)) ?? (await installShop({ db, vaults }, domain))
  const user = session.onlineAccessInfo?.associated_user
  const handle = `shopify:${sessionToken?.sub ?? user?.id ?? 'unknown'}`
  actAs(handle)
  const person = await rememberPerson(shop, {
    handle,
    name: [user?.first_name, user?.last_name].filter(Boolean).join(' ') || 'Somebody of the shop',
    email: user?.email ?? '',
    accountOwner: user?.account_owner ?? false,
    collaborator: user?.collaborator ?? false,
  })
  refuseUnlessMay(person, deed)
  return { shop, domain, person }
}

/** For pages that do several things of different weight: the one asked for is checked once it is known. */
export function refuseUnlessMay(person: Person, deed: Deed): void {
  if (!mayDo(person.role, deed))
    throw Response.json({ kind: 'no_permission', role: person.role, deed }, { status: 403 })
}

const sealedPerson = z.object({ name: z.string(), email: z.string() })

async function rememberPerson(
  shop: ShopId,
  seen: {
    handle: string
    name: string
    email: string
    accountOwner: boolean
    collaborator: boolean
  },
): Promise<Person> {
  const { db, vaults } = services()
  const vault = await vaults.of(shop)
  return withShop(db, shop, async (tx) => {
    const where = { shopId_handle: { shopId: shop, handle: seen.handle } }
    const known = await tx.person.findUnique({ where })
    const role = known ? readRole(known.role) : decideFirstRole(seen)
    const before = known?.sealed ? sealedPerson.safeParse(vault.open(known.sealed)) : null
    const renamed = before?.data?.name !== seen.name
    if (!known || renamed || Date.now() - known.seenAt.getTime() > 3_600_000) {
      const sealed = vault.seal({ name: seen.name, email: seen.email })
      await tx.person.upsert({
        where,
        create: { shopId: shop, handle: seen.handle, role, sealed },
        update: { seenAt: new Date(), ...(renamed ? { sealed } : {}) },
      })
    }
    return { handle: seen.handle, name: seen.name, role }
  })
}
