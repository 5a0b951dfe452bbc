import { picturePath } from '../addresses.ts'
import { executeFree } from '../graphql/execute.ts'
import { type Answer, BadRequest, json, type RouteContext } from '../http.ts'
import { gid } from '../ids.ts'
import { amountText } from '../records/money.ts'
import type { World } from '../world.ts'
import { worldOf } from './shop-names.ts'
import { demandOwnOrigin, staffMember } from './staff.ts'

/** `POST …/id-token`: a fresh token for whoever sits at this browser. */
export function giveIdToken(context: RouteContext): Answer {
  demandOwnOrigin(context)
  const world = worldOf(context)
  const { id } = staffMember(context.request)
  return json({ idToken: context.store.idToken({ shop: world.shop.domain, user: id }) })
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BadRequest(`${what} is not JSON`)
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * `POST …/direct-api` with `{ path, body }`: Shopify's Admin API for pages and extensions inside
 * the admin (`shopify:admin/api/graphql.json`), with the rights of the app, without a bucket.
 */
export function directApi(context: RouteContext): Answer {
  demandOwnOrigin(context)
  const asked = parsed(context.request.body.toString('utf8'), 'the request')
  const path = String(field(asked, 'path') ?? '')
  if (!/^\/?admin\/api\/(?:[\w-]+\/)?graphql\.json$/.test(path)) {
    throw new BadRequest(`the direct API has no "${path}"`, 404)
  }
  const body = parsed(String(field(asked, 'body') ?? ''), 'the query')
  const variables = field(body, 'variables')
  const operationName = field(body, 'operationName')
  const request = {
    query: String(field(body, 'query') ?? ''),
    variables: isRecord(variables) ? variables : {},
    operationName: typeof operationName === 'string' ? operationName : null,
  }
  const world = worldOf(context)
  return json(executeFree(request, { world, store: context.store, bulk: false }))
}

function pickable(world: World, baseUrl: string) {
  return [...world.products.values()].map((product) => ({
    id: gid('Product', product.id),
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    status: 'ACTIVE',
    hasOnlyDefaultVariant: product.variantIds.length === 1,
    totalVariants: product.variantIds.length,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    images: [
      {
        id: gid('ProductImage', product.id),
        originalSrc: `${baseUrl}${picturePath(world.shop.domain, product.id)}`,
      },
    ],
    variants: product.variantIds.flatMap((id) => {
      const variant = world.variants.get(id)
      if (variant === undefined) return []
      return [
        {
          id: gid('ProductVariant', id),
          title: variant.title,
          displayName: `${product.title} - ${variant.title}`,
          sku: variant.sku,
          barcode: variant.barcode,
          price: amountText(variant.price, world.shop.currency),
          position: variant.position,
          requiresShipping: product.kind === 'physical',
          inventoryItem: { id: gid('InventoryItem', variant.itemId) },
        },
      ]
    }),
  }))
}

/** `GET …/picker`: what the resource picker chooses from. */
export const pickerProducts = (context: RouteContext): Answer =>
  json(pickable(worldOf(context), context.store.baseUrl))
