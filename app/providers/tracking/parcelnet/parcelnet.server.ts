import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { ProviderAnswerUnreadable, ProviderRefused } from '../../../kernel/faults.ts'
import { sameText } from '../../../platform/signed-token.server.ts'
import { askJson, readAnswer } from '../../ask-json.server.ts'
import type { ParcelNews, ParcelStatus, TrackingProvider } from '../contract.ts'

export interface ParcelnetTrackingOptions {
  readonly baseUrl: string
  readonly secret: string
  readonly timeoutMs: number
}

const name = 'Parcelnet'

/** Parcelnet's codes in our words. A code that is not here stays `unknown` and keeps its text. */
const statusOf: Readonly<Record<string, ParcelStatus>> = {
  AN: 'announced',
  PU: 'picked_up',
  IT: 'moving',
  OD: 'out_for_delivery',
  AT: 'attempted',
  RP: 'ready_for_pickup',
  DY: 'delayed',
  DL: 'delivered',
  FL: 'failed',
  RS: 'returned',
}

/** Signs that no database takes, whoever signed them: zero, and halves of others. */
const words = z.string().transform((text) => text.replaceAll('\0', '').toWellFormed())
const mark = words.pipe(z.string().min(1))

const newsShape = z.object({
  number: mark,
  eta: z.iso.datetime({ offset: true }).nullable(),
  events: z.array(
    z.object({
      id: mark,
      code: mark,
      at: z.iso.datetime({ offset: true }),
      message: words,
      place: words,
    }),
  ),
})
const messageShape = z.object({ parcels: z.array(newsShape) })

const newsOf = (raw: z.infer<typeof newsShape>): ParcelNews => ({
  trackingNumber: raw.number,
  eta: raw.eta === null ? null : new Date(raw.eta),
  events: raw.events
    .map((event) => ({
      key: event.id,
      status: statusOf[event.code] ?? ('unknown' as const),
      rawCode: event.code,
      message: event.message,
      place: event.place,
      at: new Date(event.at),
    }))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime()),
})

/** Parcelnet tells what happens to a parcel, asked or by itself. Source: docs/providers/parcelnet.md. */
export function parcelnetTracking(options: ParcelnetTrackingOptions): TrackingProvider {
  const { baseUrl, secret, timeoutMs } = options
  return {
    key: 'parcelnet',
    async news(trackingNumber, signal) {
      const { status, body } = await askJson(name, {
        method: 'GET',
        url: new URL(`/v1/track/${encodeURIComponent(trackingNumber)}`, baseUrl),
        headers: { authorization: `Bearer ${secret}` },
        ...{ timeoutMs, signal },
      })
      if (status === 404) return { trackingNumber, events: [], eta: null }
      if (status >= 400) throw new ProviderRefused(name, [`status ${status}`])
      return newsOf(readAnswer(name, newsShape, body))
    },
    readMessage(headers, body) {
      const right = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
      if (!sameText(headers.get('x-parcelnet-signature') ?? '', right)) return null
      return readAnswer(name, messageShape, parse(body)).parcels.map(newsOf)
    },
  }
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch (cause) {
    throw new ProviderAnswerUnreadable(name, { cause, detail: 'a message that is no JSON' })
  }
}
