import { createHmac, randomUUID } from 'node:crypto'
import type { Keepsake } from '../demo/keepsake.ts'
import { orderBody } from '../intake/deliveries.ts'
import { proxySignature } from '../store/pages/signatures.ts'
import { idToken } from '../visitors/id-token.ts'
import type { Chance } from './chance.ts'
import { encoded, formBytes, jsonBytes, words } from './naughty.ts'

/** One thing to send. */
export interface Shot {
  readonly door: string
  readonly method: string
  /** Path and query, as they go over the wire. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | null
}

/** What doors need to know of the running app. */
export interface Ground {
  readonly kept: Keepsake
  readonly shop: string
  readonly shopId: string
  readonly userId: string
  readonly partner: { readonly apiKey: string; readonly portalCode: string }
  /** Tokens of customers' links, by purpose. */
  readonly links: readonly { readonly purpose: string; readonly token: string }[]
  /** Ids of everything there is, of any table. */
  readonly ids: readonly string[]
  /** Route files inside the admin. */
  readonly adminPages: readonly string[]
}
type Door = (ground: Ground, chance: Chance) => Shot

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const json = { 'content-type': 'application/json' }
const odd = { 'content-type': 'multipart/form-data; boundary=x' }
const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/153.0.0.0 Safari/537.36' }

const topics = [
  ...([
    'orders/create',
    'orders/updated',
    'orders/edited',
    'orders/delete',
    'orders/cancelled',
  ] as const),
  ...['refunds/create', 'returns/request', 'fulfillment_orders/moved', 'inventory_levels/update'],
  ...[
    'products/update',
    'locations/update',
    'shop/update',
    'customers/data_request',
    'customers/redact',
  ],
  ...['app/scopes_update', 'bulk_operations/finish', 'fulfillment_holds/added', 'x/y', ''],
] as const

/** A delivery, rightly signed, of something the store would never say. */
const delivery: Door = ({ kept, shop }, chance) => {
  const body = jsonBytes(orderBody(1_000_000 + chance.upTo(1_000_000)), chance)
  return {
    ...{ door: 'webhooks', method: 'POST', path: '/webhooks', body },
    headers: {
      ...json,
      'x-shopify-topic': chance.one(topics),
      'x-shopify-hmac-sha256': createHmac('sha256', kept.apiSecret).update(body).digest('base64'),
      'x-shopify-shop-domain': chance.maybe(0.9) ? shop : 'x.myshopify.com',
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-triggered-at': chance.maybe(0.9) ? new Date().toISOString() : 'soon',
      'x-shopify-api-version': '2026-07',
    },
  }
}

/** The query Shopify's app proxy signs. */
function proxied({ kept, shop }: Ground, more: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({
    ...{ shop, timestamp: String(Math.floor(Date.now() / 1000)), path_prefix: '/apps/orderwright' },
    ...more,
  })
  query.set('signature', proxySignature(query, kept.apiSecret))
  return query.toString()
}

const shopperForm: Readonly<Record<string, string>> = {
  ...{ order: '#1001', email: 'ana@example.com', answer: 'yes', score: '9', comment: 'Good' },
  ...{ address1: 'Quay 1', zip: 'T12', city: 'Cork', countryCode: 'IE', phone: '+353861112233' },
  ...{ note: 'Hello', insist: 'yes', all: 'yes', stop: '1', quantity: '1', reason: 'defective' },
}
const lookUp: Door = (ground, chance) => ({
  ...{ door: 'shopper look-up', method: chance.maybe(0.7) ? 'POST' : 'GET' },
  path: `/proxy/${chance.one(['track', 'returns'])}?${proxied(ground, { order: chance.one(words).slice(0, 200).toWellFormed() })}`,
  ...{ headers: chance.maybe(0.9) ? form : odd, body: formBytes(shopperForm, chance) },
})
const link: Door = (ground, chance) => {
  const real = ground.links[chance.upTo(ground.links.length)]
  const purpose = real?.purpose ?? 'correct'
  const token = real && chance.maybe(0.8) ? real.token : encoded(chance.one(words).slice(0, 300))
  return {
    ...{ door: `shopper ${purpose}`, method: chance.maybe(0.6) ? 'POST' : 'GET' },
    path: `/proxy/${purpose}/${token}?${proxied(ground, {})}`,
    ...{ headers: chance.maybe(0.9) ? form : odd, body: formBytes(shopperForm, chance) },
  }
}

const anId = ({ ids }: Ground, chance: Chance): string =>
  chance.maybe(0.7)
    ? (ids[chance.upTo(ids.length)] ?? randomUUID())
    : encoded(chance.one(words).slice(0, 300))

const answers = {
  ...{ reference: 'R1', reason: 'no_stock', note: 'x', carrier: 'DHL', answer: 'confirm' },
  tracking: [{ number: 'JD1', url: 'https://x.example' }],
  lines: [{ line_id: '019f0000-0000-7000-8000-000000000001', quantity: 1 }],
}
const partnerApi: Door = (ground, chance) => {
  const answer = chance.one(['accept', 'reject', 'ship', 'cancellation', 'x'])
  const list = chance.maybe(0.2)
  return {
    ...{
      door: 'partner API',
      method: list ? 'GET' : 'POST',
      body: list ? null : jsonBytes(answers, chance),
    },
    path: list
      ? `/api/partner/v1/requests?limit=${encoded(chance.one(words).slice(0, 100))}&waiting_for=${encoded(chance.one(words).slice(0, 100))}`
      : `/api/partner/v1/requests/${anId(ground, chance)}/${answer}`,
    headers: { ...json, authorization: `Bearer ${ground.partner.apiKey}` },
  }
}
const signIn: Door = ({ partner }, chance) => ({
  ...{ door: 'sign-in', method: 'POST', headers: form },
  path: chance.one(['/partner/sign-in', '/floor/pair', '/floor/sign-in', '/floor/sign-in.data']),
  body: formBytes(
    { code: partner.portalCode, to: '/partner', badge: '1', pin: '1234', person: 'x' },
    chance,
  ),
})
const carrier: Door = ({ kept, shopId }, chance) => {
  const event = { id: 'e1', code: 'IT', at: '2026-11-27T10:00:00Z', message: 'x', place: 'y' }
  const body = jsonBytes(
    { sent_at: '2026-11-27T10:00:00Z', parcels: [{ number: 'PN1', eta: null, events: [event] }] },
    chance,
  )
  const at = chance.maybe(0.9)
    ? `parcelnet/${shopId}`
    : `${encoded(chance.one(words).slice(0, 99))}/x`
  return {
    ...{ door: 'carrier', method: 'POST', path: `/carrier/${at}`, body },
    headers: {
      ...json,
      'x-parcelnet-signature': `sha256=${createHmac('sha256', kept.carrierSecret).update(body).digest('hex')}`,
    },
  }
}

const adminForm: Readonly<Record<string, string>> = {
  ...{
    intent: 'save',
    kind: 'person',
    reason: 'x',
    id: 'x',
    quantity: '1',
    name: 'n',
    code: 'A-01',
  },
  ...{
    contract: '{"needs":[],"rules":[]}',
    text: 'what,code\naisle,A',
    place: 'x',
    bin: 'x',
    deed: 'lost',
  },
  ...{
    key: 'k',
    hold: 'x',
    at: '2026-12-01',
    choice: 'keep',
    difference: 'x',
    work: 'x',
    outcome: 'x',
  },
  ...{ lengthMm: '1', grams: '100', cost: '1.20', person: 'x', role: 'care', seen: '0', call: 'x' },
  ...{
    order: '{"lines":[]}',
    form: '{}',
    version: '0',
    carrier: 'own',
    service: 'x',
    parcelId: 'x',
  },
}
const intents = [
  'save',
  'hold',
  'release',
  'close',
  'carton',
  'import',
  'take',
  'done',
  'plan',
  'scan',
  'buy',
  'void',
  'approve',
  'receive',
] as const
/** A page inside the admin, by somebody who is signed in: what they type is not trusted either. */
const admin: Door = (ground, chance) => {
  const file = ground.adminPages[chance.upTo(ground.adminPages.length)] ?? 'app._index.tsx'
  const path = file
    .replace(/\.tsx?$/, '')
    .split('.')
    .filter((part) => part !== '_index')
    .map((part) => (part.startsWith('$') ? anId(ground, chance) : part.replace(/_$/, '')))
    .join('/')
  const query = chance.maybe(0.5)
    ? `?q=${encoded(chance.one(words).slice(0, 500))}&after=${encoded(chance.one(words).slice(0, 99))}&order=${encoded(chance.one(words).slice(0, 99))}&ids=${anId(ground, chance)}&from=${encoded(chance.one(words).slice(0, 40))}`
    : ''
  const posts = chance.maybe(0.6)
  const asJson = chance.maybe(0.15)
  const identity = { ...ground.kept, shop: ground.shop }
  const body = asJson
    ? jsonBytes(adminForm, chance)
    : formBytes({ ...adminForm, intent: chance.one(intents) }, chance)
  return {
    ...{
      door: file,
      method: posts ? 'POST' : 'GET',
      path: `/${path}.data${query}`,
      body: posts ? body : null,
    },
    headers: {
      ...browser,
      ...(asJson ? json : form),
      authorization: `Bearer ${idToken(identity, { id: ground.userId })}`,
    },
  }
}
/** Anything at all at any address. */
const anything: Door = (_ground, chance) => ({
  ...{ door: 'anything', method: chance.one(['GET', 'POST', 'PUT', 'OPTIONS', 'HEAD']) },
  path: `/${chance.one(['', 'app', 'proxy', 'floor', 'partner', 'auth', 'api', 'assets'])}/${encoded(chance.one(words).slice(0, 900))}`,
  ...{
    headers: { ...form, cookie: `orderwright_partner=${encoded(chance.one(words).slice(0, 99))}` },
  },
  body: formBytes(adminForm, chance),
})

const doors = [
  delivery,
  delivery,
  lookUp,
  link,
  link,
  partnerApi,
  signIn,
  carrier,
  admin,
  admin,
  admin,
  anything,
] as const

/** The next thing to send: a door by chance, and something for it. */
export const aim = (ground: Ground, chance: Chance): Shot => chance.one(doors)(ground, chance)
