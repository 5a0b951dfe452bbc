import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** A delivery as it will be sent; its signature is made over `body`, byte for byte. */
export interface DeliveryFile {
  readonly file: string
  readonly topic: string
  readonly shop: string
  /** Of the store's event, or of this delivery where there is none. */
  readonly id: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Deliveries that name no shop come from this one, so that no shop of a demo is touched. */
const shopOfBodies = 'replay.myshopify.com'

/** Every file of a folder, by name. Hidden files and notes (.md, .txt) are no deliveries. */
export const deliveryFiles = (folder: string, shop: string | null): readonly DeliveryFile[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^\.|\.(md|txt)$/i.test(entry.name))
    .map((entry) => entry.name)
    .sort()
    .map((file) => readDeliveryFile(file, readFileSync(join(folder, file)), shop))

const withHeaders = z.object({
  headers: z.record(z.string(), z.unknown()),
  body: z.unknown(),
  topic: z.string().optional(),
})
const sample = z.object({ name: z.string(), response: z.unknown() })

/** What a file sends: headers and body, a sample of a topic, or a body whose file name says the topic. */
export function readDeliveryFile(file: string, bytes: Buffer, shop: string | null): DeliveryFile {
  const content = jsonOr(bytes)
  const whole = withHeaders.safeParse(content)
  if (whole.success) {
    const { headers, body, topic } = whole.data
    return delivery(file, {
      shop,
      topic: topic ?? null,
      headers: ofShopify(headers),
      body: bytesOf(body),
    })
  }
  const told = sample.safeParse(content)
  if (told.success)
    return delivery(file, {
      shop,
      topic: told.data.name,
      headers: {},
      body: bytesOf(told.data.response),
    })
  return delivery(file, { shop, topic: null, headers: {}, body: bytes })
}

interface Parts {
  readonly shop: string | null
  readonly topic: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

function delivery(file: string, { shop, topic: named, headers: given, body }: Parts): DeliveryFile {
  const topic = given['x-shopify-topic'] ?? named ?? topicOfName(file)
  const from = shop ?? given['x-shopify-shop-domain'] ?? shopOfBodies
  const webhookId = given['x-shopify-webhook-id'] ?? randomUUID()
  const headers = {
    'content-type': 'application/json',
    'x-shopify-api-version': '2026-07',
    'x-shopify-triggered-at': new Date().toISOString(),
    ...given,
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': from,
    'x-shopify-webhook-id': webhookId,
  }
  return { file, topic, shop: from, id: given['x-shopify-event-id'] ?? webhookId, headers, body }
}

/** `orders__create.json`, `orders.create.json` and `orders-create.json` are `orders/create`. */
export function topicOfName(file: string): string {
  const name = file.replace(/\.[a-z]+$/i, '')
  return name.includes('__') ? name.replace('__', '/') : name.replace(/[.-]/, '/')
}

/** The store's own headers; the rest belongs to the line they once came on. */
function ofShopify(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
      .filter(([name]) => name.startsWith('x-shopify-') && name !== 'x-shopify-hmac-sha256'),
  )
}

declare global {
  interface JSON {
    /** A number written as this text. Node 22 and later; not yet in TypeScript's library. */
    rawJSON(text: string): object
  }
}

/** Numbers keep their digits: the store's ids can be larger than a number of JavaScript holds. */
const digitForDigit = (_key: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === 'number' && context?.source !== undefined ? JSON.rawJSON(context.source) : value

/** Undefined for what is no JSON: it is sent as it is. */
function jsonOr(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'), digitForDigit)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A body that is a text in its file is sent as that text: a delivery can be no JSON. */
const bytesOf = (body: unknown): Buffer =>
  Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? {}))
