import { z } from 'zod'
import { ProviderAnswerUnreadable, ProviderRefused } from '../../../kernel/faults.ts'
import { type Money, money } from '../../../kernel/money.ts'
import { readAnswer } from '../../ask-json.server.ts'
import type { Label, Rate } from '../contract.ts'

const name = 'Parcelnet'
const price = z.object({ amount: z.string(), currency: z.string().regex(/^[A-Z]{3}$/) })
const rates = z.object({
  rates: z.array(
    z.object({
      service: z.string().min(1),
      name: z.string().min(1),
      price,
      days: z.number().int().min(0).nullable(),
    }),
  ),
})
const label = z.object({
  number: z.string().min(1),
  carrier: z.string().min(1),
  tracking_url: z.url({ protocol: /^https?$/ }),
  price: price.nullable(),
  eta: z.iso.datetime({ offset: true }).nullable(),
  label: z.object({ pdf: z.base64().min(1), zpl: z.string().startsWith('^XA') }),
})
const errors = z.object({ errors: z.array(z.string()).min(1) })

interface Answer {
  readonly status: number
  readonly body: unknown
}

/** @throws ProviderRefused with Parcelnet's own words, one per thing that was wrong. */
export function mustBeFine({ status, body }: Answer): void {
  if (status < 400) return
  const said = errors.safeParse(body)
  throw new ProviderRefused(name, said.success ? said.data.errors : [`status ${status}`])
}

function readPrice(raw: z.infer<typeof price>): Money {
  try {
    return money(raw.amount, raw.currency)
  } catch (cause) {
    throw new ProviderAnswerUnreadable(name, { cause, detail: 'a price that is no amount' })
  }
}

export function readRates(answer: Answer): readonly Rate[] {
  mustBeFine(answer)
  return readAnswer(name, rates, answer.body).rates.map((rate) => ({
    service: rate.service,
    name: rate.name,
    cost: readPrice(rate.price),
    days: rate.days,
  }))
}

export function readLabel(answer: Answer): Label {
  mustBeFine(answer)
  const got = readAnswer(name, label, answer.body)
  const pdf = new Uint8Array(Buffer.from(got.label.pdf, 'base64'))
  if (Buffer.from(pdf.subarray(0, 5)).toString('latin1') !== '%PDF-')
    throw new ProviderAnswerUnreadable(name, { detail: 'at label.pdf' })
  return {
    trackingNumber: got.number,
    trackingUrl: got.tracking_url,
    carrierName: got.carrier,
    pdf,
    zpl: got.label.zpl,
    cost: got.price && readPrice(got.price),
    eta: got.eta === null ? null : new Date(got.eta),
  }
}
