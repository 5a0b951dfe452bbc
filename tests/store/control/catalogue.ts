/** Control of goods: what a merchant changes of a product in the admin. */
import { act } from '../act.ts'
import { BadRequest, json, type Route, type RouteContext } from '../http.ts'
import { mustHave } from '../orders/sums.ts'
import { minorUnits } from '../records/money.ts'
import { productBody } from '../webhooks/product-body.ts'
import { text, told, worldOf } from './read.ts'

function change(context: RouteContext) {
  const world = worldOf(context)
  const sku = context.params['sku'] ?? ''
  const variant = [...world.variants.values()].find((one) => one.sku === sku)
  if (variant === undefined)
    throw new BadRequest(`the shop sells nothing with the SKU "${sku}"`, 404)
  const body = told(context)
  const [title, price] = [text(body, 'title', null), text(body, 'price', null)]
  const product = mustHave(world.products, variant.productId)
  act(world, (acting) => {
    if (title !== null) product.title = title
    if (price !== null) variant.price = minorUnits(price, world.shop.currency)
    product.updatedAt = acting.at
    variant.updatedAt = acting.at
    acting.tell('products/update', () => productBody(world, product))
  })
  return json(productBody(world, product))
}

export const catalogueControl: readonly Route[] = [
  { method: 'POST', pattern: '/control/:shop/products/:sku', handle: change },
]
