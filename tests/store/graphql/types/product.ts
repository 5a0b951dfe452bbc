import { picturePath } from '../../addresses.ts'
import { secondsText } from '../../clock.ts'
import { gid } from '../../ids.ts'
import { mustHave, rowsOf } from '../../orders/sums.ts'
import type { ProductRecord, VariantRecord } from '../../records/catalogue.ts'
import { decimalText } from '../../records/money.ts'
import type { PageArgs } from '../connection.ts'
import { type Ctx, model } from '../model.ts'
import { type Searchable, search } from '../search.ts'
import { availableOf, itemSource } from './inventory.ts'
import { ownedMetafields } from './metafield.ts'
import { counted, listed, moneyV2, none } from './values.ts'

/** The product's picture as the API gives an image; null for a custom item. */
export function pictureOf(productId: number | null, ctx: Ctx) {
  const product = productId === null ? undefined : ctx.world.products.get(productId)
  if (product === undefined) return null
  const url = `${ctx.store.baseUrl}${picturePath(ctx.world.shop.domain, product.id)}`
  return {
    id: gid('ProductImage', product.id),
    altText: product.title,
    url,
    src: url,
    originalSrc: url,
    transformedSrc: url,
    width: 800,
    height: 800,
    thumbhash: null,
  }
}

const mediaOf = (product: ProductRecord, ctx: Ctx) => ({
  type: 'MediaImage' as const,
  id: product.id,
  alt: product.title,
  createdAt: secondsText(product.createdAt),
  updatedAt: secondsText(product.updatedAt),
  mediaContentType: 'IMAGE',
  mimeType: 'image/svg+xml',
  status: 'READY',
  fileStatus: 'READY',
  fileErrors: [],
  mediaErrors: [],
  mediaWarnings: [],
  image: pictureOf(product.id, ctx),
  preview: { image: pictureOf(product.id, ctx), status: 'READY' },
})

model<{ readonly id: number }>('MediaImage', { id: (one) => gid('MediaImage', one.id) })

const variantsOf = (product: ProductRecord, ctx: Ctx): VariantRecord[] =>
  rowsOf(ctx.world.variants, product.variantIds)

const productSearch: Searchable<ProductRecord> = {
  text: (one) => [one.title, one.vendor, one.productType, one.handle],
  fields: {
    id: (one) => one.id,
    title: (one) => one.title,
    handle: (one) => one.handle,
    vendor: (one) => one.vendor,
    product_type: (one) => one.productType,
    tag: (one) => one.tags,
    status: () => 'active',
    created_at: (one) => one.createdAt,
    updated_at: (one) => one.updatedAt,
    gift_card: (one) => one.kind === 'gift_card',
  },
  times: new Set(['created_at', 'updated_at']),
}

export const searchProducts = (ctx: Ctx, query: string | null | undefined) =>
  search(ctx.world.products.values(), query, productSearch)

const variantSearch = (ctx: Ctx): Searchable<VariantRecord> => ({
  text: (one) => [
    one.sku,
    one.barcode,
    one.title,
    mustHave(ctx.world.products, one.productId).title,
  ],
  fields: {
    id: (one) => one.id,
    sku: (one) => one.sku,
    barcode: (one) => one.barcode,
    title: (one) => one.title,
    product_id: (one) => one.productId,
    product_status: () => 'active',
    updated_at: (one) => one.updatedAt,
    inventory_quantity: (one) => availableOf(ctx.world, one.itemId),
  },
  times: new Set(['updated_at']),
})

export const searchVariants = (ctx: Ctx, query: string | null | undefined) =>
  search(ctx.world.variants.values(), query, variantSearch(ctx))

const stock = (product: ProductRecord, ctx: Ctx): number =>
  variantsOf(product, ctx).reduce((sum, one) => sum + availableOf(ctx.world, one.itemId), 0)

model<ProductRecord>('Product', {
  id: (one) => gid('Product', one.id),
  legacyResourceId: (one) => String(one.id),
  handle: (one) => one.handle,
  title: (one) => one.title,
  vendor: (one) => one.vendor,
  productType: (one) => one.productType,
  tags: (one) => one.tags,
  status: () => 'ACTIVE',
  description: (one) => one.title,
  descriptionHtml: (one) => one.title,
  isGiftCard: (one) => one.kind === 'gift_card',
  createdAt: (one) => secondsText(one.createdAt),
  updatedAt: (one) => secondsText(one.updatedAt),
  publishedAt: (one) => secondsText(one.createdAt),
  onlineStoreUrl: () => null,
  onlineStorePreviewUrl: () => null,
  templateSuffix: () => null,
  category: () => null,
  requiresSellingPlan: () => false,
  hasVariantsThatRequiresComponents: () => false,
  hasOnlyDefaultVariant: (one) => one.variantIds.length === 1,
  hasOutOfStockVariants: (one, _: never, ctx) =>
    variantsOf(one, ctx).some((each) => availableOf(ctx.world, each.itemId) <= 0),
  totalInventory: (one, _: never, ctx) => stock(one, ctx),
  tracksInventory: (one, _: never, ctx) => variantsOf(one, ctx).some((each) => each.tracked),
  featuredMedia: (one, _: never, ctx) => mediaOf(one, ctx),
  featuredImage: (one, _: never, ctx) => pictureOf(one.id, ctx),
  media: (one, args: PageArgs, ctx) => listed([mediaOf(one, ctx)], args, ctx),
  mediaCount: () => counted(1, null),
  variants: (one, args: PageArgs, ctx) => listed(variantsOf(one, ctx), args, ctx),
  variantsCount: (one) => counted(one.variantIds.length, null),
  options: (one, _: never, ctx) => [
    {
      id: gid('ProductOption', one.id),
      name: 'Title',
      position: 1,
      values: variantsOf(one, ctx).map((each) => each.title),
    },
  ],
  priceRangeV2: (one, _: never, ctx) => {
    const prices = variantsOf(one, ctx).map((each) => each.price)
    return {
      minVariantPrice: moneyV2(Math.min(...prices), ctx.world.shop.currency),
      maxVariantPrice: moneyV2(Math.max(...prices), ctx.world.shop.currency),
    }
  },
  collections: (_, args: PageArgs, ctx) => none(args, ctx),
  ...ownedMetafields((one: ProductRecord) => gid('Product', one.id)),
})

model<VariantRecord>('ProductVariant', {
  id: (one) => gid('ProductVariant', one.id),
  legacyResourceId: (one) => String(one.id),
  title: (one) => one.title,
  displayName: (one, _: never, ctx) =>
    `${mustHave(ctx.world.products, one.productId).title} - ${one.title}`,
  sku: (one) => one.sku,
  barcode: (one) => one.barcode,
  position: (one) => one.position,
  price: (one, _: never, ctx) => decimalText(one.price, ctx.world.shop.currency),
  compareAtPrice: () => null,
  taxable: () => true,
  availableForSale: (one, _: never, ctx) => !one.tracked || availableOf(ctx.world, one.itemId) > 0,
  inventoryPolicy: () => 'DENY',
  inventoryQuantity: (one, _: never, ctx) => availableOf(ctx.world, one.itemId),
  sellableOnlineQuantity: (one, _: never, ctx) => availableOf(ctx.world, one.itemId),
  inventoryItem: (one) => itemSource(one),
  product: (one, _: never, ctx) => mustHave(ctx.world.products, one.productId),
  image: (one, _: never, ctx) => pictureOf(one.productId, ctx),
  selectedOptions: (one) => [{ name: 'Title', value: one.title }],
  requiresComponents: () => false,
  unitPrice: () => null,
  createdAt: (one) => secondsText(one.createdAt),
  updatedAt: (one) => secondsText(one.updatedAt),
  media: (one, args: PageArgs, ctx) => {
    const product = mustHave(ctx.world.products, one.productId)
    return listed([mediaOf(product, ctx)], args, ctx)
  },
  ...ownedMetafields((one: VariantRecord) => gid('ProductVariant', one.id)),
})
