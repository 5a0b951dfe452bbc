import { expect } from 'vitest'
import { z } from 'zod'
import { type TestDatabase, test } from '../../../tests/database.ts'
import type { Buyer } from '../../journey/buyer.ts'
import { readSealedLetter } from '../../journey/letter-shape.ts'
import type { OrderState } from '../../journey/order.ts'
import { type OrderId, orderId, type ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import {
  askConfirmation,
  type ConfirmDeps,
  confirmationTimedOut,
  confirmOrder,
  readConfirmation,
} from './index.server.ts'

const depsOf = ({ db, vaults }: TestDatabase): ConfirmDeps => ({
  db,
  vaults,
  linkKey: new Uint8Array(32),
  storefrontUrl: (domain) => `https://${domain}/apps/orderwright`,
})

const buyer: Buyer = {
  email: 'noa@example.com',
  phone: null,
  firstName: 'נועה',
  lastName: 'כהן',
  shipTo: {
    firstName: 'נועה',
    lastName: 'כהן',
    company: null,
    address1: 'רחוב דיזנגוף 100',
    address2: null,
    city: 'תל אביב-יפו',
    provinceCode: null,
    province: null,
    zip: '6433222',
    countryCode: 'IL',
    phone: null,
  },
  billTo: null,
  note: null,
}

let serial = 0
interface Given {
  readonly state?: OrderState
  readonly nextStep?: string
  readonly channel?: string
  readonly email?: string | null
  readonly deliveryKind?: string
}
async function given(database: TestDatabase, shop: ShopId, about: Given = {}): Promise<OrderId> {
  const vault = await database.vaults.of(shop)
  serial += 1
  const row = await withShop(database.db, shop, (tx) =>
    tx.order.create({
      data: {
        shopId: shop,
        shopifyId: `gid://shopify/Order/${serial}`,
        name: `#${1_000 + serial}`,
        state: about.state ?? 'received',
        deliveryKind: about.deliveryKind ?? 'shipping',
        channel: about.channel ?? 'web',
        currency: 'EUR',
        totalMinor: 3_000n,
        shippingTitle: 'Standard',
        sealed: vault.seal({
          ...buyer,
          email: about.email === undefined ? buyer.email : about.email,
        }),
        placedAt: new Date(),
        sourceUpdatedAt: new Date(),
        owner: 'system',
        nextStep: about.nextStep ?? 'confirm',
        dueAt: new Date(Date.now() + 900_000),
        lines: {
          create: {
            shopifyId: 'gid://shopify/LineItem/1',
            title: 'Mug',
            quantity: 2,
            priceMinor: 1_500n,
          },
        },
      },
    }),
  )
  return orderId(row.id)
}

const wantYes = (database: TestDatabase) =>
  database.owner.query(
    `update shop set settings = '{"confirmationRequired": true, "confirmWithinHours": 24}'`,
  )

async function look(database: TestDatabase, shop: ShopId, id: OrderId) {
  const vault = await database.vaults.of(shop)
  const read = await withShop(database.db, shop, async (tx) => {
    const where = { shopId: shop, orderId: id }
    return {
      order: await tx.order.findUniqueOrThrow({ where: { shopId_id: { shopId: shop, id } } }),
      mails: await tx.mail.findMany({ where }),
      links: await tx.customerLink.findMany({ where }),
      work: await tx.workOrder.findMany({ where }),
      timeline: await tx.timeline.findMany({ where, orderBy: { id: 'asc' } }),
    }
  })
  const jobs = (await database.jobs())
    .filter(({ key }) => key?.endsWith(id))
    .map(({ task }) => task)
  const letters = read.mails.map(({ sealed }) =>
    readSealedLetter(vault.open(sealed ?? new Uint8Array())),
  )
  return { ...read, jobs, letters }
}

test('the customer gets one confirmation, and work starts at once where no yes is needed', async ({
  database,
  shop,
}) => {
  const id = await given(database, shop)
  const deps = depsOf(database)
  await Promise.all([askConfirmation(deps, shop, id), askConfirmation(deps, shop, id)])
  await askConfirmation(deps, shop, id)
  const { order, letters, links, jobs, timeline } = await look(database, shop, id)
  expect(order).toMatchObject({ state: 'cleared', owner: 'system', nextStep: 'distribute' })
  expect(letters).toHaveLength(1)
  expect(letters[0]).toMatchObject({ to: 'noa@example.com' })
  expect(letters[0]?.text).toContain('2 × Mug')
  expect(letters[0]?.text).toContain('רחוב דיזנגוף 100')
  expect(letters[0]?.text).toContain('shop@example.com')
  expect(links).toEqual([])
  expect(jobs).toEqual(['distribute.order'])
  expect(JSON.stringify(timeline)).not.toMatch(/noa|דיזנגוף/)
})

test('an order that was there before the app goes on unasked, and its customer gets no second mail', async ({
  database,
  shop,
}) => {
  await wantYes(database)
  await database.owner.query("update shop set installed_at = now() + interval '1 hour'")
  const [before, late] = [await given(database, shop), await given(database, shop)]
  const takenIn = (orderId: OrderId, detail: object) =>
    withShop(database.db, shop, (tx) =>
      tx.timeline.create({
        data: {
          ...{ shopId: shop, orderId, room: 'intake', kind: 'taken_in', by: 'store', text: '' },
          detail: { state: 'received', ...detail },
        },
      }),
    )
  await takenIn(before, { backlog: true })
  await takenIn(late, {})
  for (const id of [before, late]) await askConfirmation(depsOf(database), shop, id)
  const gone = await look(database, shop, before)
  expect(gone.order).toMatchObject({ state: 'cleared', nextStep: 'distribute' })
  expect(gone.letters).toEqual([])
  expect(gone.timeline.map(({ text }) => text)).toContain(
    'No confirmation was mailed: the order was there before the app',
  )
  // One that came by a delivery was placed in a shop that has the app, whatever its date says.
  expect((await look(database, shop, late)).order.state).toBe('confirming')
  // The store's times are whole seconds: one of the very second of the install came after it.
  const same = await given(database, shop)
  await takenIn(same, { backlog: true })
  await database.owner.query(`update shop set installed_at = '2026-11-20T10:00:00.900Z'`)
  await database.owner.query(
    `update sales_order set placed_at = '2026-11-20T10:00:00Z' where id = $1`,
    [same],
  )
  await askConfirmation(depsOf(database), shop, same)
  expect((await look(database, shop, same)).order.state).toBe('confirming')
})

test('where the shop wants a yes, the order waits for it, and the button lets it go on', async ({
  database,
  shop,
}) => {
  await wantYes(database)
  const id = await given(database, shop)
  const deps = depsOf(database)
  await askConfirmation(deps, shop, id)
  const asked = await look(database, shop, id)
  expect(asked.order).toMatchObject({ state: 'confirming', owner: 'customer', nextStep: 'confirm' })
  expect(asked.jobs).toEqual(['check.mirror', 'confirm.timeout'])
  expect(asked.letters[0]?.text).toMatch(/apps\/orderwright\/confirm\/\S+/)
  const [link] = asked.links
  const yes = () => confirmOrder(deps, shop, id, { by: 'customer', linkId: link?.id ?? '' })
  const both = await Promise.all([yes(), yes()])
  expect(both.map((answer) => answer.ok && answer.value).sort()).toEqual(['already', 'confirmed'])
  const done = await look(database, shop, id)
  expect(done.order).toMatchObject({ state: 'cleared', nextStep: 'distribute' })
  expect(done.order.confirmedAt).not.toBeNull()
  expect(done.links[0]?.usedAt).not.toBeNull()
  expect(done.jobs).toContain('distribute.order')
  expect(done.timeline.map(({ text }) => text)).toContain(
    'Ready to distribute: the customer confirmed',
  )
})

test('a customer who does not answer is called, and the call is done with the yes', async ({
  database,
  shop,
}) => {
  await wantYes(database)
  const id = await given(database, shop)
  const deps = depsOf(database)
  await askConfirmation(deps, shop, id)
  await confirmationTimedOut(deps, shop, id)
  expect((await look(database, shop, id)).order.owner).toBe('customer')
  await database.owner.query('update sales_order set due_at = now() - interval $$1 second$$')
  await confirmationTimedOut(deps, shop, id)
  await confirmationTimedOut(deps, shop, id)
  const late = await look(database, shop, id)
  expect(late.order).toMatchObject({
    state: 'confirming',
    owner: 'care',
    nextStep: 'call_to_confirm',
  })
  expect(late.work).toMatchObject([
    { kind: 'confirmation_call', department: 'care', state: 'open' },
  ])
  const heard = await confirmOrder(deps, shop, id, { by: 'shopify:7' })
  expect(heard).toEqual({ ok: true, value: 'confirmed' })
  const done = await look(database, shop, id)
  expect(done.work).toMatchObject([{ state: 'done', doneBy: 'shopify:7', outcome: 'confirmed' }])
  await confirmationTimedOut(deps, shop, id)
  expect((await look(database, shop, id)).order.state).toBe('cleared')
})

test('without an e-mail address nothing is mailed; a yes is got by a call', async ({
  database,
  shop,
}) => {
  const relaxed = await given(database, shop, { email: null, deliveryKind: 'pickup' })
  const deps = depsOf(database)
  await askConfirmation(deps, shop, relaxed)
  const first = await look(database, shop, relaxed)
  expect(first.order.state).toBe('cleared')
  expect(first.letters).toEqual([])
  expect(first.timeline.map(({ kind }) => kind)).toContain('not_mailed')
  await wantYes(database)
  const strict = await given(database, shop, { email: ' ' })
  await askConfirmation(deps, shop, strict)
  const second = await look(database, shop, strict)
  expect(second.order).toMatchObject({ state: 'confirming', owner: 'care' })
  expect(second.work).toMatchObject([{ kind: 'confirmation_call', state: 'open' }])
})

test('an order that is not judged yet, held or cancelled is not confirmed', async ({
  database,
  shop,
}) => {
  const deps = depsOf(database)
  const unjudged = await given(database, shop, { nextStep: 'check' })
  await askConfirmation(deps, shop, unjudged)
  expect((await look(database, shop, unjudged)).order.state).toBe('received')
  const held = await given(database, shop, { state: 'held', nextStep: 'correct' })
  expect(await confirmOrder(deps, shop, held, { by: 'customer' })).toEqual({
    ok: false,
    refusal: { kind: 'not_waiting', state: 'held' },
  })
  await wantYes(database)
  const gone = await given(database, shop)
  await askConfirmation(deps, shop, gone)
  await database.owner.query('update sales_order set cancelled_at = now() where id = $1', [gone])
  expect(await confirmOrder(deps, shop, gone, { by: 'customer' })).toEqual({
    ok: false,
    refusal: { kind: 'cancelled' },
  })
  expect(await readConfirmation(deps, shop, gone)).toMatchObject({ cancelled: true })
})

test('an order that comes back from its check is not mailed a second time', async ({
  database,
  shop,
}) => {
  const id = await given(database, shop)
  const deps = depsOf(database)
  await askConfirmation(deps, shop, id)
  await database.owner.query(
    `update sales_order set state = 'received', next_step = 'confirm' where id = $1`,
    [id],
  )
  await askConfirmation(deps, shop, id)
  const { order, letters } = await look(database, shop, id)
  expect(order.state).toBe('cleared')
  expect(letters).toHaveLength(1)
})

test('the page shows the order as its customer knows it; another shop sees nothing', async ({
  database,
  shop,
}) => {
  const id = await given(database, shop)
  const deps = depsOf(database)
  const page = await readConfirmation(deps, shop, id)
  expect(page?.order).toMatchObject({ total: '€30.00', delivery: 'We send it: Standard.' })
  expect(z.array(z.string()).parse(page?.order.address)).toContain('רחוב דיזנגוף 100')
  const other = await database.addShop()
  expect(await readConfirmation(deps, other, id)).toBeNull()
  expect(await confirmOrder(deps, other, id, { by: 'customer' })).toEqual({
    ok: false,
    refusal: { kind: 'no_such_order' },
  })
})
