/** Deliveries for tests: what the store sends, and a door to send it to. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ShopId } from '../../app/kernel/ids.ts'
import { openLog } from '../../app/platform/log.server.ts'
import {
  signDelivery,
  type WebhookDoor,
  webhookDoor,
} from '../../app/stages/intake/index.server.ts'
import type { TestDatabase } from '../database.ts'

export const secret = 'a-secret-for-tests-only'
export const log = openLog('silent', 'test')

const address = {
  first_name: 'Aoife',
  last_name: 'Byrne',
  address1: '4 Fern Row',
  city: 'Cork',
  zip: 'T12 XY00',
  province_code: 'CO',
  country_code: 'IE',
  phone: '+353210000000',
}

/** An order as the store writes it in a delivery; every part can be given anew. */
export const orderBody = (number: number, parts: object = {}): object => ({
  id: number,
  admin_graphql_api_id: `gid://shopify/Order/${number}`,
  name: `#${number}`,
  created_at: '2026-11-01T10:00:00Z',
  updated_at: '2026-11-01T10:00:00Z',
  cancelled_at: null,
  financial_status: 'paid',
  fulfillment_status: null,
  source_name: 'web',
  customer_locale: 'en-IE',
  currency: 'EUR',
  total_price: '25.00',
  email: 'aoife@example.com',
  phone: null,
  customer: { id: 71, first_name: 'Aoife', last_name: 'Byrne', email: 'aoife@example.com' },
  shipping_address: address,
  billing_address: address,
  shipping_lines: [{ title: 'Standard' }],
  note: null,
  tags: '',
  line_items: [lineBody(number * 10, 2)],
  ...parts,
})

export const lineBody = (id: number, quantity: number, parts: object = {}): object => ({
  id,
  admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
  variant_id: 501,
  product_id: 601,
  sku: 'MUG-1',
  title: 'Mug',
  quantity,
  current_quantity: quantity,
  grams: 300,
  requires_shipping: true,
  gift_card: false,
  properties: [],
  price: '12.50',
  ...parts,
})

export const otherAddress = { ...address, address1: '9 Hill Road', zip: 'T12 ZZ11' }

export interface OpenDoor {
  readonly url: string
  readonly door: WebhookDoor
  /** Sends a body, signed, and answers the status. */
  send(
    topic: string,
    body: object | string | Buffer,
    headers?: Record<string, string>,
  ): Promise<number>
  close(): Promise<void>
}

/** A door of its own on a port of its own. `domain` is whose deliveries `send` sends. */
export async function openDoor(database: TestDatabase, domain: string): Promise<OpenDoor> {
  const door = webhookDoor({
    config: { SHOPIFY_API_SECRET: secret, SHOPIFY_OLD_API_SECRET: 'the-secret-before' },
    pool: database.pool,
    vaults: database.vaults,
    log,
  })
  const server = http.createServer(door)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${portOf(server.address())}/webhooks`
  return {
    url,
    door,
    async send(topic, body, headers = {}) {
      const answer = await fetch(url, {
        method: 'POST',
        ...signed(
          topic,
          typeof body === 'object' && !Buffer.isBuffer(body) ? ofShop(topic, body, domain) : body,
          {
            'x-shopify-shop-domain': domain,
            ...headers,
          },
        ),
      })
      await answer.arrayBuffer()
      return answer.status
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await door.settled()
    },
  }
}

/** What is about a shop as a whole, or about a customer's privacy, says in its body whose it is. */
function ofShop(topic: string, body: object, domain: string): object {
  if (topic === 'app/uninstalled') return { myshopify_domain: domain, ...body }
  return /^(shop|customers)\/(redact|data_request)$/.test(topic)
    ? { shop_domain: domain, ...body }
    : body
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address ? address.port : 0

export function signed(
  topic: string,
  body: object | string | Buffer,
  headers: Record<string, string> = {},
) {
  const bytes = Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  return {
    body: new Uint8Array(bytes),
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-hmac-sha256': signDelivery(secret, bytes),
      'x-shopify-webhook-id': crypto.randomUUID(),
      'x-shopify-triggered-at': new Date().toISOString(),
      'x-shopify-api-version': '2026-07',
      ...headers,
    },
  }
}

export async function domainOf(database: TestDatabase, shop: ShopId): Promise<string> {
  const { domain } = await database.db.shop.findUniqueOrThrow({ where: { id: shop } })
  return domain
}
