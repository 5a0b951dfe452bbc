import { delay, HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { fakeNetwork } from '../../../../tests/msw.ts'
import {
  ProviderAnswerUnreadable,
  ProviderRefused,
  ProviderUnavailable,
} from '../../../kernel/faults.ts'
import { requestKey } from '../../../kernel/ids.ts'
import { grams } from '../../../kernel/units.ts'
import type { LabelAddress, LabelRequest } from '../contract.ts'
import { parcelnetCarrier } from './parcelnet.server.ts'

const network = fakeNetwork()
const base = 'https://api.parcelnet.test'
const carrier = parcelnetCarrier({ baseUrl: base, secret: 'quite-a-secret-one', timeoutMs: 300 })
const key = requestKey('buy_label', 'p1', 1)

const place: LabelAddress = {
  ...{ name: 'Zoë Müller', company: null, street1: 'Weg 1', street2: null, city: 'Köln' },
  ...{ region: null, postcode: '50667', country: 'DE', phone: null, email: null },
}
const wanted: LabelRequest = {
  ...{ reference: '#1001-1', service: 'standard', callback: 'shop-1', from: place, to: place },
  parcel: { weight: grams(900), size: null },
}
const sold = {
  number: 'PN1000000015XN',
  carrier: 'Parcelnet',
  service: 'standard',
  tracking_url: 'https://parcelnet.test/track/PN1000000015XN',
  price: { amount: '5.10', currency: 'EUR' },
  eta: '2026-11-25T17:00:00.000Z',
  label: { pdf: Buffer.from('%PDF-1.3 …').toString('base64'), zpl: '^XA^XZ' },
}
const sells = (answer: object, status = 201) =>
  http.post(`${base}/v1/labels`, () => HttpResponse.json(answer, { status }))

test('a bought label comes with number, link, both prints, price and expected day', async () => {
  const asked: { key: string | null; auth: string | null; body: unknown }[] = []
  network.use(
    http.post(`${base}/v1/labels`, async ({ request }) => {
      asked.push({
        key: request.headers.get('idempotency-key'),
        auth: request.headers.get('authorization'),
        body: await request.json(),
      })
      return HttpResponse.json(sold, { status: 201 })
    }),
  )
  expect(await carrier.buyLabel(wanted, key)).toEqual({
    trackingNumber: sold.number,
    trackingUrl: sold.tracking_url,
    carrierName: 'Parcelnet',
    pdf: new Uint8Array(Buffer.from('%PDF-1.3 …')),
    zpl: '^XA^XZ',
    cost: { minor: 510n, currency: 'EUR' },
    eta: new Date('2026-11-25T17:00:00.000Z'),
  })
  expect(asked).toMatchObject([
    {
      key: 'buy_label:p1:1',
      auth: 'Bearer quite-a-secret-one',
      body: { reference: '#1001-1', callback: 'shop-1', parcel: { weight_g: 900 } },
    },
  ])
})

test('rates name service, price and days, and ask without names or streets', async () => {
  let body = ''
  network.use(
    http.post(`${base}/v1/rates`, async ({ request }) => {
      body = await request.text()
      const price = { amount: '6.00', currency: 'EUR' }
      return HttpResponse.json({
        rates: [
          { service: 'standard', name: 'Standard', price, days: 2 },
          { service: 'freight', name: 'Freight', price, days: null },
        ],
      })
    }),
  )
  expect(await carrier.rates(wanted)).toEqual([
    { service: 'standard', name: 'Standard', cost: { minor: 600n, currency: 'EUR' }, days: 2 },
    { service: 'freight', name: 'Freight', cost: { minor: 600n, currency: 'EUR' }, days: null },
  ])
  expect(body).not.toContain('Müller')
  expect(body).not.toContain('Weg 1')
})

test('a refusal carries every one of the carrier’s own words', async () => {
  network.use(sells({ errors: ['to.city: is missing', 'parcel: too heavy'] }, 422))
  const refusal = await carrier.buyLabel(wanted, key).catch((fault: unknown) => fault)
  expect(refusal).toBeInstanceOf(ProviderRefused)
  expect(refusal).toMatchObject({ reasons: ['to.city: is missing', 'parcel: too heavy'] })
})

test('a busy carrier names its wait', async () => {
  network.use(
    http.post(`${base}/v1/labels`, () =>
      HttpResponse.json({ errors: ['busy'] }, { status: 429, headers: { 'retry-after': '7' } }),
    ),
  )
  const fault = await carrier.buyLabel(wanted, key).catch((cause: unknown) => cause)
  expect(fault).toBeInstanceOf(ProviderUnavailable)
  expect(fault).toMatchObject({ waitMs: 7_000 })
})

test.each([
  ['a cut line', () => HttpResponse.error(), ProviderUnavailable],
  ['a broken carrier', () => new HttpResponse('oops', { status: 502 }), ProviderUnavailable],
  ['a redirect', () => HttpResponse.redirect('https://else.test/'), ProviderUnavailable],
  [
    'a page instead of data',
    () => HttpResponse.html('<h1>back soon</h1>'),
    ProviderAnswerUnreadable,
  ],
  ['cut JSON', () => HttpResponse.text('{"number":"PN'), ProviderAnswerUnreadable],
  [
    'a label without a number',
    () => HttpResponse.json({ ...sold, number: '' }),
    ProviderAnswerUnreadable,
  ],
  [
    'a print that is no PDF',
    () => HttpResponse.json({ ...sold, label: { pdf: btoa('<html>'), zpl: '^XA' } }),
    ProviderAnswerUnreadable,
  ],
  [
    'a price that is no amount',
    () => HttpResponse.json({ ...sold, price: { amount: '5,10', currency: 'EUR' } }),
    ProviderAnswerUnreadable,
  ],
] as const)('%s is told apart', async (_name, answer, fault) => {
  network.use(http.post(`${base}/v1/labels`, answer))
  await expect(carrier.buyLabel(wanted, key)).rejects.toBeInstanceOf(fault)
})

test('a carrier that never answers is given up in time', async () => {
  network.use(
    http.post(`${base}/v1/labels`, async () => {
      await delay(2_000)
      return HttpResponse.json(sold)
    }),
  )
  await expect(carrier.buyLabel(wanted, key)).rejects.toBeInstanceOf(ProviderUnavailable)
})

test('a label that was used cannot be made void, and the carrier says why', async () => {
  network.use(
    http.post(`${base}/v1/labels/:number/void`, () =>
      HttpResponse.json({ errors: ['the parcel is on its way already'] }, { status: 409 }),
    ),
  )
  await expect(carrier.voidLabel('PN 1/2')).rejects.toMatchObject({
    reasons: ['the parcel is on its way already'],
  })
})
