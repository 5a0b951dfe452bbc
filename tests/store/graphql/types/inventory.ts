import { secondsText } from '../../clock.ts'
import { gid, numberOf } from '../../ids.ts'
import { mustHave } from '../../orders/sums.ts'
import type { LevelRecord, QuantityName, VariantRecord } from '../../records/catalogue.ts'
import { quantityNames } from '../../records/catalogue.ts'
import { levelGid } from '../../webhooks/inventory-body.ts'
import type { World } from '../../world.ts'
import type { PageArgs } from '../connection.ts'
import { TopLevelError } from '../errors.ts'
import { model, unheeded } from '../model.ts'
import { type Searchable, search } from '../search.ts'
import { counted, listed, weight } from './values.ts'

/** A variant seen as the thing that lies on the shelf. */
export interface ItemSource {
  readonly type: 'InventoryItem'
  readonly id: number
  readonly variant: VariantRecord
}

export const itemSource = (variant: VariantRecord): ItemSource => ({
  type: 'InventoryItem',
  id: variant.itemId,
  variant,
})

export const variantOfItem = (world: World, itemId: number): VariantRecord | null => {
  for (const variant of world.variants.values()) if (variant.itemId === itemId) return variant
  return null
}

function levelsOfItem(world: World, itemId: number): LevelRecord[] {
  return [...world.levels.values()].filter((level) => level.itemId === itemId)
}

export const levelAt = (world: World, itemId: number, locationId: number): LevelRecord | null =>
  levelsOfItem(world, itemId).find((level) => level.locationId === locationId) ?? null

export const availableOf = (world: World, itemId: number): number =>
  levelsOfItem(world, itemId).reduce((sum, level) => sum + level.quantities.available, 0)

/** Everything that is physically there. */
export const onHand = (level: LevelRecord): number =>
  quantityNames
    .filter((name) => name !== 'incoming')
    .reduce((sum, name) => sum + level.quantities[name], 0)

const isQuantityName = (name: string): name is QuantityName =>
  quantityNames.some((known) => known === name)

function quantity(level: LevelRecord, name: string): number {
  if (name === 'on_hand') return onHand(level)
  if (isQuantityName(name)) return level.quantities[name]
  throw new TopLevelError(`The quantity name "${name}" is invalid.`, 'INVALID_QUANTITY_NAME')
}

const itemSearch: Searchable<VariantRecord> = {
  text: (one) => [one.sku],
  fields: {
    id: (one) => one.itemId,
    sku: (one) => one.sku,
    created_at: (one) => one.createdAt,
    updated_at: (one) => one.updatedAt,
  },
  times: new Set(['created_at', 'updated_at']),
}

export const searchItems = (world: World, query: string | null | undefined): ItemSource[] =>
  search(world.variants.values(), query, itemSearch).map(itemSource)

model<ItemSource>('InventoryItem', {
  id: ({ id }) => gid('InventoryItem', id),
  legacyResourceId: ({ id }) => String(id),
  sku: ({ variant }) => variant.sku,
  tracked: ({ variant }) => variant.tracked,
  requiresShipping: ({ variant }, _: never, ctx) =>
    mustHave(ctx.world.products, variant.productId).kind === 'physical',
  measurement: (item) => item,
  unitCost: () => null,
  countryCodeOfOrigin: () => null,
  provinceCodeOfOrigin: () => null,
  harmonizedSystemCode: () => null,
  duplicateSkuCount: () => 0,
  createdAt: ({ variant }) => secondsText(variant.createdAt),
  updatedAt: ({ variant }) => secondsText(variant.updatedAt),
  variant: ({ variant }) => variant,
  variants: ({ variant }, args: PageArgs, ctx) => listed([variant], args, ctx),
  locationsCount: ({ id }, _: never, ctx) => counted(levelsOfItem(ctx.world, id).length, null),
  inventoryLevel: ({ id }, args: { readonly locationId: string }, ctx) => {
    const location = numberOf(args.locationId, 'Location')
    return location === null ? null : levelAt(ctx.world, id, location)
  },
  inventoryLevels: ({ id }, args: PageArgs, ctx) => {
    unheeded(args, ['query'], 'InventoryItem.inventoryLevels')
    return listed(levelsOfItem(ctx.world, id), args, ctx)
  },
})

model<ItemSource>('InventoryItemMeasurement', {
  id: ({ id }) => gid('InventoryItemMeasurement', id),
  weight: ({ variant }) => weight(variant.grams),
})

model<LevelRecord>('InventoryLevel', {
  id: levelGid,
  isActive: () => true,
  canDeactivate: () => false,
  deactivationAlert: () => null,
  item: (level, _: never, ctx) => {
    const variant = variantOfItem(ctx.world, level.itemId)
    return variant === null ? null : itemSource(variant)
  },
  location: (level, _: never, ctx) => mustHave(ctx.world.locations, level.locationId),
  createdAt: (level) => secondsText(level.updatedAt),
  updatedAt: (level) => secondsText(level.updatedAt),
  quantities: (level, args: { readonly names: readonly string[] }) =>
    args.names.map((name) => ({
      id: `${gid('InventoryQuantity', level.id)}?inventory_item_id=${level.itemId}&name=${name}`,
      name,
      quantity: quantity(level, name),
      updatedAt: secondsText(level.updatedAt),
    })),
})
