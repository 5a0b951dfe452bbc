import { HttpResponse, http } from 'msw'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { fakeNetwork } from '../../../../tests/msw.ts'
import {
  ProviderAnswerUnreadable,
  ProviderRefused,
  ProviderUnavailable,
} from '../../../kernel/faults.ts'
import { requestKey } from '../../../kernel/ids.ts'
import { AddressNotAllowed, openOutbound } from '../../../platform/outbound.server.ts'
import type { PartnerShipment } from '../contract.ts'
import { signMessage } from './sign.ts'
import { signedApi } from './signed-api.server.ts'

const network = fakeNetwork()
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const endpointUrl = 'https://partner.test/orderwright'
const partner = { partnerId: 'p1', endpointUrl, signingSecret: secret }
const key = requestKey('partner_request', 'a6b1')
const outbound = openOutbound({ allowPrivate: false, resolve: async () => ['93.184.215.14'] })
const provider = signedApi({ outbound, timeoutMs: 300 })

const shipment: PartnerShipment = {
  shipmentId: '0199aa00-0000-7000-8000-000000000001',
  number: '#1001-1',
  orderName: '#1001',
  shipTo: {
    name: 'Zoë Müller',
    company: null,
    street1: 'Hauptstraße 1',
    street2: null,
    city: 'Köln',
    region: null,
    postcode: '50667',
    country: 'DE',
    phone: null,
    email: null,
  },
  shippingTitle: 'Standard',
  shipBy: '2026-11-24T17:00:00.000Z',
  note: null,
  lines: [{ lineId: 'l1', sku: 'MUG-1', title: 'Mug', quantity: 2 }],
}

test('a foreign verifier accepts the message as it went over the wire', async () => {
  const seen: { verified: unknown; id: string | null }[] = []
  network.use(
    http.post(endpointUrl, async ({ request }) => {
      const body = await request.text()
      const verified = new Webhook(secret).verify(body, Object.fromEntries(request.headers))
      seen.push({ verified, id: request.headers.get('webhook-id') })
      return HttpResponse.json({ reference: 'HF-77' }, { status: 202 })
    }),
  )
  expect(await provider.request(partner, shipment, key)).toEqual({ partnerRef: 'HF-77' })
  expect(seen).toMatchObject([
    {
      id: 'partner_request:a6b1',
      verified: {
        type: 'fulfillment.requested',
        data: {
          id: shipment.shipmentId,
          number: '#1001-1',
          ship_to: { name: 'Zoë Müller', city: 'Köln' },
          lines: [{ line_id: 'l1', sku: 'MUG-1', quantity: 2 }],
        },
      },
    },
  ])
})

test('the published example of Standard Webhooks gives the published signature', () => {
  const signed = signMessage(
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    new Date(1_614_265_330_000),
    '{"test": 2432232314}',
  )
  expect(signed['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('a secret of another form is named as such and not shown', () => {
  expect(() => signMessage('hunter2', 'id', new Date(), '{}')).toThrow(
    'the signing secret is not whsec_',
  )
})

test('an empty receipt is a receipt; a cancellation goes the same way', async () => {
  const types: unknown[] = []
  network.use(
    http.post(endpointUrl, async ({ request }) => {
      types.push((await request.json()) as unknown)
      return new HttpResponse(null, { status: 204 })
    }),
  )
  await provider.cancel(partner, shipment, requestKey('partner_cancel', 'a6b1'))
  expect(await provider.request(partner, shipment, key)).toEqual({ partnerRef: null })
  expect(types).toMatchObject([
    { type: 'fulfillment.cancel_requested', data: { id: shipment.shipmentId } },
    { type: 'fulfillment.requested' },
  ])
})

test.each([
  ['a busy answer', () => new HttpResponse(null, { status: 503 }), ProviderUnavailable],
  ['too many calls', () => new HttpResponse(null, { status: 429 }), ProviderUnavailable],
  ['a cut line', () => HttpResponse.error(), ProviderUnavailable],
  [
    'no answer in time',
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 900))
      return new HttpResponse(null, { status: 204 })
    },
    ProviderUnavailable,
  ],
  [
    'a page instead of a receipt',
    () => HttpResponse.html('<h1>Welcome</h1>'),
    ProviderAnswerUnreadable,
  ],
  [
    'a redirect',
    () => new HttpResponse(null, { status: 302, headers: { location: 'https://evil.test/' } }),
    ProviderRefused,
  ],
  [
    'a refusal',
    () => HttpResponse.json({ error: 'unknown sku MUG-1' }, { status: 422 }),
    ProviderRefused,
  ],
] as const)('%s is told apart', async (_name, answer, fault) => {
  network.use(http.post(endpointUrl, answer))
  await expect(provider.request(partner, shipment, key)).rejects.toBeInstanceOf(fault)
})

test("a refusal carries the partner's own words", async () => {
  network.use(
    http.post(endpointUrl, () =>
      HttpResponse.json({ error: { message: 'unknown sku MUG-1' } }, { status: 422 }),
    ),
  )
  await expect(provider.request(partner, shipment, key)).rejects.toThrow('unknown sku MUG-1')
})

test('how long a busy partner asks us to wait is passed on', async () => {
  network.use(
    http.post(
      endpointUrl,
      () => new HttpResponse(null, { status: 503, headers: { 'retry-after': '120' } }),
    ),
  )
  await expect(provider.request(partner, shipment, key)).rejects.toMatchObject({ waitMs: 120_000 })
})

test('an address in a private network is refused and nothing is sent', async () => {
  const inside = { ...partner, endpointUrl: 'https://127.0.0.1:9/orderwright' }
  await expect(provider.request(inside, shipment, key)).rejects.toBeInstanceOf(AddressNotAllowed)
})
