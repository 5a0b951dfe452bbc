import { describe, expect, test } from 'vitest'
import { oneShop } from '../../../../tests/shop.ts'
import { act } from '../../../../tests/store/act.ts'
import { littleAddress, littleOrder, littleSeed } from '../../../../tests/store/little-seed.ts'
import { placeOrder } from '../../../../tests/store/orders/place.ts'
import { gid } from '../../../kernel/ids.ts'
import { money } from '../../../kernel/money.ts'
import type { DraftRequest } from '../draft-calls.ts'
import { wordsQuery } from './operations/searches.ts'

const joined = oneShop({ seed: littleSeed, bucket: { maximum: 20_000, restoreRate: 1_000 } })
const key = (value: string) => ({ name: '_orderwright_form', value })

async function request(change: Partial<DraftRequest> = {}): Promise<DraftRequest> {
  const { provider, store } = joined()
  const [mug] = await provider.findVariants(store, 'mug')
  if (!mug) throw new Error('no mug')
  return {
    customerGid: null,
    email: 'ana@example.com',
    phone: null,
    shipTo: littleAddress,
    billTo: null,
    note: null,
    tags: [],
    attributes: [],
    lines: [{ variantGid: mug.variantGid, quantity: 3, properties: [] }],
    shipping: null,
    ...change,
  }
}

test('what a person types is words to look for, never an operator', () => {
  expect(wordsQuery('  Ana  Ni')).toBe('Ana* Ni*')
  expect(wordsQuery('tag:vip OR -"x" (a)')).toBe('tag* vip* x* a*')
  expect(wordsQuery(' :-() ')).toBe('')
})

describe('looking for', () => {
  test('a customer finds them by the beginning of a name and by their whole number', async () => {
    const { provider, store, standIn } = joined()
    act(standIn.world(), (acting) =>
      placeOrder(
        acting,
        littleOrder({
          customer: {
            firstName: 'Zoë',
            lastName: 'Murphy',
            email: 'zoe@example.com',
            phone: '+353871234567',
          },
        }),
        null,
      ),
    )
    const found = await provider.findCustomers(store, { words: 'zoë mur' })
    expect(found).toMatchObject([
      { lastName: 'Murphy', email: 'zoe@example.com', address: { city: 'Maribor' }, orders: 1 },
    ])
    const byPhone = await provider.findCustomers(store, { phone: '+353871234567' })
    expect(byPhone).toEqual(found)
    expect(await provider.findCustomers(store, { words: 'nobody' })).toEqual([])
    expect(await provider.findCustomers(store, { words: ' : ' })).toEqual([])
  })

  test('goods tells price and stock of this moment, by title or SKU', async () => {
    const { provider, store, standIn } = joined()
    const [before] = await provider.findVariants(store, 'MUG')
    expect(before).toMatchObject({
      sku: 'MUG',
      title: 'mug',
      price: { minor: 1250n, currency: 'EUR' },
      requiresShipping: true,
    })
    act(standIn.world(), (acting) => placeOrder(acting, littleOrder(), null))
    const gone = gid('gid://shopify/ProductVariant/999999')
    const ids = [before?.variantGid ?? gone, gone]
    const left = (before?.available ?? 0) - 2
    expect(await provider.variants(store, ids)).toEqual([{ ...before, available: left }])
  })
})

test('delivery options and sums are the store’s own, and asking makes nothing', async () => {
  const { provider, store, standIn } = joined()
  const before = standIn.counts().totals.drafts.made
  const draft = await request()
  const options = await provider.deliveryOptions(store, draft)
  expect(options.map(({ title, kind, price }) => [title, kind, price.minor])).toEqual([
    ['Standard international', 'shipping', 1290n],
    ['Express', 'shipping', 2490n],
    ['Shop floor', 'pickup', 0n],
  ])
  const quote = await provider.quoteDraft(store, {
    ...draft,
    shipping: { handle: options[0]?.handle ?? '' },
  })
  expect(quote).toMatchObject({
    goods: { minor: 3750n },
    shipping: { minor: 1290n },
    total: { minor: 5040n, currency: 'EUR' },
  })
  expect(standIn.counts().totals.drafts.made).toBe(before)
})

test('a draft that was made is found again by its attribute, past newer ones', async () => {
  const { provider, store } = joined()
  const since = new Date()
  const made = await provider.createDraft(store, await request({ attributes: [key('one')] }))
  for (let more = 0; more < 55; more += 1) await provider.createDraft(store, await request())
  expect(await provider.findDraft(store, key('one'), since)).toEqual(made)
  expect(await provider.findDraft(store, key('two'), since)).toBeNull()
})

test('a draft is completed once, and answers the same order ever after', async () => {
  const { provider, store, standIn } = joined()
  const draft = await request({ shipping: { title: 'By hand', price: money('2.00', 'EUR') } })
  const made = await provider.createDraft(store, draft)
  expect(made).toMatchObject({ state: 'open', order: null, total: { minor: 3950n } })
  const done = await provider.completeDraft(store, made.gid)
  expect(done).toMatchObject({ state: 'completed', order: { name: expect.any(String) } })
  expect(await provider.completeDraft(store, made.gid)).toEqual(done)
  const orders = [...standIn.world().orders.values()].filter(
    ({ name }) => name === done.order?.name,
  )
  expect(orders).toMatchObject([{ shippingLines: [{ title: 'By hand' }] }])
})

test('the payment link is mailed once, and not without an address', async () => {
  const { provider, store, standIn } = joined()
  const { gid: id, payUrl } = await provider.createDraft(store, await request())
  expect(payUrl).toContain('/invoices/')
  const before = standIn.counts().totals.drafts.invoicesSent
  expect((await provider.sendInvoice(store, id)).state).toBe('invoice_sent')
  expect((await provider.sendInvoice(store, id)).state).toBe('invoice_sent')
  expect(standIn.counts().totals.drafts.invoicesSent).toBe(before + 1)
  const silent = await provider.createDraft(store, await request({ email: null }))
  await expect(provider.sendInvoice(store, silent.gid)).rejects.toThrow("can't be blank")
})
