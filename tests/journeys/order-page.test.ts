/** What the block on a shopper's order page is told, and who is told nothing. */
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { orderStatusFor } from '../../app/wiring/order-status.server.ts'
import { openHouse, type WholeHouse } from '../arrange/whole-house.ts'
import type { OrderRecord } from '../store/records/orders.ts'

let house: WholeHouse
let ours: OrderRecord
let guests: OrderRecord
beforeAll(async () => {
  house = await openHouse()
  ours = house.place()
  guests = house.place({ customer: null })
  await house.work()
}, 120_000)
afterAll(() => house?.close())

const gidOf = ({ id }: OrderRecord) => `gid://shopify/Order/${id}`
const numberOf = ({ statusToken }: OrderRecord) => statusToken.slice(0, 9).toUpperCase()
const told = (order: OrderRecord, looker: { customerGid?: string; confirmation?: string }) =>
  orderStatusFor(house.services, house.shop, {
    orderGid: gidOf(order),
    customerGid: looker.customerGid ?? null,
    confirmation: looker.confirmation ?? '',
  })

test('the customer who is signed in sees their order, and nobody else’s', async () => {
  const customerGid = `gid://shopify/Customer/${ours.customerId}`
  expect(await told(ours, { customerGid })).toMatchObject({ stage: 'prepared', parcels: [] })
  expect(await told(guests, { customerGid })).toBeNull()
  expect(await told(ours, { customerGid: 'gid://shopify/Customer/1' })).toBeNull()
})

test('a guest sees the order whose page is open, by the number that stands there alone', async () => {
  for (const order of [ours, guests]) {
    expect(await told(order, { confirmation: numberOf(order) })).not.toBeNull()
    expect(await told(order, {})).toBeNull()
    expect(await told(order, { confirmation: 'XPAV284CT' })).toBeNull()
  }
  expect(await told(guests, { confirmation: numberOf(ours) })).toBeNull()
  await guessing()
}, 120_000)

test('an order that is not there is answered like another’s', async () => {
  const confirmation = numberOf(ours)
  const nobody = { orderGid: 'gid://shopify/Order/404', customerGid: null, confirmation }
  expect(await orderStatusFor(house.services, house.shop, nobody)).toBeNull()
})

/** Whoever guesses numbers has the store asked once for each order, and not without end. After all else that is asked of it. */
async function guessing(): Promise<void> {
  const many = Array.from({ length: 70 }, () => house.place({ customer: null }))
  await house.work()
  const calls = vi.spyOn(house.services.shop, 'confirmationNumber')
  onTestFinished(() => calls.mockRestore())
  const guess = (order: OrderRecord) =>
    told(order, { confirmation: 'XPAV284CT' }).then(
      () => 'no',
      (fault) => fault.code,
    )
  const [first] = many
  if (!first) throw new Error('seventy were placed')
  for (let tries = 0; tries < 20; tries += 1) expect(await guess(first)).toBe('no')
  expect(calls).toHaveBeenCalledTimes(1)
  const answers = new Set<string>()
  for (const order of many) answers.add(await guess(order))
  expect([...answers].sort()).toEqual(['no', 'provider_unavailable'])
  // Who is signed in is told all the same: nobody has to be asked.
  const customerGid = `gid://shopify/Customer/${ours.customerId}`
  expect(await told(ours, { customerGid })).not.toBeNull()
}
