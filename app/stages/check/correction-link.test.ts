import { expect, test } from 'vitest'
import { checkDeps, lookAtOrder } from '../../../tests/arrange/check-room.ts'
import { receiveOrder } from '../../../tests/arrange/received-order.ts'
import { oneShop } from '../../../tests/shop.ts'
import { littleAddress, littleSeed } from '../../../tests/store/little-seed.ts'
import { openCustomerLink } from '../../journey/customer-link.server.ts'
import type { OrderId } from '../../kernel/ids.ts'
import { acting } from '../../platform/acting.server.ts'
import { withShop } from '../../platform/db.server.ts'
import {
  checkOrders,
  readCorrectionLink,
  remindCustomer,
  revokeLink,
  sendLinkAgain,
} from './index.server.ts'

const joined = oneShop({ seed: littleSeed })
const deps = () => checkDeps(joined())
const look = (id: OrderId) => lookAtOrder(joined(), id)
const person = { by: 'shopify:7' }
const send = (id: OrderId) => sendLinkAgain(deps(), joined().shop, id, person)
const revoke = (id: OrderId) =>
  acting({ ...person, source: 'page /app/orders/:id' }, () =>
    revokeLink(deps(), joined().shop, id, person),
  )
const read = (id: OrderId) => readCorrectionLink(deps(), joined().shop, id)
const opening = (text: string) => {
  const token = /\/correct\/(\S+)/.exec(text)?.[1] ?? ''
  return openCustomerLink(deps(), 'correct', token)
}

/** An order whose customer was asked a while ago. */
async function asked(change: Parameters<typeof receiveOrder>[1] = {}, minutesAgo = 2) {
  const { id } = await receiveOrder(joined(), {
    shippingAddress: { ...littleAddress, address1: '' },
    ...change,
  })
  await checkOrders(deps(), joined().shop)
  const { owner } = joined().database
  for (const table of ['customer_link', 'mail'])
    await owner.query(
      `update ${table} set created_at = created_at - make_interval(mins => $2) where order_id = $1`,
      [id, minutesAgo],
    )
  return id
}

test('sent again: a new link by a new letter in the customer’s language, and the earlier is closed', async () => {
  const id = await asked({ locale: 'de-AT' })
  const before = await look(id)
  await joined().database.owner.query(`update mail set state = 'sent' where order_id = $1`, [id])
  expect(await send(id)).toEqual({ ok: true, value: 'link_sent' })
  const { letters, links, order, holds, timeline } = await look(id)
  expect(letters).toHaveLength(2)
  expect(letters[1]?.subject).toContain('Zu Ihrer Bestellung')
  expect(links.map(({ revokedAt }) => revokedAt === null)).toEqual([false, true])
  expect(await opening(letters[0]?.text ?? '')).toEqual({ ok: false, refusal: { kind: 'revoked' } })
  expect(await opening(letters[1]?.text ?? '')).toMatchObject({ ok: true })
  expect(order).toMatchObject({ state: 'held', owner: 'customer', nextStep: 'correct' })
  expect(order.dueAt?.getTime()).toBeGreaterThan(before.order.dueAt?.getTime() ?? Infinity)
  expect(holds).toMatchObject([{ owner: 'customer', releasedAt: null, dueAt: order.dueAt }])
  expect(timeline.at(-1)).toMatchObject({ kind: 'link_sent_again', by: 'shopify:7' })
  expect(await read(id)).toMatchObject({ state: 'open', sentAt: null, revokedAt: null })
})

test('ten presses at once send one letter; one within the minute sends none', async () => {
  const id = await asked()
  const pressed = await Promise.all(Array.from({ length: 10 }, () => send(id)))
  expect(pressed.filter(({ ok }) => ok)).toHaveLength(1)
  const tooSoon = { ok: false, refusal: { kind: 'too_soon' } }
  expect(pressed.filter(({ ok }) => !ok)).toEqual(Array.from({ length: 9 }, () => tooSoon))
  expect((await look(id)).letters).toHaveLength(2)
  expect(await send(await asked({}, 0))).toEqual(tooSoon)
})

test('a letter that had not left is withdrawn with its link', async () => {
  const id = await asked()
  await send(id)
  const { rows } = await joined().database.owner.query<{ state: string }>(
    'select state from mail where order_id = $1 order by id',
    [id],
  )
  expect(rows).toEqual([{ state: 'withdrawn' }, { state: 'waiting' }])
})

test('revoked: the link is closed, the hold stays, and the office calls', async () => {
  const id = await asked()
  const answers = await Promise.all([revoke(id), revoke(id)])
  expect(answers).toContainEqual({ ok: true, value: 'link_revoked' })
  expect(answers).toContainEqual({ ok: false, refusal: { kind: 'no_open_link' } })
  const { letters, order, holds, work, timeline } = await look(id)
  expect(await opening(letters[0]?.text ?? '')).toEqual({ ok: false, refusal: { kind: 'revoked' } })
  expect(order).toMatchObject({ state: 'held', owner: 'office', nextStep: 'call_for_details' })
  expect(order.dueAt?.getTime()).toBeGreaterThan(Date.now())
  expect(holds).toMatchObject([{ owner: 'office', releasedAt: null, dueAt: order.dueAt }])
  expect(work).toMatchObject([{ kind: 'correction_call', state: 'open', department: 'office' }])
  const written = timeline.filter(({ kind }) => kind === 'link_revoked')
  expect(written).toMatchObject([{ by: 'shopify:7' }])
  expect(await read(id)).toMatchObject({ state: 'revoked' })
  const { rows } = await joined().database.owner.query(
    `select by, source from audit where order_id = $1 and thing = 'customer_link'`,
    [id],
  )
  expect(rows).toContainEqual({ ...person, source: 'page /app/orders/:id' })
})

test('nobody but a person sends another after a revoked one', async () => {
  const id = await asked()
  await revoke(id)
  const { db } = deps()
  await withShop(db, joined().shop, (tx) =>
    tx.order.update({
      where: { shopId_id: { shopId: joined().shop, id } },
      data: { state: 'received', nextStep: 'check', owner: 'system' },
    }),
  )
  await checkOrders(deps(), joined().shop)
  await remindCustomer(deps(), joined().shop, id)
  const still = await look(id)
  expect(still.order).toMatchObject({ state: 'held', owner: 'office' })
  expect(still.letters).toHaveLength(1)
  expect(still.links).toHaveLength(1)
  expect(await send(id)).toEqual({ ok: true, value: 'link_sent' })
  const { order, work, links } = await look(id)
  expect(order).toMatchObject({ state: 'held', owner: 'customer' })
  expect(work).toMatchObject([{ state: 'done', outcome: 'the customer is asked again' }])
  expect(links).toHaveLength(2)
})

test('without an e-mail address, or when nothing is asked, nothing is sent', async () => {
  expect(await send(await asked({ email: '', customer: null }))).toEqual({
    ok: false,
    refusal: { kind: 'no_email' },
  })
  const complete = await asked({ shippingAddress: littleAddress })
  expect(await send(complete)).toEqual({ ok: false, refusal: { kind: 'nothing_asked' } })
  expect(await revoke(complete)).toEqual({ ok: false, refusal: { kind: 'no_open_link' } })
  expect(await read(complete)).toBeNull()
})

test('another shop neither sees, sends nor revokes', async () => {
  const id = await asked()
  const other = await joined().database.addShop()
  const nothing = { ok: false, refusal: { kind: 'no_such_order' } }
  expect(await sendLinkAgain(deps(), other, id, person)).toEqual(nothing)
  expect(await revokeLink(deps(), other, id, person)).toEqual(nothing)
  expect(await readCorrectionLink(deps(), other, id)).toBeNull()
  const { links, letters } = await look(id)
  expect([links.length, letters.length, links[0]?.revokedAt]).toEqual([1, 1, null])
})
