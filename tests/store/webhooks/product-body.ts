import { picturePath } from '../addresses.ts'
import { shopTime } from '../clock.ts'
import { gid } from '../ids.ts'
import { rowsOf } from '../orders/sums.ts'
import type { ProductRecord } from '../records/catalogue.ts'
import { amountText } from '../records/money.ts'
import type { World } from '../world.ts'

/** A product as REST writes it: the body of products/update. */
export function productBody(world: World, product: ProductRecord) {
  const time = (iso: string) => shopTime(iso, world.shop.timezone)
  const image = {
    id: product.id,
    position: 1,
    alt: product.title,
    src: `https://${world.shop.domain}${picturePath(world.shop.domain, product.id)}`,
    admin_graphql_api_id: gid('ProductImage', product.id),
  }
  return {
    admin_graphql_api_id: gid('Product', product.id),
    body_html: product.title,
    created_at: time(product.createdAt),
    handle: product.handle,
    id: product.id,
    product_type: product.productType,
    published_at: time(product.createdAt),
    template_suffix: null,
    title: product.title,
    updated_at: time(product.updatedAt),
    vendor: product.vendor,
    status: 'active',
    published_scope: 'web',
    tags: product.tags.join(', '),
    variants: rowsOf(world.variants, product.variantIds).map((variant) => ({
      admin_graphql_api_id: gid('ProductVariant', variant.id),
      barcode: variant.barcode,
      compare_at_price: null,
      created_at: time(variant.createdAt),
      id: variant.id,
      inventory_policy: 'deny',
      position: variant.position,
      price: amountText(variant.price, world.shop.currency),
      product_id: product.id,
      sku: variant.sku,
      taxable: true,
      title: variant.title,
      updated_at: time(variant.updatedAt),
      option1: variant.title,
      option2: null,
      option3: null,
      image_id: null,
      inventory_item_id: variant.itemId,
    })),
    options: [{ name: 'Title', id: product.id, product_id: product.id, position: 1 }],
    images: [image],
    image,
    media: [],
    has_variants_that_requires_components: false,
    category: null,
  }
}
