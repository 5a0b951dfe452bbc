import { buyerShape } from '../../../journey/buyer.ts'
import { openProperties } from '../../../journey/line-properties.ts'
import type { ShopSettings } from '../../../journey/settings.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { withShop } from '../../../platform/db.server.ts'
import type { Vaults } from '../../../platform/vault.server.ts'
import type { PackDeps } from '../shipment-at-bench.server.ts'
import { decideExtras } from './decide-extras.ts'
import { giftOf } from './gift.ts'

export interface RulesPreview {
  readonly order: string
  readonly isGift: boolean
  /** `2 × Tissue paper`, as the bench asks for it. */
  readonly extras: readonly string[]
}

/** What rules, saved or not, would put into the parcel of an order; null: there is no order of that name. */
export async function previewRules(
  deps: PackDeps & { readonly vaults: Vaults },
  shop: ShopId,
  { name, settings }: { readonly name: string; readonly settings: ShopSettings },
): Promise<RulesPreview | null> {
  const vault = await deps.vaults.of(shop)
  const bare = name.trim().replace(/^#/, '')
  return withShop(deps.db, shop, async (tx) => {
    const order = await tx.order.findFirst({
      where: { shopId: shop, name: { in: [bare, `#${bare}`] } },
      include: { lines: true },
    })
    if (!order) return null
    const goods = order.lines.filter((line) => line.requiresShipping && line.quantity > 0)
    const items = await tx.item.findMany({
      where: { shopId: shop, variantGid: { in: goods.flatMap((line) => line.variantGid ?? []) } },
      select: { variantGid: true, sku: true, productType: true, tags: true },
    })
    const buyer = order.sealed ? buyerShape.parse(vault.open(order.sealed)) : null
    const gift = giftOf(settings, {
      ...{ attributes: buyer?.attributes ?? [], note: buyer?.note ?? null, tags: order.tags },
      properties: goods.flatMap((line) => openProperties(vault, line)),
    })
    const extras = decideExtras(settings.packingRules, {
      lines: goods.map((line) => {
        const item = items.find((one) => one.variantGid === line.variantGid)
        return {
          ...{ sku: item?.sku ?? line.sku, quantity: line.quantity },
          ...{ productType: item?.productType ?? null, tags: item?.tags ?? [] },
        }
      }),
      ...{ country: order.country, totalMinor: order.totalMinor },
      ...{ isGift: gift.isGift, giftCards: gift.texts.length },
    })
    return {
      ...{ order: order.name, isGift: gift.isGift },
      extras: extras.map((one) => `${one.quantity} × ${one.name}`),
    }
  })
}
