import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { oneShop } from '../../../../tests/shop.ts'
import { act } from '../../../../tests/store/act.ts'
import { littleAddress, littleOrder, littleSeed } from '../../../../tests/store/little-seed.ts'
import { placeOrder } from '../../../../tests/store/orders/place.ts'
import type { SeedAddress } from '../../../../tests/store/seed/shapes.ts'
import { emptyForm, type FormContent } from '../../../journey/order-form.ts'
import { readSettings } from '../../../journey/settings.ts'
import { gid } from '../../../kernel/ids.ts'
import type { VariantFound } from '../../../providers/shop/draft-calls.ts'
import { judgeBy } from '../../../wiring/order-form.server.ts'
import { contractShape } from '../../check/index.ts'
import { lineOf } from '../form/fresh-lines.ts'
import { type JudgedOrder, judgedOrder, sumOf } from '../form/judged-order.ts'
import { readyOrder } from '../orders/order-row.ts'
import { fileContent } from './file-content.ts'
import { groupOrders } from './group-orders.ts'
import { readOrderFile } from './read-file.ts'

const joined = oneShop({ seed: littleSeed, bucket: { maximum: 20_000, restoreRate: 10_000 } })
let goods: ReadonlyMap<string, VariantFound>
beforeAll(async () => {
  const { provider, store } = joined()
  const found = [
    ...(await provider.findVariants(store, 'MUG')),
    ...(await provider.findVariants(store, 'POSTER')),
  ]
  goods = new Map(found.map((one) => [one.sku ?? '', one]))
})
const goodsOf = (sku: string): VariantFound => {
  const found = goods.get(sku)
  if (!found) throw new Error(`no ${sku}`)
  return found
}

/** Asks something of every kind of place an answer can stand in. */
const contract = contractShape.parse({
  needs: [
    {
      key: 'engraving',
      label: { en: 'Engraving' },
      from: { kind: 'line_property', name: 'Engraving' },
      type: 'text',
      longest: 8,
    },
    {
      key: 'vat',
      label: { en: 'VAT number' },
      from: { kind: 'order_attribute', name: 'VAT' },
      type: 'text',
    },
    { key: 'wish', label: { en: 'Wish' }, from: { kind: 'order_note', name: '' }, type: 'text' },
  ],
  rules: [
    { name: 'Mugs', when: { skus: ['MUG'], vendors: ['Little'] }, needs: ['engraving'] },
    { name: 'Abroad', when: { countries: ['SI', 'US'] }, needs: ['vat'] },
    { name: 'Dear', when: { valueFrom: '45', currency: 'EUR' }, needs: ['wish'] },
  ],
})
const judge = judgeBy({
  shop: { timeZone: 'Europe/Dublin', country: 'IE' },
  settings: readSettings({}),
  ...{ currency: 'EUR', domain: 'little.myshopify.com' },
  contract: { version: 3, contract },
})

const text = (...some: string[]) => fc.constantFrom('', ...some)
const typed = fc.record({
  sku: fc.constantFrom('MUG', 'POSTER'),
  quantity: fc.integer({ min: 1, max: 3 }),
  engraving: text('Mina', 'Far too long'),
  vat: text('SI123'),
  wish: text('By Friday'),
  email: text('ana@example.com', 'ana@example'),
  phone: text('+38640111222', '12'),
  address1: text('Trg 5'),
  zip: text('2000', 'X'),
  city: text('Maribor'),
  country: fc.constantFrom('SI', 'IE', 'US'),
  delivery: text('Van'),
})
type Typed = typeof typed extends fc.Arbitrary<infer One> ? One : never

const names = { firstName: 'Ana', lastName: 'Kos' }
const named = (name: string, value: string) => (value === '' ? [] : [{ name, value }])

/** As a person types it. */
function byForm(order: Typed): JudgedOrder {
  const { email, phone, address1, zip, city, country } = order
  const content: FormContent = {
    ...emptyForm(country),
    ...names,
    ...{ email, phone, address1, zip, city, note: order.wish },
    lines: [lineOf(goodsOf(order.sku), order.quantity, named('Engraving', order.engraving))],
    attributes: named('VAT', order.vat),
    shipping: order.delivery
      ? { handle: null, title: order.delivery, priceMinor: '500', currency: 'EUR' }
      : null,
  }
  return judgedOrder(content, sumOf(content, 'EUR'))
}

const cell = (raw: string) => `"${raw.replaceAll('"', '""')}"`

/** As it stands in a file. */
function byFile(order: Typed): JudgedOrder {
  const columns: readonly (readonly [string, string])[] = [
    ['sku', order.sku],
    ['quantity', String(order.quantity)],
    ['first_name', 'Ana'],
    ['last_name', 'Kos'],
    ['email', order.email],
    ['phone', order.phone],
    ['address1', order.address1],
    ['zip', order.zip],
    ['city', order.city],
    ['country', order.country],
    ['delivery', order.delivery],
    ['delivery_price', order.delivery ? '5,00' : ''],
    ['note', order.wish],
    ['line:Engraving', order.engraving],
    ['order:VAT', order.vat],
  ]
  const lines = [columns.map(([name]) => name), columns.map(([, raw]) => cell(raw))]
  const file = readOrderFile(new TextEncoder().encode(lines.map((one) => one.join(';')).join('\n')))
  if (!file.ok) throw new Error(file.refusal)
  const [read] = groupOrders(file.value)
  if (!read) throw new Error('no order')
  const { content, reasons } = fileContent(read, {
    country: 'IE',
    currency: 'EUR',
    countryCode: (raw) => raw,
    regionCode: () => null,
  })
  expect(reasons).toEqual([])
  const whole = {
    ...content,
    lines: read.lines.map(({ sku, quantity, properties }) =>
      lineOf(goodsOf(sku), quantity ?? 0, [...properties]),
    ),
  }
  return judgedOrder(whole, sumOf(whole, 'EUR'))
}

/** As a buyer places it in the store, and the store tells of it. */
async function byStore(order: Typed): Promise<JudgedOrder> {
  const { provider, store, standIn, shop, database } = joined()
  const { address1, zip, city, country } = order
  const shippingAddress: SeedAddress = {
    ...littleAddress,
    ...names,
    ...{ address1: address1 || null, zip: zip || null, city: city || null },
    ...{ countryCode: country, country, phone: order.phone || null },
  }
  const placed = act(standIn.world(), (acting) =>
    placeOrder(
      acting,
      littleOrder({
        email: order.email,
        phone: order.phone || null,
        customer: null,
        shippingAddress: address1 || zip || city ? shippingAddress : null,
        billingAddress: null,
        lines: [
          {
            sku: order.sku,
            quantity: order.quantity,
            properties: named('Engraving', order.engraving),
          },
        ],
        shippingLine: order.delivery ? { title: order.delivery, code: 'VAN', price: '5.00' } : null,
        note: order.wish || null,
      }),
      null,
    ),
  )
  placed.attributes = named('VAT', order.vat).map(({ name, value }) => ({ key: name, value }))
  const snapshot = await provider.order(store, gid(`gid://shopify/Order/${placed.id}`))
  if (!snapshot) throw new Error('not in the store')
  const { buyer } = readyOrder(await database.vaults.of(shop), snapshot)
  return {
    channel: snapshot.channel,
    deliveryKind: snapshot.deliveryKind === 'unknown' ? 'shipping' : snapshot.deliveryKind,
    buyer,
    shippingTitle: snapshot.shippingTitle,
    lines: snapshot.lines.map((line) => {
      const { productType, tags } = goodsOf(line.sku ?? '')
      return { ...line, productType, productTags: tags }
    }),
    total: snapshot.total,
  }
}

test('one order by the store, the form and a file gets one verdict', async () => {
  let incomplete = 0
  await fc.assert(
    fc.asyncProperty(typed, async (order) => {
      const web = judge(await byStore(order))
      expect(judge(byForm(order))).toEqual(web)
      expect(judge(byFile(order))).toEqual(web)
      if (!web.complete) incomplete += 1
    }),
    { numRuns: 60 },
  )
  expect(incomplete).toBeGreaterThan(0)
})
