import { createHmac } from 'node:crypto'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { fakeNetwork } from '../../../../tests/msw.ts'
import { ProviderAnswerUnreadable, ProviderUnavailable } from '../../../kernel/faults.ts'
import { trackingRegistry } from '../registry.ts'
import { parcelnetTracking } from './parcelnet.server.ts'

const network = fakeNetwork()
const base = 'https://api.parcelnet.test'
const secret = 'quite-a-secret-one'
const tracker = parcelnetTracking({ baseUrl: base, secret, timeoutMs: 300 })
const ask = () => tracker.news('PN 1/2', new AbortController().signal)

const event = (id: string, code: string, at: string) => ({
  ...{ id, code, at, message: 'what happened', place: 'Köln, DE' },
})
const told = {
  number: 'PN1',
  eta: '2026-11-25T17:00:00+01:00',
  events: [event('2', 'ZZ', '2026-11-23T09:00:00Z'), event('1', 'PU', '2026-11-23T08:00:00.000Z')],
}

test('news are read oldest first; a code we do not know stays unknown and keeps its text', async () => {
  network.use(
    http.get(`${base}/v1/track/:number`, ({ params }) =>
      params['number'] === 'PN 1/2' ? HttpResponse.json(told) : HttpResponse.error(),
    ),
  )
  const news = await ask()
  expect(news.eta).toEqual(new Date('2026-11-25T16:00:00Z'))
  expect(news.events.map(({ key, status, rawCode }) => ({ key, status, rawCode }))).toEqual([
    { key: '1', status: 'picked_up', rawCode: 'PU' },
    { key: '2', status: 'unknown', rawCode: 'ZZ' },
  ])
})

test('a number the carrier does not know yet has no events', async () => {
  network.use(
    http.get(`${base}/v1/track/:number`, () =>
      HttpResponse.json({ errors: ['no such parcel'] }, { status: 404 }),
    ),
  )
  expect((await ask()).events).toEqual([])
})

test.each([
  ['a busy answer', () => new HttpResponse(null, { status: 503 }), ProviderUnavailable],
  ['a cut line', () => HttpResponse.error(), ProviderUnavailable],
  ['a page instead of data', () => HttpResponse.html('<h1>hi</h1>'), ProviderAnswerUnreadable],
  [
    'a time without a zone',
    () => HttpResponse.json({ ...told, events: [event('1', 'PU', '2026-11-23T08:00:00')] }),
    ProviderAnswerUnreadable,
  ],
] as const)('%s is told apart', async (_name, answer, fault) => {
  network.use(http.get(`${base}/v1/track/:number`, answer))
  await expect(ask()).rejects.toBeInstanceOf(fault)
})

const signed = (body: Uint8Array, by = secret) =>
  new Headers({
    'x-parcelnet-signature': `sha256=${createHmac('sha256', by).update(body).digest('hex')}`,
  })

test('a message is believed by its raw bytes, not by what they mean', () => {
  const odd = Buffer.from(`{ "weight": 614.0,\n "parcels": [${JSON.stringify(told)}] }`)
  expect(tracker.readMessage(signed(odd), odd)).toMatchObject([{ trackingNumber: 'PN1' }])
  const same = Buffer.from(JSON.stringify(JSON.parse(odd.toString('utf8'))))
  expect(tracker.readMessage(signed(odd), same)).toBeNull()
})

test('a message signed by somebody else, or not at all, is not read', () => {
  const body = Buffer.from(JSON.stringify({ parcels: [told] }))
  expect(tracker.readMessage(signed(body, 'another-secret-key'), body)).toBeNull()
  expect(tracker.readMessage(new Headers(), body)).toBeNull()
})

test('a signed message in an unknown shape is a fault, not silence', () => {
  for (const text of ['{"parcels":{}}', 'no json', '[]']) {
    const body = Buffer.from(text)
    expect(() => tracker.readMessage(signed(body), body)).toThrow(ProviderAnswerUnreadable)
  }
})

test('signs that no database takes are taken out; a number of nothing else is no number', () => {
  const read = (number: string) => {
    const body = Buffer.from(JSON.stringify({ parcels: [{ ...told, number }] }))
    return tracker.readMessage(signed(body), body)
  }
  expect(read('P\0N1\ud800')).toMatchObject([{ trackingNumber: 'PN1\ufffd' }])
  expect(() => read('\0')).toThrow(ProviderAnswerUnreadable)
})

test('two trackers may not share a key, and an unknown key is not guessed', () => {
  expect(() => trackingRegistry([tracker, tracker])).toThrow('share a key')
  expect(() => trackingRegistry([tracker]).get('nope')).toThrow('known: parcelnet')
})
