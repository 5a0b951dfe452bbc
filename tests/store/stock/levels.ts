/** Moving pieces between the quantities of an inventory level. */
import type { Act } from '../act.ts'
import type { LevelRecord, QuantityName } from '../records/catalogue.ts'
import { quantityNames } from '../records/catalogue.ts'
import type { World } from '../world.ts'

export const emptyQuantities = (): Record<QuantityName, number> => ({
  available: 0,
  committed: 0,
  damaged: 0,
  incoming: 0,
  quality_control: 0,
  reserved: 0,
  safety_stock: 0,
})

export function findLevel(world: World, itemId: number, locationId: number): LevelRecord | null {
  for (const level of world.levels.values()) {
    if (level.itemId === itemId && level.locationId === locationId) return level
  }
  return null
}

/** The level, made with nothing on it when the item was never stocked there. */
export function levelOf(act: Act, itemId: number, locationId: number): LevelRecord {
  const found = findLevel(act.world, itemId, locationId)
  if (found !== null) return found
  const level: LevelRecord = {
    type: 'InventoryLevel',
    id: act.id(),
    itemId,
    locationId,
    quantities: emptyQuantities(),
    updatedAt: act.at,
  }
  act.world.levels.set(level.id, level)
  return level
}

/** Adds to (or takes from) some quantities of a variant's level. Items that are not tracked stay as they are. */
export function shift(
  act: Act,
  variantId: number | null,
  locationId: number,
  by: Partial<Record<QuantityName, number>>,
): void {
  const variant = variantId === null ? undefined : act.world.variants.get(variantId)
  if (variant === undefined || !variant.tracked) return
  const level = levelOf(act, variant.itemId, locationId)
  for (const name of quantityNames) level.quantities[name] += by[name] ?? 0
  act.touchLevel(level)
}
