/** A buyer whose name can be looked for, and what happens to their orders from the first delivery to the carrier. */
import { expect } from 'vitest'
import { sendMails } from '../../app/journey/jobs.ts'
import { shipmentId } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { correctOrder } from '../../app/stages/check/index.server.ts'
import { signDelivery } from '../../app/stages/intake/index.server.ts'
import { openAtBench, tickExtra } from '../../app/stages/pack/index.server.ts'
import { takeMessage } from '../../app/stages/track/index.server.ts'
import { signatureOf } from '../carrier/push.ts'
import { signed } from '../intake/deliveries.ts'
import { appKeys } from '../shop.ts'
import { littleAddress } from '../store/little-seed.ts'
import { labelIt, packAll, pickAll, startPicking } from './floor-walk.ts'
import type { WholeHouse } from './whole-house.ts'
import { writeOf } from './written-of-orders.ts'

/** Somebody whose every word is theirs alone, so that finding one of them means finding them. */
export const buyer = {
  firstName: 'Quillon',
  lastName: 'Zabrowski-Thistle',
  street: 'Kumquat Crescent 771',
  phone: '+38640777341',
  email: 'quillon.zt@example.net',
  note: 'Give it to Mrs Featherstonehaugh',
}
/** How any of it may be written: a phone loses its plus, a label its capitals. */
export const theirs = ['quillon', 'zabrowski', 'kumquat', '40777341', 'featherstonehaugh']
/** Whom others name on the way: each word stands in one place alone. */
export const named = {
  engraving: 'Für Perpetua',
  gift: 'Happy birthday, dear Hesperia',
  signedBy: 'Signed by Mr Oglethorpe',
  hold: 'Mrs Wigglesworth rang',
  outcome: 'Told her brother Thaddeus',
  inspection: 'In it lay a letter to Cornelius',
  decline: 'Worn at the wedding of Philippa',
  partner: 'Mr Bartholomew moved away',
}
/** The same where what is asked for is not part of an order yet. */
const inForms = { form: 'Wrap it for Araminta', file: 'Ring for Ignatius' }
export const others = [
  ...['perpetua', 'hesperia', 'oglethorpe', 'wigglesworth', 'thaddeus', 'cornelius', 'philippa'],
  ...['bartholomew', 'araminta', 'ignatius'],
]

/** Two orders of one buyer: one as far as the carrier, one held, asked about and corrected; and a delivery nobody can read. */
export async function live(at: WholeHouse) {
  const address = {
    ...littleAddress,
    firstName: buyer.firstName,
    lastName: buyer.lastName,
    address1: buyer.street,
    phone: buyer.phone,
  }
  const who = {
    email: buyer.email,
    customer: {
      firstName: buyer.firstName,
      lastName: buyer.lastName,
      email: buyer.email,
      phone: null,
    },
    note: buyer.note,
  }
  const properties = [
    { name: 'Engraving', value: named.engraving },
    { name: 'Gift message', value: named.gift },
  ]
  const complete = at.place({
    ...{ ...who, shippingAddress: address, billingAddress: address },
    lines: [{ sku: 'MUG', quantity: 2, properties }],
  })
  const incomplete = at.place({
    ...who,
    shippingAddress: { ...address, address1: '', phone: null },
    billingAddress: address,
  })
  await at.work()
  const [shipment] = await withShop(at.services.db, at.shop, async (tx) =>
    tx.shipment.findMany({ where: { shopId: at.shop, orderId: await at.idOf(complete) } }),
  )
  if (!shipment) throw new Error('nothing to ship')
  const its = { id: shipmentId(shipment.id), number: shipment.number }
  const tour = await startPicking(at.services, at.shop, its.id)
  await pickAll(at.services, at.shop, tour)
  const packer = { by: 'shopify:7' }
  await openAtBench(at.services, at.shop, { code: its.number, ...packer })
  const card = { shipmentId: its.id, ruleId: null, isIn: true, ...packer }
  expect((await tickExtra(at.services, at.shop, card)).ok).toBe(true)
  await packAll(at.services, at.shop, its, [{ sku: 'MUG', quantity: 2 }])
  await carrierSays(at, await labelIt(at.services, at.shop, its.id))
  await correctOrder(at.services, at.shop, await at.idOf(incomplete), {
    answers: { address1: buyer.street, phone: buyer.phone },
    by: 'customer',
  })
  await at.work()
  await post(at, 'orders/create', `{"email":"${buyer.email}","line_items":3}`)
  await at.work()
  // What goes wrong is what is logged: a delivery by a wrong secret, and a letter that does not open.
  await post(at, 'orders/create', { email: buyer.email, note: buyer.note }, 'of somebody else')
  await at.database.owner.query(
    `insert into mail (shop_id, kind, key, sealed) values ($1, 'shipped', 'broken', 'broken')`,
    [at.shop],
  )
  await at.book(sendMails)
  await at.work()
  const ids = { sent: await at.idOf(complete), open: await at.idOf(incomplete) }
  const refused = await writeOf(at, ids, { email: buyer.email, words: { ...named, ...inForms } })
  return { sent: complete, held: incomplete, third: Number(refused.split('/').at(-1)) }
}

/** The carrier's own words, signed as it sends them. */
async function carrierSays(at: WholeHouse, number: string) {
  const event = { id: 'e1', code: 'DL', at: new Date().toISOString(), place: named.signedBy }
  const body = JSON.stringify({
    parcels: [{ number, eta: null, events: [{ ...event, message: named.signedBy }] }],
  })
  const secret = process.env['STAND_IN_CARRIER_SECRET'] ?? ''
  const taken = await takeMessage(at.services, {
    ...{ carrierKey: 'parcelnet', shop: at.shop, body: Buffer.from(body) },
    headers: new Headers({ 'x-parcelnet-signature': signatureOf(secret, body) }),
  })
  expect(taken).toEqual({ ok: true, value: { known: 1, unknown: 0 } })
}

export async function post(
  at: WholeHouse,
  topic: string,
  body: object | string,
  secret: string = appKeys.apiSecret,
) {
  const delivery = signed(topic, body, { 'x-shopify-shop-domain': at.standIn.shop })
  const signature = signDelivery(secret, Buffer.from(delivery.body))
  const answer = await fetch(`${at.appUrl}/webhooks`, {
    method: 'POST',
    body: delivery.body,
    headers: { ...delivery.headers, 'x-shopify-hmac-sha256': signature },
  })
  expect(answer.status).toBe(secret === appKeys.apiSecret ? 200 : 401)
}
