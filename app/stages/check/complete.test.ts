import { expect, test } from 'vitest'
import { orderOf } from '../../../tests/store/seed/order.ts'
import type { SeedAddress, SeedOrder } from '../../../tests/store/seed/shapes.ts'
import type { Address } from '../../journey/buyer.ts'
import { decideComplete, type OrderFacts } from './complete.ts'
import { buyer, cork, goingTo, wholeOrder } from './facts-for-tests.ts'
import { listForMerchant } from './missing.ts'

const bare = {
  quantity: 1,
  title: 'Thing',
  sku: null,
  variantGid: null,
  requiresShipping: true,
  vendor: null,
  productType: null,
  productTags: [],
  properties: [],
} satisfies OrderFacts['lines'][number]
const missing = (facts: OrderFacts) => {
  const answer = decideComplete(facts)
  return answer.ok ? [] : answer.refusal
}
const withBuyer = (change: Partial<OrderFacts['buyer']>, more: Partial<OrderFacts> = {}) => ({
  ...wholeOrder,
  ...more,
  buyer: { ...buyer, ...change },
})

test('a whole order is complete', () => {
  expect(decideComplete(wholeOrder)).toEqual({ ok: true, value: 'complete' })
})

test('an order names everything that is missing at once', () => {
  const facts = withBuyer(
    { shipTo: { ...cork, address1: '', city: ' ', zip: '10115' }, email: '' },
    {
      shippingTitle: null,
      lines: [{ ...bare, quantity: 2 }],
    },
  )
  expect(missing(facts)).toEqual([
    'street',
    'city',
    'postcode_elsewhere',
    'shipping_line',
    'email',
    'item:1',
  ])
})

test('as recorded from live stores: address, customer and e-mail missing together', () => {
  const nothing = {
    email: '',
    phone: null,
    firstName: null,
    lastName: null,
    shipTo: null,
    billTo: null,
    note: null,
  }
  expect(missing(withBuyer(nothing))).toEqual(['address', 'email'])
})

test('a collected order needs neither address nor e-mail', () => {
  const pickup = { deliveryKind: 'pickup', shippingTitle: null } as const
  expect(missing(withBuyer({ shipTo: null, email: null }, pickup))).toEqual([])
})

test('digital goods and gift cards need an e-mail that works, and no address', () => {
  const digital = { deliveryKind: 'digital', shippingTitle: null } as const
  expect(missing(withBuyer({ shipTo: null }, digital))).toEqual([])
  expect(missing(withBuyer({ shipTo: null, email: ' ' }, digital))).toEqual(['email'])
  expect(missing(withBuyer({ shipTo: null, email: 'aoife@' }, digital))).toEqual(['email_form'])
  expect(
    missing(
      withBuyer(
        { email: null, phone: '+353214277000' },
        { ...digital, contactNeeded: 'email_or_phone' },
      ),
    ),
  ).toEqual(['email'])
})

test('where the shop is content with a phone number, a working one will do', () => {
  const phoneWillDo = { contactNeeded: 'email_or_phone' } as const
  const noMail = (phone: string | null) =>
    missing(withBuyer({ email: null, phone, shipTo: { ...cork, phone: null } }, phoneWillDo))
  expect(noMail('021 427 7000')).toEqual([])
  expect(noMail('none')).toEqual(['phone_form'])
  expect(noMail(null)).toEqual(['contact'])
})

test.each([
  ['+353 21 427 7000', []],
  ['(021) 427-7000', []],
  ['0049 30 901820', []],
  ['12', ['phone_form']],
  ['call me', ['phone_form']],
] as const)('the phone number "%s" on a parcel to Ireland', (phone, words) => {
  expect(missing(goingTo({ phone }))).toEqual(words)
})

test.each([
  ['aoife.ni-bhriain+shop@example.co.uk', true],
  ['jörg@exämple.de', true],
  ['用户@例子.广告', true],
  ['aoife@example', false],
  ['aoife example@example.com', false],
  ['@example.com', false],
  ['a@b@example.com', false],
  ['aoife@.com', false],
  ['a..b@example.com', false],
] as const)('the e-mail address "%s" works: %s', (email, works) => {
  expect(missing(withBuyer({ email }))).toEqual(works ? [] : ['email_form'])
})

test('a parcel can be for a company, or for the customer when the address names nobody', () => {
  const nameless = { firstName: null, lastName: '' }
  expect(missing(goingTo(nameless))).toEqual([])
  const noName = { ...goingTo(nameless).buyer, ...nameless }
  expect(missing({ ...wholeOrder, buyer: noName })).toEqual(['name'])
  expect(
    missing({
      ...wholeOrder,
      buyer: { ...noName, shipTo: { ...cork, ...nameless, company: 'Kelly Plumbing' } },
    }),
  ).toEqual([])
})

test('an article nobody can find on a shelf is named by its line; one taken off the order is not', () => {
  const known = wholeOrder.lines[0] ?? bare
  expect(
    missing({
      ...wholeOrder,
      lines: [known, bare, { ...bare, quantity: 0 }],
    }),
  ).toEqual(['item:2'])
  expect(missing({ ...wholeOrder, lines: [{ ...known, quantity: 0 }] })).toEqual(['lines'])
})

test('what a person waived is not asked for again; the rest is', () => {
  const facts = withBuyer({ email: null }, { shippingTitle: null, waived: ['shipping_line'] })
  expect(missing(facts)).toEqual(['email'])
})

test('what the merchant reads never carries what the customer typed', () => {
  const words = missing(goingTo({ zip: 'M5V 2T6', address1: '', phone: '12' }))
  expect(listForMerchant(words)).toBe(
    'street and house number, the right postcode (it has one of Canada), a working phone number',
  )
})

const addressOf = ({ country: _, ...address }: SeedAddress): Address => address
const given = <T>(value: T | 'absent' | null): T | null => (value === 'absent' ? null : value)

function factsOf(order: SeedOrder): OrderFacts {
  const shipTo = given(order.shippingAddress)
  const billTo = given(order.billingAddress)
  const customer = given(order.customer)
  return {
    ...wholeOrder,
    deliveryKind: order.delivery === 'none' ? 'digital' : order.delivery,
    channel: order.sourceName === 'pos' ? 'web' : order.sourceName,
    shippingTitle: order.shippingLine?.title ?? null,
    lines: order.lines.map(({ sku, quantity }) => ({
      ...bare,
      sku,
      quantity,
      variantGid: sku,
    })),
    buyer: {
      email: given(order.email),
      phone: order.phone,
      firstName: customer?.firstName ?? null,
      lastName: customer?.lastName ?? null,
      shipTo: shipTo ? addressOf(shipTo) : null,
      billTo: billTo ? addressOf(billTo) : null,
      note: order.note,
    },
  }
}

/** Faults that leave an order without something it cannot do without. */
const harmful = (order: SeedOrder) =>
  order.faults.filter(
    (fault) =>
      fault !== 'customer_null' && (order.delivery !== 'pickup' || !fault.startsWith('email')),
  )

test('of 3,000 orders as a shop gets them, exactly the wrong ones are stopped', () => {
  const wrongly: unknown[] = []
  for (let n = 0; n < 3_000; n += 1) {
    const order = orderOf(7, n)
    const words = missing(factsOf(order))
    if (words.length > 0 !== harmful(order).length > 0)
      wrongly.push({ n, faults: order.faults, words, address: order.shippingAddress })
  }
  expect(wrongly).toEqual([])
})

test('judging is quick: a thousand orders in far less than a second of work', () => {
  const orders = Array.from({ length: 1_000 }, (_, n) => factsOf(orderOf(8, n)))
  // The work of this thread alone: how long it waits for its turn on a busy machine is not counted.
  const started = process.threadCpuUsage()
  for (const facts of orders) decideComplete(facts)
  const { user, system } = process.threadCpuUsage(started)
  expect((user + system) / 1_000).toBeLessThan(500)
})
