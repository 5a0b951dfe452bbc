import { z } from 'zod'
import { type Role, readRole } from '../journey/permissions.ts'
import type { ShopId } from '../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../kernel/outcome.ts'
import { withShop } from '../platform/db.server.ts'
import type { Services } from './services.server.ts'

const sealedPerson = z.object({ name: z.string(), email: z.string() })

/** Everybody of the shop who opened the app, with their role. */
export async function listPeople({ db, vaults }: Services, shop: ShopId) {
  const vault = await vaults.of(shop)
  const rows = await withShop(db, shop, (tx) =>
    tx.person.findMany({ where: { shopId: shop }, orderBy: { seenAt: 'desc' } }),
  )
  return rows.map((row) => ({
    id: row.id,
    handle: row.handle,
    name: row.sealed ? sealedPerson.parse(vault.open(row.sealed)).name : row.handle,
    role: readRole(row.role),
    seenAt: row.seenAt.toISOString(),
  }))
}

/** Gives a person another role. The shop always keeps an owner. */
export function changeRole(
  { db }: Services,
  shop: ShopId,
  change: { readonly id: string; readonly role: Role },
): Promise<Outcome<Role, { readonly kind: 'last_owner' } | { readonly kind: 'not_there' }>> {
  return withShop(db, shop, async (tx) => {
    const owners = await tx.$queryRaw<{ id: string }[]>`
      select id from person where shop_id = ${shop}::uuid and role = 'owner' for update`
    const isLast = owners.length === 1 && owners[0]?.id === change.id
    if (isLast && change.role !== 'owner') return refuse({ kind: 'last_owner' } as const)
    const changed = await tx.person.updateMany({
      where: { shopId: shop, id: change.id },
      data: { role: change.role },
    })
    return changed.count === 1 ? accept(change.role) : refuse({ kind: 'not_there' } as const)
  })
}
