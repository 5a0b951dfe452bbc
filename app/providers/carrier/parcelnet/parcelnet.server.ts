import { askJson, type JsonQuestion } from '../../ask-json.server.ts'
import type { CarrierProvider } from '../contract.ts'
import { mustBeFine, readLabel, readRates } from './answer.ts'
import { labelBody, rateBody } from './request.ts'

export interface ParcelnetOptions {
  readonly baseUrl: string
  readonly secret: string
  readonly timeoutMs: number
}

/** Parcelnet sells labels over HTTP. Source: docs/providers/parcelnet.md. */
export function parcelnetCarrier({
  baseUrl,
  secret,
  timeoutMs,
}: ParcelnetOptions): CarrierProvider {
  const post = (path: string, body: unknown, headers: JsonQuestion['headers'] = {}) =>
    askJson('Parcelnet', {
      method: 'POST',
      url: new URL(path, baseUrl),
      headers: { authorization: `Bearer ${secret}`, ...headers },
      body,
      timeoutMs,
    })
  return {
    key: 'parcelnet',
    name: 'Parcelnet',
    rates: async (request) => readRates(await post('/v1/rates', rateBody(request))),
    buyLabel: async (request, key) =>
      readLabel(await post('/v1/labels', labelBody(request), { 'idempotency-key': key })),
    voidLabel: async (number) =>
      mustBeFine(await post(`/v1/labels/${encodeURIComponent(number)}/void`, {})),
  }
}
