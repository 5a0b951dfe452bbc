import { money } from '../../../kernel/money.ts'
import type { Store } from '../contract.ts'
import type { CustomerFound, DraftCalls, VariantFound } from '../draft-calls.ts'
import type { Ask } from './ask.server.ts'
import {
  type CustomerNode,
  findCustomers,
  findVariants,
  readVariants,
  type SaleNode,
  wordsQuery,
} from './operations/searches.ts'
import { addressOf } from './order-snapshot.ts'
import { orNull, variantTitleOf } from './text.ts'

type Calls = Pick<DraftCalls<Store>, 'findCustomers' | 'findVariants' | 'variants'>

/** What a person who types in an order looks for. Nothing typed finds nothing, and asks nobody. */
export function searchCalls(ask: Ask): Calls {
  return {
    async findCustomers(store, search) {
      if ('words' in search && wordsQuery(search.words) === '') return []
      const { customers } = await ask(store, findCustomers, search)
      return customers.nodes.map(customerOf)
    },
    async findVariants(store, words) {
      if (wordsQuery(words) === '') return []
      const { shop, productVariants } = await ask(store, findVariants, { words })
      return productVariants.nodes.map((one) => variantOf(one, shop.currencyCode))
    },
    async variants(store, ids) {
      if (ids.length === 0) return []
      const { shop, nodes } = await ask(store, readVariants, { ids })
      return nodes.flatMap((one) => (one === null ? [] : [variantOf(one, shop.currencyCode)]))
    },
  }
}

const customerOf = (one: CustomerNode): CustomerFound => ({
  gid: one.id,
  firstName: orNull(one.firstName),
  lastName: orNull(one.lastName),
  email: orNull(one.defaultEmailAddress?.emailAddress),
  phone: orNull(one.defaultPhoneNumber?.phoneNumber),
  address: addressOf(one.defaultAddress),
  orders: Number(one.numberOfOrders),
})

const variantOf = (one: SaleNode, currency: string): VariantFound => ({
  variantGid: one.id,
  productGid: one.product.id,
  title: one.product.title,
  variantTitle: variantTitleOf(one.title),
  sku: orNull(one.sku),
  barcode: orNull(one.barcode),
  vendor: orNull(one.product.vendor),
  productType: orNull(one.product.productType),
  tags: one.product.tags,
  imageUrl: one.product.featuredMedia?.preview?.image?.url ?? null,
  price: money(one.price, currency),
  available: one.inventoryItem.tracked ? (one.inventoryQuantity ?? 0) : null,
  sellsWithoutStock: one.inventoryPolicy === 'CONTINUE',
  requiresShipping: one.inventoryItem.requiresShipping,
  giftCard: one.product.isGiftCard,
})
