/** From something to say to a signed delivery. */
import { createHmac, randomUUID } from 'node:crypto'
import { nextRandom } from '../random.ts'
import type { Delivery } from '../records/running.ts'
import { strikes } from '../strikes.ts'
import type { Outgoing, World } from '../world.ts'
import type { Outbox } from './outbox.ts'

export interface Sender {
  readonly appUrl: string
  readonly apiSecret: string
  readonly apiVersion: string
  /** null: every topic the store knows. */
  readonly topics: ReadonlySet<string> | null
}

/** Where an app takes its webhooks. */
export const doorOf = (appUrl: string): string => `${appUrl}/webhooks`

const sign = (body: string, secret: string): string =>
  createHmac('sha256', secret).update(body, 'utf8').digest('base64')

/** Nanoseconds, as Shopify writes them. */
const triggeredAt = (iso: string): string =>
  iso.replace(
    /\.(\d{3})Z$/,
    (_, ms) => `.${ms}${String(process.hrtime()[1] % 1_000_000).padStart(6, '0')}Z`,
  )

/** Puts a webhook into the outbox, with the faults the shop is set to. */
export function sendWebhook(world: World, outbox: Outbox, sender: Sender, what: Outgoing): void {
  const { topic } = what
  const always = topic === 'app/uninstalled' || compliance.has(topic)
  if (!world.cells.install.installed && !always) return
  if (sender.topics !== null && !sender.topics.has(topic)) return
  if (strikes(world, 'drop')) {
    outbox.noteDropped(world)
    return
  }
  const body = JSON.stringify(what.body())
  put(world, outbox, {
    kind: 'webhook',
    url: doorOf(sender.appUrl),
    topic,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Shopify-Captain-Hook',
      accept: '*/*',
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': world.shop.domain,
      'x-shopify-api-version': sender.apiVersion,
      'x-shopify-hmac-sha256': sign(body, sender.apiSecret),
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-event-id': what.eventId,
      'x-shopify-triggered-at': triggeredAt(what.at),
      'x-shopify-name': topic.replaceAll('/', '-'),
      'x-shopify-test': 'false',
    },
    body,
    copies: strikes(world, 'duplicate') ? 1 : 0,
    dueAt: Date.now() + delay(world),
  })
}

const compliance = new Set(['customers/data_request', 'customers/redact', 'shop/redact'])

/** Held back up to `delayMs`; a reordered one long enough for others to pass. */
function delay(world: World): number {
  const { delayMs } = world.cells.faults.webhooks
  const base = delayMs > 0 ? nextRandom(world) * delayMs : 0
  return base + (strikes(world, 'reorder') ? 200 + nextRandom(world) * 1300 : 0)
}

/** The call to a fulfillment service; signed, but with no topic of its own. */
export function sendCallback(
  world: World,
  outbox: Outbox,
  sender: Sender,
  url: string,
  payload: object,
): void {
  if (!world.cells.install.installed) return
  const body = JSON.stringify(payload)
  put(world, outbox, {
    kind: 'callback',
    url,
    topic: 'fulfillment_order_notification',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Shopify-Captain-Hook',
      accept: '*/*',
      'x-shopify-shop-domain': world.shop.domain,
      'x-shopify-hmac-sha256': sign(body, sender.apiSecret),
    },
    body,
    copies: 0,
    dueAt: Date.now(),
  })
}

function put(world: World, outbox: Outbox, made: Omit<Delivery, 'id' | 'madeAt' | 'tries'>): void {
  world.cells.lastId += 1
  const delivery: Delivery = { id: world.cells.lastId, madeAt: Date.now(), tries: 0, ...made }
  world.deliveries.set(delivery.id, delivery)
  outbox.put(world, delivery)
}
