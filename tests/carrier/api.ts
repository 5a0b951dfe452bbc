import { z } from 'zod'
import type { CarrierEvent, CarrierParcel } from './book.ts'
import { type Answer, type Asked, json, refusal } from './http.ts'
import { labelPdf } from './label-pdf.ts'
import { labelZpl } from './label-zpl.ts'
import { parcelNumber } from './number.ts'
import { priceOf, services } from './prices.ts'
import { decideWay } from './ways.ts'
import { type Carrier, trackingUrl } from './world.ts'

const country = z.string().regex(/^[A-Z]{2}$/, 'two capital letters')
const address = z.object({
  name: z.string().trim().min(1, 'is missing'),
  company: z.string().nullable(),
  street1: z.string().trim().min(1, 'is missing'),
  street2: z.string().nullable(),
  city: z.string().trim().min(1, 'is missing'),
  region: z.string().nullable(),
  postcode: z.string().nullable(),
  country,
})
const weight = z.object({ weight_g: z.number().int().min(1).max(31_500) })
const rateBody = z.object({
  from: z.object({ country }),
  to: z.object({ country }),
  parcel: weight,
})
const labelBody = z.object({
  reference: z.string().trim().min(1),
  service: z.string(),
  callback: z.string().regex(/^[\w-]{1,80}$/),
  from: address,
  to: address,
  parcel: weight,
})

const wrong = (error: z.ZodError) =>
  refusal(error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))

/** The carrier's API for shippers. */
export async function answerApi(carrier: Carrier, asked: Asked): Promise<Answer> {
  if (asked.headers.authorization !== `Bearer ${carrier.options.secret}`)
    return refusal(['unknown account'], 401)
  const [, , part = '', number = '', verb = ''] = asked.path.split('/')
  if (asked.method === 'POST' && part === 'rates') return rates(asked.body)
  if (asked.method === 'POST' && part === 'labels' && number === '') return buy(carrier, asked)
  if (asked.method === 'POST' && part === 'labels' && verb === 'void')
    return voidOne(carrier, number)
  if (asked.method === 'GET' && part === 'track') return track(carrier, number)
  return refusal(['no such page'], 404)
}

function rates(body: unknown): Answer {
  const read = rateBody.safeParse(body)
  if (!read.success) return wrong(read.error)
  const { from, to, parcel } = read.data
  return json({
    rates: services(from.country, to.country).map((service) => ({
      service: service.code,
      name: service.name,
      price: priceOf(service, parcel.weight_g),
      days: service.days,
    })),
  })
}

async function buy(carrier: Carrier, asked: Asked): Promise<Answer> {
  const key = String(asked.headers['idempotency-key'] ?? '')
  if (key === '') return refusal(['Idempotency-Key is missing'], 400)
  const known = carrier.book.byKey.get(key)
  if (known) {
    carrier.book.totals.repeats++
    return json(await labelOf(carrier, known))
  }
  const read = labelBody.safeParse(asked.body)
  if (!read.success) {
    carrier.book.totals.refusals++
    return wrong(read.error)
  }
  const { from, to, parcel } = read.data
  const service = services(from.country, to.country).find((one) => one.code === read.data.service)
  if (!service) return refusal([`service: ${read.data.service} does not go to ${to.country}`])
  const number = parcelNumber(++carrier.book.totals.serial)
  const now = Date.now()
  const made: CarrierParcel = {
    ...{ number, key, from, to, callback: read.data.callback },
    ...{ reference: read.data.reference, service: service.code },
    weightGrams: parcel.weight_g,
    price: priceOf(service, parcel.weight_g),
    boughtAt: new Date(now).toISOString(),
    voidedAt: null,
    eta: new Date(now + service.days * 86_400_000).toISOString(),
    way: decideWay(carrier.options.seed, number, carrier.shares),
    ...{ step: 0, nextAt: now + carrier.options.eventEveryMs / 2, events: [] },
    ...{ unpushed: [], pushTries: 0, pushAt: 0 },
  }
  carrier.book.add(made)
  return json(await labelOf(carrier, made), 201)
}

const labelOf = async (carrier: Carrier, parcel: CarrierParcel) => {
  const url = trackingUrl(carrier, parcel.number)
  const pdf = await labelPdf(parcel, url)
  return {
    number: parcel.number,
    carrier: 'Parcelnet',
    service: parcel.service,
    tracking_url: url,
    price: parcel.price,
    eta: parcel.eta,
    label: { pdf: Buffer.from(pdf).toString('base64'), zpl: labelZpl(parcel, url) },
  }
}

function voidOne(carrier: Carrier, number: string): Answer {
  const parcel = carrier.book.byNumber.get(number)
  if (!parcel) return refusal(['no such label'], 404)
  if (parcel.events.some((event) => event.code !== 'AN'))
    return refusal(['the parcel is on its way already'], 409)
  parcel.voidedAt ??= new Date().toISOString()
  parcel.nextAt = null
  carrier.book.flush()
  return json({ number, voided_at: parcel.voidedAt })
}

/** What is told of a parcel, asked or pushed. */
export const newsOf = (parcel: CarrierParcel, events: readonly CarrierEvent[]) => ({
  number: parcel.number,
  eta: parcel.voidedAt ? null : parcel.eta,
  events,
})

function track(carrier: Carrier, number: string): Answer {
  const parcel = carrier.book.byNumber.get(number)
  return parcel ? json(newsOf(parcel, parcel.events)) : refusal(['no such parcel'], 404)
}
