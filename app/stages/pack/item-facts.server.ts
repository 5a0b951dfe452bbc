import type { ItemFacts } from '../../journey/item-facts.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { withShop } from '../../platform/db.server.ts'
import type { Sides } from './carton/kinds.ts'
import type { PackDeps } from './shipment-at-bench.server.ts'

export interface ShownItem {
  readonly id: string
  readonly title: string
  readonly variantTitle: string | null
  readonly sku: string | null
  readonly imageUrl: string | null
  readonly grams: number
  readonly measured: { readonly by: string; readonly at: Date } | null
  readonly facts: ItemFacts
}

export function readItem({ db }: PackDeps, shop: ShopId, id: string): Promise<ShownItem | null> {
  return withShop(db, shop, async (tx) => {
    const item = await tx.item.findUnique({ where: { shopId_id: { shopId: shop, id } } })
    if (!item) return null
    const { measuredBy, measuredAt } = item
    return {
      ...{ id, title: item.title, variantTitle: item.variantTitle, sku: item.sku },
      ...{ imageUrl: item.imageUrl, grams: item.grams },
      measured: measuredBy && measuredAt ? { by: measuredBy, at: measuredAt } : null,
      facts: item,
    }
  })
}

/** Saves how an item may be packed. It holds for the next plan on. */
export function saveItemFacts(
  { db }: PackDeps,
  shop: ShopId,
  change: { readonly id: string; readonly facts: ItemFacts; readonly by: string },
): Promise<Outcome<'saved', { readonly kind: 'no_such_item' }>> {
  return withShop(db, shop, async (tx) => {
    const { count } = await tx.item.updateMany({
      where: { shopId: shop, id: change.id },
      data: { ...change.facts, measuredBy: change.by, measuredAt: new Date() },
    })
    return count > 0 ? accept('saved') : refuse({ kind: 'no_such_item' })
  })
}

/** What a packer measured at the bench: asked for once, kept with the item. */
export function measureAtBench(
  { db }: PackDeps,
  shop: ShopId,
  measured: {
    readonly shipmentId: string
    readonly lineId: string
    readonly size: Sides
    readonly by: string
  },
): Promise<Outcome<{ readonly title: string }, { readonly kind: 'no_such_item' }>> {
  return withShop(db, shop, async (tx) => {
    const line = await tx.shipmentLine.findFirst({
      where: { shopId: shop, shipmentId: measured.shipmentId, id: measured.lineId },
    })
    if (!line?.itemId) return refuse({ kind: 'no_such_item' })
    const [lengthMm, widthMm, heightMm] = measured.size
    const item = await tx.item.update({
      where: { shopId_id: { shopId: shop, id: line.itemId } },
      data: { lengthMm, widthMm, heightMm, measuredBy: measured.by, measuredAt: new Date() },
    })
    return accept({ title: item.title })
  })
}
