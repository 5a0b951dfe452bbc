import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { orderStatusPath, picturePath } from '../addresses.ts'
import { type Answer, BadRequest, json, type RouteContext } from '../http.ts'
import { gid } from '../ids.ts'
import { currentTotal, present } from '../orders/sums.ts'
import { amountText, type Bag } from '../records/money.ts'
import type { LineRecord, OrderRecord } from '../records/orders.ts'
import type { World } from '../world.ts'
import type { HostConfig } from './client/extension/host-config.ts'
import { adminBlockTarget, orderStatusTarget } from './extension-area.ts'
import { extensionFor, readBundle, readTexts } from './extension-files.ts'
import { page } from './layout.ts'
import { html, jsonScript } from './markup.ts'
import { orderOf } from './order/page.ts'
import { adminPath, shopHandle, worldOf } from './shop-names.ts'
import { customerToken } from './signatures.ts'
import { orderByToken } from './status-page.ts'

type Given = Pick<HostConfig, 'surface' | 'target' | 'tokenPath' | 'locale' | 'selected' | 'values'>

/** A page of its own for one extension: its elements, its `shopify`, its bundle. */
function hostPage({ store }: RouteContext, world: World, given: Given): Answer {
  const extension = extensionFor(given.target)
  if (!extension?.built) throw new BadRequest(`no built extension for ${given.target}`, 404)
  const { domain } = world.shop
  const config = {
    ...given,
    bundle: `/extensions/${extension.handle}.js`,
    appUrl: store.appUrl,
    admin: adminPath(domain),
    storefront: `${store.baseUrl}/store/${shopHandle(domain)}`,
    translations: { ...readTexts(extension.handle, given.locale) },
  } satisfies HostConfig
  return page(html`<html lang="${given.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${extension.handle}</title><link rel="stylesheet" href="/assets/store.css"><style>body{background:#fff;padding:16px}</style></head>
<body>${jsonScript('host-config', config)}<script src="/assets/extension-elements.js"></script>
<script src="/assets/extension-host.js"></script></body></html>`)
}

/** `…/admin/orders/:id/block`: the app's block on an order in the admin. */
export function adminBlockPage(context: RouteContext): Answer {
  const world = worldOf(context)
  const order = orderOf(world, context.params['id'])
  return hostPage(context, world, {
    surface: 'admin',
    target: adminBlockTarget,
    tokenPath: `${adminPath(world.shop.domain)}/id-token`,
    locale: 'en',
    selected: [{ id: gid('Order', order.id) }],
    values: {},
  })
}

const money = (bag: Bag, currency: string) => ({
  amount: Number(amountText(bag.presentment, currency)),
  currencyCode: currency,
})

function lineValue({ store }: RouteContext, world: World, order: OrderRecord, line: LineRecord) {
  const picture = line.productId === null ? null : picturePath(world.shop.domain, line.productId)
  const total = { shop: 0, presentment: line.unitPrice.presentment * line.currentQuantity }
  return {
    id: gid('LineItem', line.id),
    quantity: line.currentQuantity,
    attributes: line.properties.map(({ name, value }) => ({ key: name, value })),
    discountAllocations: [],
    lineComponents: [],
    cost: { totalAmount: money(total, order.currency) },
    merchandise: {
      type: 'variant',
      id: gid('ProductVariant', line.variantId ?? 0),
      title: line.title,
      subtitle: line.variantTitle ?? undefined,
      sku: line.sku ?? undefined,
      image: picture === null ? undefined : { url: `${store.baseUrl}${picture}` },
      selectedOptions: [],
      product: {
        id: gid('Product', line.productId ?? 0),
        vendor: line.vendor ?? '',
        productType: '',
      },
      requiresShipping: line.requiresShipping,
    },
  }
}

/** `…/orders/:token/block`: the app's block on the shopper's order page. */
export function statusBlockPage(context: RouteContext): Answer {
  const world = worldOf(context)
  const order = orderByToken(world, context.params['token'])
  const here = orderStatusPath(world.shop.domain, order.statusToken)
  return hostPage(context, world, {
    surface: 'customer-account',
    target: orderStatusTarget,
    tokenPath: `${here}/session-token`,
    locale: order.locale,
    selected: [],
    values: {
      order: {
        id: gid('Order', order.id),
        name: order.name,
        confirmationNumber: order.statusToken.slice(0, 9).toUpperCase(),
        processedAt: order.createdAt,
        cancelledAt: order.cancelledAt ?? undefined,
      },
      lines: order.lines.map((line) => lineValue(context, world, order, line)),
      settings: {},
      note: order.note ?? undefined,
      attributes: order.attributes,
      authenticationState: 'pre_authenticated',
      authenticatedAccount: undefined,
      totalAmount: money(currentTotal(world, order), order.currency),
      shop: {
        id: gid('Shop', world.shop.id),
        name: world.shop.name,
        myshopifyDomain: world.shop.domain,
        storefrontUrl: `${context.store.baseUrl}/store/${shopHandle(world.shop.domain)}`,
      },
    },
  })
}

/** `POST …/orders/:token/session-token`: whoever has the order's page may speak for its buyer. */
export function giveSessionToken(context: RouteContext): Answer {
  const { store } = context
  const world = worldOf(context)
  const order = orderByToken(world, context.params['token'])
  const id = present(order.customerId)
  const token = customerToken({
    shop: world.shop.domain,
    customer: id === null ? null : gid('Customer', id),
    apiKey: store.apiKey,
    secret: store.apiSecret,
  })
  return json({ idToken: token })
}

const script = (body: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' },
  body,
})

/** `/extensions/:file`: an extension's bundle as the build left it. */
export function extensionBundle({ params }: RouteContext): Answer {
  const handle = (params['file'] ?? '').replace(/\.js$/, '')
  const body = readBundle(handle)
  if (body === null) throw new BadRequest(`the extension "${handle}" is not built`, 404)
  return script(body)
}

const iconFolder = fileURLToPath(
  new URL('../../../node_modules/@shopify/polaris-icons/dist/svg/', import.meta.url),
)

/** `/assets/icons/:file`: Polaris' icon for a type like "alert-circle". */
export function iconFile({ params }: RouteContext): Answer {
  const type = /^([a-z0-9-]+)\.svg$/.exec(params['file'] ?? '')?.[1] ?? ''
  const name = type.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  const file = `${iconFolder}${name}Icon.svg`
  if (!type || !existsSync(file)) throw new BadRequest(`no icon "${params['file']}"`, 404)
  return {
    status: 200,
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=3600' },
    body: readFileSync(file, 'utf8'),
  }
}
