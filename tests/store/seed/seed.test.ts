import { createHash } from 'node:crypto'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { isEan13 } from './ean.ts'
import { makeSeed } from './index.ts'
import type { SeedAddress, SeedOrder } from './shapes.ts'

const seed = makeSeed(42)
const orders = Array.from({ length: 2_000 }, (_, n) => seed.order(n))
const variants = seed.products.flatMap((product) =>
  product.variants.map((variant) => ({ ...variant, product })),
)
const bySku = new Map(
  variants.flatMap((one) => (one.sku === null ? [] : [[one.sku, one] as const])),
)

function variantOf(sku: string) {
  const found = bySku.get(sku)
  if (!found) throw new Error(`no variant "${sku}"`)
  return found
}

const share = (is: (order: SeedOrder) => boolean): number =>
  orders.filter(is).length / orders.length
const kinds = (order: SeedOrder) =>
  new Set(order.lines.map(({ sku }) => variantOf(sku).product.kind))

/** Forms of postcodes, written down apart from the seed's own; '' where a country has none. */
const postcodeForms: Readonly<Record<string, RegExp>> = {
  IE: /^([AC-FHKNPRTV-Y]\d{2}|D6W) [0-9AC-FHKNPRTV-Y]{4}$/,
  GB: /^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$/,
  NL: /^[1-9]\d{3} [A-Z]{2}$/,
  CA: /^[A-Z]\d[A-Z] \d[A-Z]\d$/,
  US: /^\d{5}(-\d{4})?$/,
  AU: /^\d{4}$/,
  BG: /^\d{4}$/,
  BR: /^\d{5}-\d{3}$/,
  JP: /^\d{3}-\d{4}$/,
  PL: /^\d{2}-\d{3}$/,
  SE: /^\d{3} \d{2}$/,
  GR: /^\d{3} \d{2}$/,
  IN: /^\d{6}$/,
  IL: /^\d{7}$/,
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
  ES: /^\d{5}$/,
  IT: /^\d{5}$/,
  AE: /^$/,
  HK: /^$/,
}

const hasRightPostcode = (address: SeedAddress): boolean =>
  postcodeForms[address.countryCode ?? '']?.test(address.zip ?? '') ?? false

describe('the catalogue', () => {
  test('has about 60 products and 120 variants, each sku and barcode once', () => {
    expect(seed.products.length).toBeGreaterThanOrEqual(58)
    expect(variants.length).toBeGreaterThanOrEqual(115)
    const skus = variants.flatMap(({ sku }) => sku ?? [])
    const barcodes = variants.flatMap(({ barcode }) => barcode ?? [])
    expect(new Set(skus).size).toBe(skus.length)
    expect(new Set(barcodes).size).toBe(barcodes.length)
    expect(new Set(seed.products.map(({ handle }) => handle)).size).toBe(seed.products.length)
    for (const barcode of barcodes) expect(isEan13(barcode)).toBe(true)
  })

  test('has the gaps and oddities of a real one', () => {
    const some = (is: (one: (typeof variants)[number]) => boolean) => variants.filter(is).length
    expect(some(({ sku }) => sku === null)).toBeGreaterThan(0)
    expect(some(({ barcode }) => barcode === null)).toBeGreaterThan(5)
    expect(
      some(({ grams, product }) => product.kind === 'physical' && grams === 0),
    ).toBeGreaterThan(1)
    expect(
      some(({ product }) => product.kind === 'physical' && product.sizeMm === null),
    ).toBeGreaterThan(1)
    const titles = seed.products.map(({ title }) => title)
    expect(titles.some((title) => title.length > 180)).toBe(true)
    for (const script of [
      /\p{Script=Greek}/u,
      /\p{Script=Hiragana}/u,
      /\p{Script=Arabic}/u,
      /\p{Script=Cyrillic}/u,
      /\p{Script=Devanagari}/u,
      /\p{Script=Han}/u,
    ])
      expect(titles.some((title) => script.test(title))).toBe(true)
  })

  test('has stock for goods at known places only, and none for downloads and gift cards', () => {
    const keys = new Set(seed.locations.map(({ key }) => key))
    for (const { onHand, product, tracked } of variants) {
      const stocked = Object.entries(onHand)
      expect(stocked.length > 0).toBe(product.kind === 'physical')
      expect(tracked).toBe(product.kind === 'physical')
      for (const [key, pieces] of stocked) {
        expect(keys.has(key)).toBe(true)
        expect(pieces).toBeGreaterThan(0)
      }
    }
    const partnerOnly = variants.filter(({ onHand }) => Object.keys(onHand).join() === 'partner')
    expect(partnerOnly.length).toBeGreaterThan(10)
  })

  test('has a picture for every product, a whole SVG with its colours filled in', () => {
    for (const { picture } of seed.products) {
      expect(picture).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<\/svg>$/)
      expect(picture).not.toMatch(/"[abc]"|undefined/)
    }
  })
})

describe('orders', () => {
  const digest = (value: unknown) =>
    createHash('sha256').update(JSON.stringify(value)).digest('hex')

  test('the same seed and number give the same order, another seed gives another', () => {
    const again = makeSeed(42)
    expect(digest(Array.from({ length: 200 }, (_, n) => again.order(199 - n)).reverse())).toBe(
      digest(orders.slice(0, 200)),
    )
    expect(digest(again.products)).toBe(digest(seed.products))
    expect(digest(makeSeed(43).order(5))).not.toBe(digest(seed.order(5)))
  })

  test('bad numbers are refused by name', () => {
    expect(() => seed.order(-1)).toThrow('no order number -1')
    expect(() => makeSeed(1.5)).toThrow('a seed is a whole number, got 1.5')
  })

  test('about one in eight is wrong, in every way there is', () => {
    expect(share(({ faults }) => faults.length > 0)).toBeGreaterThan(0.1)
    expect(share(({ faults }) => faults.length > 0)).toBeLessThan(0.15)
    expect(new Set(orders.flatMap(({ faults }) => faults)).size).toBe(8)
  })

  test('come from at least 14 countries, in their currencies, in many scripts', () => {
    const addresses = orders.flatMap(({ truth }) => truth.address ?? [])
    expect(new Set(addresses.map(({ countryCode }) => countryCode)).size).toBeGreaterThanOrEqual(14)
    const currencies = new Set(orders.map(({ currency }) => currency))
    for (const currency of ['EUR', 'GBP', 'USD', 'JPY', 'INR', 'AED'])
      expect(currencies.has(currency)).toBe(true)
    const names = addresses.map(({ lastName }) => lastName ?? '')
    for (const script of ['Arabic', 'Hebrew', 'Han', 'Cyrillic', 'Greek', 'Devanagari'])
      expect(names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name))).toBe(true)
    expect(names.some((name) => name.length > 60)).toBe(true)
    expect(addresses.some(({ firstName }) => firstName === null)).toBe(true)
  })

  test('hold their shares of pickup, digital, gift cards, drafts, partner goods and later changes', () => {
    const between = (value: number, low: number, high: number) => {
      expect(value).toBeGreaterThan(low)
      expect(value).toBeLessThan(high)
    }
    between(
      share(({ delivery }) => delivery === 'pickup'),
      0.05,
      0.12,
    )
    between(
      share((order) => [...kinds(order)].join() === 'digital'),
      0.03,
      0.08,
    )
    between(
      share((order) => [...kinds(order)].join() === 'gift_card'),
      0.015,
      0.05,
    )
    between(
      share((order) => kinds(order).has('physical') && kinds(order).size > 1),
      0.03,
      0.1,
    )
    between(
      share(({ sourceName }) => sourceName === 'shopify_draft_order'),
      0.04,
      0.1,
    )
    const atPartner = (sku: string) => Object.keys(variantOf(sku).onHand).join() === 'partner'
    between(
      share(({ lines }) => lines.some(({ sku }) => atPartner(sku))),
      0.15,
      0.5,
    )
    for (const kind of ['edit_quantity', 'refund_line', 'cancel'])
      between(
        share(({ later }) => later.some((one) => one.kind === kind)),
        0.01,
        0.07,
      )
    between(
      share(({ note }) => note !== null),
      0.08,
      0.2,
    )
    between(
      share(({ lines }) => lines.some(({ properties }) => properties.length > 0)),
      0.05,
      0.35,
    )
    between(
      share(({ financialStatus }) => financialStatus === 'partially_refunded'),
      0.005,
      0.04,
    )
    between(
      share(({ financialStatus }) => financialStatus === 'pending'),
      0.02,
      0.12,
    )
  })

  test('ask only for what is stocked where it is taken from', () => {
    for (const { lines, delivery } of orders) {
      expect(lines.length).toBeGreaterThan(0)
      for (const { product, onHand } of lines.map(({ sku }) => variantOf(sku))) {
        if (product.kind === 'physical') expect(Object.keys(onHand)).not.toEqual([])
        if (delivery === 'pickup') expect(onHand['shop-floor']).toBeGreaterThan(0)
      }
    }
  })

  test('never ask, 2,000 of them together, for more than there is', () => {
    for (const pickup of [true, false]) {
      const asked = new Map<string, number>()
      const lines = orders
        .filter(({ delivery }) => (delivery === 'pickup') === pickup)
        .flatMap((order) => order.lines)
        .filter(({ sku }) => variantOf(sku).product.kind === 'physical')
      for (const { sku, quantity } of lines) asked.set(sku, (asked.get(sku) ?? 0) + quantity)
      expect(asked.size).toBeGreaterThan(20)
      for (const [sku, pieces] of asked) {
        const { onHand } = variantOf(sku)
        const there = pickup ? onHand['shop-floor'] : (onHand['main'] ?? onHand['partner'])
        expect(there, sku).toBeGreaterThanOrEqual(pieces)
      }
    }
  })

  test('carry a delivery that fits what is in them', () => {
    for (const order of orders) {
      expect(order.delivery === 'none').toBe(!kinds(order).has('physical'))
      const missing = order.faults.includes('no_shipping_line')
      expect(order.shippingLine === null).toBe(order.delivery === 'none' || missing)
      expect(order.shippingLine?.price ?? '0.00').toMatch(
        order.currency === 'JPY' ? /^\d+$|^0\.00$/ : /^\d+\.\d\d$/,
      )
    }
  })

  test('later changes point at lines that are there and leave something of the order', () => {
    for (const { later, lines } of orders) {
      for (const change of later) {
        expect(change.afterMs).toBeGreaterThan(0)
        if (change.kind === 'cancel') continue
        const line = lines[change.line]
        if (!line) throw new Error(`no line ${change.line}`)
        const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
        const gone = change.kind === 'refund_line' ? change.quantity : line.quantity - change.to
        expect(gone).not.toBe(0)
        expect(gone).toBeLessThan(pieces)
        expect(gone).toBeLessThanOrEqual(line.quantity)
      }
    }
  })
})

describe('what the customer would answer', () => {
  test('is complete, with a postcode of the right form and a phone that can be called', () => {
    for (const { truth, delivery } of orders) {
      expect(truth.email).toMatch(/^[a-z.]+\d+@example\.(com|org|net)$/)
      const phone = parsePhoneNumberFromString(truth.phone ?? '')
      expect(phone?.isValid(), truth.phone ?? '').toBe(true)
      expect(truth.address !== null).toBe(delivery === 'shipping')
      if (!truth.address) continue
      const { address } = truth
      for (const part of [address.lastName, address.address1, address.city, address.countryCode])
        expect(part ?? '').not.toBe('')
      expect(hasRightPostcode(address), `${address.countryCode} ${address.zip}`).toBe(true)
      expect(address.firstName).not.toBe('')
      if (address.phone !== null) {
        const code = phone?.country
        expect(parsePhoneNumberFromString(address.phone, code ?? 'IE')?.number).toBe(truth.phone)
      }
    }
  })

  test('differs from the order exactly where the order is wrong', () => {
    for (const { faults, truth, email, shippingAddress, customer, delivery } of orders) {
      expect(email === truth.email).toBe(!faults.some((fault) => fault.startsWith('email_')))
      expect(customer === null || customer === 'absent').toBe(faults.includes('customer_null'))
      if (delivery !== 'shipping') continue
      const addressIsWrong = faults.some((fault) => /^address_|^postcode_/.test(fault))
      expect(JSON.stringify(shippingAddress) === JSON.stringify(truth.address)).toBe(
        !addressIsWrong,
      )
    }
  })

  const wrongBy = (fault: SeedOrder['faults'][number]) =>
    orders.filter(({ faults }) => faults.includes(fault)).map((order) => order.shippingAddress)
  const written = (address: SeedOrder['shippingAddress']): SeedAddress => {
    if (address === null || address === 'absent') throw new Error('no address')
    return address
  }

  test('is missing from the order in the way the fault says', () => {
    expect(new Set(wrongBy('address_null'))).toEqual(new Set([null]))
    expect(new Set(wrongBy('address_absent'))).toEqual(new Set(['absent']))
    for (const address of wrongBy('postcode_of_another_country').map(written))
      expect(hasRightPostcode(address), `${address.countryCode} ${address.zip}`).toBe(false)
    for (const { address1, city } of wrongBy('address_half_empty').map(written))
      expect(address1 && city, `${address1}, ${city}`).toBeFalsy()
  })
})
