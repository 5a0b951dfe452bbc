/** The drain behind the door, for tests: apart from the door, which tests also start as a process of its own. */
import type { ShopId } from '../../app/kernel/ids.ts'
import { readDelivery } from '../../app/providers/shop/shopify/delivery/read-delivery.ts'
import { lookAtArrivals } from '../../app/stages/check/index.server.ts'
import { type DrainDeps, drainDeliveries } from '../../app/stages/intake/index.server.ts'
import type { TestDatabase } from '../database.ts'
import { log } from './deliveries.ts'

/** Works through all that waits, with the store's own reader of bodies. */
export const drain = (database: TestDatabase, shop: ShopId): Promise<void> =>
  drainWith(database, shop, lookAtArrivals)

/** The same with another look at orders that come in, or a reader that takes longer. */
export const drainWith = (
  { db, vaults }: TestDatabase,
  shop: ShopId,
  look: DrainDeps['arrivals'],
  read: DrainDeps['shop']['readDelivery'] = readDelivery,
): Promise<void> =>
  drainDeliveries({ db, vaults, shop: { readDelivery: read }, log, arrivals: look }, shop)
