import { picturePath } from '../addresses.ts'
import type { Answer, RouteContext } from '../http.ts'
import type { ProductRecord } from '../records/catalogue.ts'
import type { World } from '../world.ts'
import { count, money } from './format.ts'
import { adminPage } from './layout.ts'
import { html } from './markup.ts'
import { worldOf } from './shop-names.ts'
import { staffMember } from './staff.ts'

/** "120 in Cork, 30 in Kinsale" of one inventory item. */
function stockText(world: World, itemId: number): string {
  const levels = [...world.levels.values()].filter((level) => level.itemId === itemId)
  return levels
    .map((level) => {
      const place = world.locations.get(level.locationId)?.name ?? 'an unknown place'
      return `${level.quantities.available} in ${place}`
    })
    .join(', ')
}

function card(world: World, product: ProductRecord) {
  const variants = product.variantIds.flatMap((id) => world.variants.get(id) ?? [])
  return html`<li class="line"><img src="${picturePath(world.shop.domain, product.id)}" alt="" width="44" height="44" loading="lazy">
<details class="body"><summary>${product.title}</summary><ul class="events small">${variants.map(
    (
      variant,
    ) => html`<li><strong>${variant.title}</strong> · ${variant.sku ?? 'no SKU'} · ${variant.barcode ?? 'no barcode'}
 · ${money(variant.price, world.shop.currency)} · ${variant.grams} g
<span class="quiet">${variant.tracked ? stockText(world, variant.itemId) : 'not tracked'}</span></li>`,
  )}</ul></details><span class="quiet small">${count(variants.length, 'variant')}</span></li>`
}

/** `/store/:shop/admin/products`: the catalogue with its stock. */
export function productsPage(context: RouteContext): Answer {
  const { request } = context
  const world = worldOf(context)
  return adminPage({
    world,
    who: staffMember(request),
    title: 'Products',
    at: 'products',
    here: request.url.pathname,
    body: html`<div class="page"><h1>Products</h1><section class="card">
<ul>${[...world.products.values()].map((product) => card(world, product))}</ul></section></div>`,
  })
}
