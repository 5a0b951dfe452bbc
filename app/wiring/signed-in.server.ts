import { z } from 'zod'
import type { ShopId } from '../kernel/ids.ts'
import { withShop } from '../platform/db.server.ts'
import { services } from './services.server.ts'
import { findShop, installShop } from './shopify.server.ts'

export const roles = ['owner', 'office', 'picker', 'packer', 'care', 'read_only'] as const
export type Role = (typeof roles)[number]

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
 * @param allowed roles that may do this; none named: everybody of the shop may, but `read_only` may only look.
 * @throws Response: Shopify's own redirects while signing in; 403 with `{ kind: 'no_permission' }`.
 */
export async function signedIn(request: Request, ...allowed: readonly Role[]): Promise<SignedIn> {
  const { db, vaults, shopify } = services()
  const { session, sessionToken } = await shopify.authenticate.admin(request)
  const domain = session.shop
  const shop = (await findShop(db, domain)) ?? (await installShop({ db, vaults }, domain))
  const user = session.onlineAccessInfo?.associated_user
  const person = await rememberPerson(shop, {
    handle: `shopify:${sessionToken?.sub ?? user?.id ?? 'unknown'}`,
    name: [user?.first_name, user?.last_name].filter(Boolean).join(' ') || 'Somebody of the shop',
    email: user?.email ?? '',
    owner: user?.account_owner ?? false,
  })
  const mayWrite = request.method === 'GET' || person.role !== 'read_only'
  const mayEnter = allowed.length === 0 || person.role === 'owner' || allowed.includes(person.role)
  if (!mayWrite || !mayEnter)
    throw Response.json({ kind: 'no_permission', role: person.role }, { status: 403 })
  return { shop, domain, person }
}

const sealedPerson = z.object({ name: z.string(), email: z.string() })

async function rememberPerson(
  shop: ShopId,
  seen: { handle: string; name: string; email: string; owner: boolean },
): Promise<Person> {
  const { db, vaults } = services()
  const vault = await vaults.of(shop)
  return withShop(db, shop, async (tx) => {
    const where = { shopId_handle: { shopId: shop, handle: seen.handle } }
    const known = await tx.person.findUnique({ where })
    const role = known
      ? z.enum(roles).catch('read_only').parse(known.role)
      : seen.owner
        ? 'owner'
        : 'office'
    const before = known?.sealed ? sealedPerson.safeParse(vault.open(known.sealed)) : null
    if (
      !known ||
      before?.data?.name !== seen.name ||
      Date.now() - known.seenAt.getTime() > 3_600_000
    )
      await tx.person.upsert({
        where,
        create: {
          shopId: shop,
          handle: seen.handle,
          role,
          sealed: vault.seal({ name: seen.name, email: seen.email }),
        },
        update: { seenAt: new Date(), sealed: vault.seal({ name: seen.name, email: seen.email }) },
      })
    return { handle: seen.handle, name: seen.name, role }
  })
}
