import { millimetres } from '../../../kernel/units.ts'
import type { ItemFacts, LocationFacts, ShopProvider, Store } from '../contract.ts'
import type { Ask } from './ask.server.ts'
import {
  type LevelNode,
  listVariants,
  readLevels,
  type VariantNode,
} from './operations/catalogue.ts'
import { type LocationNode, listLocations } from './operations/locations.ts'
import { readShop } from './operations/shop.ts'
import { everyNode, found } from './paging.ts'
import { gramsOf, orNull, variantTitleOf } from './text.ts'

type Calls = Pick<ShopProvider, 'shop' | 'locations' | 'items'>

/** @param appUrl a fulfillment service whose callbacks come here is this app's own. */
export function catalogueCalls(ask: Ask, appUrl: string): Calls {
  async function itemOf(store: Store, variant: VariantNode): Promise<ItemFacts> {
    const { inventoryItem } = variant
    const levels = await everyNode(inventoryItem.inventoryLevels, async (after) => {
      const more = await ask(store, readLevels, { id: inventoryItem.id, after })
      return found(more.inventoryItem, 'inventory item').inventoryLevels
    })
    return factsOf(variant, levels)
  }

  return {
    async shop(store) {
      const { shop } = await ask(store, readShop, null)
      return {
        name: shop.name,
        email: shop.email,
        currency: shop.currencyCode,
        timeZone: shop.ianaTimezone,
        country: shop.shopAddress.countryCodeV2 ?? '',
      }
    },
    async locations(store) {
      const page = async (after: string | null) =>
        (await ask(store, listLocations, { after })).locations
      return (await everyNode(await page(null), page)).map((one) => locationOf(one, appUrl))
    },
    async items(store, after) {
      const { productVariants } = await ask(store, listVariants, { after })
      const items: ItemFacts[] = []
      for (const variant of productVariants.nodes) items.push(await itemOf(store, variant))
      return { items, next: productVariants.next }
    },
  }
}

const locationOf = (one: LocationNode, appUrl: string): LocationFacts => ({
  gid: one.id,
  name: one.name,
  active: one.isActive,
  service: one.fulfillmentService && {
    gid: one.fulfillmentService.id,
    name: one.fulfillmentService.serviceName,
    ours: isUnder(one.fulfillmentService.callbackUrl, appUrl),
  },
  address: {
    address1: one.address.address1 ?? '',
    city: one.address.city ?? '',
    zip: one.address.zip ?? '',
    countryCode: one.address.countryCode ?? '',
    phone: one.address.phone ?? '',
  },
})

const isUnder = (url: string | null, appUrl: string): boolean =>
  url !== null && URL.canParse(url) && new URL(url).origin === new URL(appUrl).origin

function factsOf(variant: VariantNode, levels: readonly LevelNode[]): ItemFacts {
  const { product, inventoryItem } = variant
  return {
    variantGid: variant.id,
    productGid: product.id,
    inventoryItemGid: inventoryItem.id,
    sku: orNull(variant.sku),
    barcode: orNull(variant.barcode),
    title: product.title,
    variantTitle: variantTitleOf(variant.title),
    vendor: orNull(product.vendor),
    productType: orNull(product.productType),
    imageUrl: product.featuredMedia?.preview?.image?.url ?? null,
    grams: gramsOf(inventoryItem.measurement.weight),
    size: sizeOf(product),
    requiresShipping: inventoryItem.requiresShipping,
    giftCard: product.isGiftCard,
    tracked: inventoryItem.tracked,
    tags: product.tags,
    onHand: levels.map((level) => ({
      locationGid: level.location.id,
      quantity: level.quantities.find(({ name }) => name === 'on_hand')?.quantity ?? 0,
    })),
  }
}

/** Only a whole measure counts: two sides of a box pack nothing. */
function sizeOf({ length, width, height }: VariantNode['product']): ItemFacts['size'] {
  const sides = [length, width, height].map((side) => Math.round(Number(side?.value ?? 0)))
  const [long = 0, wide = 0, high = 0] = sides
  if (!sides.every((side) => Number.isSafeInteger(side) && side > 0)) return null
  return { length: millimetres(long), width: millimetres(wide), height: millimetres(high) }
}
