import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import { z } from 'zod'
import { type Answer, json } from './http.ts'
import type { PartnerHouse } from './world.ts'

const message = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('fulfillment.requested'),
    data: z.object({
      id: z.string(),
      number: z.string(),
      ship_to: z.record(z.string(), z.string().nullable()),
      lines: z
        .array(
          z.object({
            line_id: z.string(),
            sku: z.string(),
            title: z.string(),
            quantity: z.number(),
          }),
        )
        .min(1),
    }),
  }),
  z.object({
    type: z.literal('fulfillment.cancel_requested'),
    data: z.object({ id: z.string(), number: z.string() }),
  }),
])

/** Takes a message of the app: verified by a foreign library, known by its id. */
export function receive(
  house: PartnerHouse,
  headers: Readonly<Record<string, string>>,
  raw: string,
): Answer {
  try {
    new Webhook(house.options.secret).verify(raw, headers)
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error
    house.book.totals.badSignatures++
    house.book.changed()
    return json({ error: { message: 'the signature is wrong' } }, 401)
  }
  const read = message.safeParse(JSON.parse(raw))
  if (!read.success)
    return json({ error: { message: z.prettifyError(read.error).replaceAll('\n', ' ') } }, 422)
  return read.data.type === 'fulfillment.requested'
    ? takeOrder(house, headers['webhook-id'] ?? '', read.data.data)
    : stopOrder(house, read.data.data.id)
}

type Asked = Extract<z.infer<typeof message>, { type: 'fulfillment.requested' }>['data']

function takeOrder({ book, options }: PartnerHouse, messageId: string, asked: Asked): Answer {
  const known = book.orders.find((order) => order.messageId === messageId)
  if (known) {
    book.totals.repeats++
    book.changed()
    return json({ reference: known.reference })
  }
  const reference = `HF-${String(++book.totals.serial).padStart(6, '0')}`
  book.orders.push({
    ...{ reference, messageId, id: asked.id, number: asked.number },
    ...{ state: 'received', stopAsked: false, shipTo: asked.ship_to, lines: asked.lines },
    ...{ tracking: [], carrier: '', receivedAt: new Date().toISOString() },
    ...{ nextAt: Date.now() + options.answerAfterMs, tries: 0, trouble: null },
  })
  // An order is written before it is acknowledged, as a real house would.
  book.flush()
  return json({ reference }, 202)
}

function stopOrder({ book, options }: PartnerHouse, id: string): Answer {
  const order = book.orders.find((one) => one.id === id)
  if (!order) return json({ error: { message: 'no such order' } }, 404)
  order.stopAsked = true
  order.nextAt = Date.now() + options.answerAfterMs
  order.tries = 0
  book.flush()
  return json({ reference: order.reference })
}

/** Orders made more than once for one shipment are one too many. */
export function countsOf({ book }: PartnerHouse) {
  const byNumber = new Map<string, number>()
  for (const { number } of book.orders) byNumber.set(number, (byNumber.get(number) ?? 0) + 1)
  const doubled = [...byNumber].filter(([, made]) => made > 1)
  const { repeats, badSignatures } = book.totals
  const inState = (state: string) => book.orders.filter((order) => order.state === state).length
  return {
    orders: book.orders.length,
    repeats,
    badSignatures,
    doubles: doubled.reduce((sum, [, made]) => sum + made - 1, 0),
    doubled: doubled.map(([number]) => number),
    received: inState('received'),
    accepted: inState('accepted'),
    rejected: inState('rejected'),
    shipped: inState('shipped'),
    stopped: inState('stopped'),
  }
}
