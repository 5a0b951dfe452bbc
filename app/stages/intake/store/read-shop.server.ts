import type { ShopId } from '../../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../../platform/db.server.ts'
import type { LocationFacts, ShopFacts } from '../../../providers/shop/contract.ts'
import { openStore, type StoreDeps } from './deps.server.ts'

/** Reads the shop's own facts and its places. @returns false when the shop does not have the app (any more). */
export async function readShop(deps: StoreDeps, shop: ShopId): Promise<boolean> {
  const open = await openStore(deps, shop)
  if (open === null) return false
  const facts = await deps.shop.shop(open.store)
  const locations = await deps.shop.locations(open.store)
  await withShop(deps.db, shop, async (tx) => {
    await tx.shop.update({
      where: { id: shop },
      data: {
        name: facts.name,
        email: facts.email,
        currency: facts.currency,
        timeZone: facts.timeZone,
        country: facts.country,
      },
    })
    for (const location of locations) await writeLocation(tx, location, facts)
    await closeOthers(tx, locations)
  })
  return true
}

/**
 * A place that a fulfillment service owns is a partner's; the rest are the shop's own until somebody
 * says that one is a counter. What people chose about a place stays.
 */
async function writeLocation(tx: ShopTx, location: LocationFacts, facts: ShopFacts): Promise<void> {
  const told = {
    name: location.name,
    active: location.active,
    country: location.address.countryCode,
    address: { ...location.address },
  }
  const partner = location.service !== null
  await tx.location.upsert({
    where: { shopId_shopifyGid: { shopId: tx.shopId, shopifyGid: location.gid } },
    create: {
      ...told,
      shopId: tx.shopId,
      shopifyGid: location.gid,
      kind: partner ? 'partner' : 'own',
      timeZone: facts.timeZone,
    },
    update: partner ? { ...told, kind: 'partner' } : told,
  })
}

/** A place that the store does not name any more is closed; its bins and ledger stand. */
const closeOthers = (tx: ShopTx, locations: readonly LocationFacts[]) =>
  tx.location.updateMany({
    where: {
      shopId: tx.shopId,
      shopifyGid: { notIn: locations.map(({ gid }) => gid), not: '' },
      active: true,
    },
    data: { active: false },
  })
