import { shopTime } from '../clock.ts'
import type { LevelRecord } from '../records/catalogue.ts'
import type { World } from '../world.ts'

/** Shopify's id of a level names the item as well. */
export const levelGid = (level: LevelRecord): string =>
  `gid://shopify/InventoryLevel/${level.id}?inventory_item_id=${level.itemId}`

export const levelBody = (world: World, level: LevelRecord) => ({
  inventory_item_id: level.itemId,
  location_id: level.locationId,
  available: level.quantities.available,
  updated_at: shopTime(level.updatedAt, world.shop.timezone),
  admin_graphql_api_id: levelGid(level),
})
