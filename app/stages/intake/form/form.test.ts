import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { oneShop } from '../../../../tests/shop.ts'
import { act } from '../../../../tests/store/act.ts'
import { littleAddress, littleSeed } from '../../../../tests/store/little-seed.ts'
import { placeDraft } from '../../../../tests/store/orders/draft.ts'
import { emptyForm, type FormContent } from '../../../journey/order-form.ts'
import { readOrderNotes } from '../../../journey/order-notes.server.ts'
import { MovedMeanwhile } from '../../../kernel/faults.ts'
import { withShop } from '../../../platform/db.server.ts'
import { formDeps } from '../../../wiring/order-form.server.ts'
import { applyOrders } from '../orders/apply-orders.server.ts'
import { awaitPayment, cancelUnpaid, giveMoreTime } from './await-payment.server.ts'
import { commitForm } from './commit-form.server.ts'
import { lineOf } from './fresh-lines.ts'
import { discardForm, listWaitingForms, readForm, saveForm } from './keep-form.server.ts'
import { placeForm } from './place-form.server.ts'

const joined = oneShop({ seed: littleSeed, bucket: { maximum: 20_000, restoreRate: 1_000 } })

/** The form with the real check behind it, on this file's database and store. */
const deps = () => {
  const { database, provider } = joined()
  return formDeps({ db: database.db, vaults: database.vaults, shop: provider })
}
beforeAll(async () => {
  await joined().database.owner.query("update shop set country = 'IE', currency = 'EUR'")
})
const by = 'shopify:7'

async function typed(change: Partial<FormContent> = {}): Promise<FormContent> {
  const { provider, store } = joined()
  const [mug] = await provider.findVariants(store, 'mug')
  if (!mug) throw new Error('no mug')
  return {
    ...emptyForm('SI'),
    email: 'ana@example.com',
    phone: '040 111 222',
    firstName: 'Ana',
    lastName: 'Kos',
    address1: littleAddress.address1 ?? '',
    city: 'Maribor',
    zip: '2000',
    lines: [lineOf(mug, 2)],
    shipping: { handle: null, title: 'By hand', priceMinor: '500', currency: 'EUR' },
    departmentNote: 'Ana waits at the gate',
    departments: ['warehouse'],
    payment: 'paid',
    ...change,
  }
}

async function saved(content: FormContent): Promise<string> {
  const id = randomUUID()
  const kept = await saveForm(deps(), joined().shop, id, { content, version: 0, by })
  expect(kept).toEqual({ ok: true, value: 1 })
  return id
}
const commit = (id: string, version = 1) =>
  commitForm(deps(), joined().shop, id, { version, store: joined().store })
const place = (id: string) => placeForm(deps(), joined().shop, id, joined().store)
const form = async (id: string) => {
  const found = await readForm(deps(), joined().shop, id)
  if (!found) throw new Error('no such form')
  return found
}
/** What a page does when its button is pressed; somebody else at it right now is fine. */
async function press(id: string) {
  const answer = await commit(id)
  if (!answer.ok) return answer.refusal.kind
  try {
    await place(id)
  } catch (fault) {
    if (!(fault instanceof MovedMeanwhile)) throw fault
  }
  return 'booked'
}
const draftsOf = (id: string) =>
  [...joined().standIn.world().drafts.values()].filter((draft) =>
    draft.attributes.some(({ value }) => value === id),
  )
const ordersOf = (id: string) =>
  [...joined().standIn.world().orders.values()].filter((order) =>
    order.attributes.some(({ value }) => value === id),
  )

describe('what is typed', () => {
  test('is kept sealed, and found again by whoever opens the page anew', async () => {
    const id = await saved(await typed())
    const { rows } = await joined().database.owner.query(
      'select encode(sealed, $2) as raw from order_form where id = $1',
      [id, 'escape'],
    )
    expect(JSON.stringify(rows)).not.toMatch(/Ana|Kos|example\.com|gate/)
    expect((await form(id)).content).toMatchObject({
      lastName: 'Kos',
      departmentNote: 'Ana waits at the gate',
    })
    const waiting = await listWaitingForms(deps(), joined().shop, by)
    expect(waiting.find((one) => one.id === id)).toMatchObject({
      ...{ state: 'draft', customer: 'Ana Kos', lines: 1, mine: true },
    })
    expect(await discardForm(deps(), joined().shop, id)).toBe(true)
    expect(await readForm(deps(), joined().shop, id)).toBeNull()
  })

  test('in two windows is not lost: the later one is told', async () => {
    const id = await saved(await typed())
    const save = (lastName: string, version: number) =>
      typed({ lastName }).then((content) =>
        saveForm(deps(), joined().shop, id, { content, version, by }),
      )
    expect(await save('Novak', 1)).toEqual({ ok: true, value: 2 })
    expect(await save('Zupan', 1)).toMatchObject({ refusal: { kind: 'changed_elsewhere' } })
    expect((await form(id)).content?.lastName).toBe('Novak')
    expect(await commit(id, 1)).toMatchObject({ refusal: { kind: 'changed_elsewhere' } })
  })
})

describe('the button', () => {
  test('names everything that is missing, field by field, and books nothing', async () => {
    const id = await saved(
      await typed({
        address1: '',
        zip: 'X',
        email: '',
        lines: [],
        shipping: null,
        payment: 'link',
      }),
    )
    const answer = await commit(id)
    if (answer.ok || answer.refusal.kind !== 'incomplete') throw new Error('it was let through')
    expect(answer.refusal.problems.map(({ field }) => field).sort()).toEqual([
      ...['address1', 'email', 'email', 'products', 'shipping', 'zip'],
    ])
    expect((await form(id)).state).toBe('draft')
    expect(draftsOf(id)).toEqual([])
  })

  test('does not sell what is not there', async () => {
    const content = await typed()
    const id = await saved({
      ...content,
      lines: content.lines.map((one) => ({ ...one, quantity: 9_000 })),
    })
    expect(await commit(id)).toMatchObject({
      refusal: { problems: [{ field: 'line:1', text: expect.stringMatching(/^Only \d+ left$/) }] },
    })
  })

  test('pressed five times at once makes one draft and one order', async () => {
    const id = await saved(await typed())
    const answers = await Promise.all(Array.from({ length: 5 }, () => press(id)))
    expect(answers).toEqual(Array.from({ length: 5 }, () => 'booked'))
    await place(id)
    expect(draftsOf(id)).toHaveLength(1)
    expect(ordersOf(id)).toHaveLength(1)
    expect(await form(id)).toMatchObject({
      state: 'placed',
      orderName: ordersOf(id)[0]?.name,
      problem: null,
    })
    expect(await press(id)).toBe('booked')
    expect(joined().standIn.counts().totals.drafts.doubles).toBe(0)
  })

  test('makes one draft although the store’s answer was lost, and mails the link once', async () => {
    const id = await saved(await typed({ payment: 'link' }))
    const faults = joined().standIn.world().cells.faults
    joined().standIn.world().cells.faults = {
      ...faults,
      api: { ...faults.api, timeoutAfterWork: 1, hangMs: 10 },
    }
    const other = joined().anotherProcess({ timeoutMs: 500 })
    await expect(commit(id)).rejects.toThrow()
    joined().standIn.world().cells.faults = faults
    expect((await commit(id)).ok).toBe(true)
    joined().standIn.world().cells.faults = {
      ...faults,
      api: { ...faults.api, timeoutAfterWork: 1, hangMs: 10 },
    }
    await expect(
      placeForm({ ...deps(), shop: other }, joined().shop, id, joined().store),
    ).rejects.toThrow('did not answer')
    joined().standIn.world().cells.faults = faults
    expect(draftsOf(id)).toHaveLength(1)
    expect((await form(id)).state).toBe('placing')
    await place(id)
    expect(draftsOf(id)).toMatchObject([{ status: 'INVOICE_SENT', invoicesSent: 1 }])
    expect(await form(id)).toMatchObject({
      state: 'placed',
      payUrl: expect.stringContaining('/invoices/'),
    })
  })

  test('hands the form back with the store’s words when the store says no', async () => {
    const id = await saved(
      await typed({
        shipping: { handle: 'gone', title: 'Gone', priceMinor: '1', currency: 'EUR' },
      }),
    )
    expect((await commit(id)).ok).toBe(true)
    await place(id)
    const back = await form(id)
    expect(back).toMatchObject({
      state: 'draft',
      problem: 'Shipping rate is not available',
      version: 2,
    })
    const content = await typed()
    await saveForm(deps(), joined().shop, id, { content, version: 2, by })
    expect((await commit(id, 3)).ok).toBe(true)
    await place(id)
    expect(draftsOf(id)).toHaveLength(1)
    expect((await form(id)).state).toBe('placed')
  })
})

describe('a payment link', () => {
  const link = async () => {
    const id = await saved(await typed({ payment: 'link' }))
    await press(id)
    return id
  }
  const look = (id: string, hours: number) =>
    awaitPayment(deps(), joined().shop, {
      ...{ id, store: joined().store, now: new Date(Date.now() + hours * 3_600_000) },
    })
  const waiting = async (id: string) =>
    (await listWaitingForms(deps(), joined().shop, by)).find((one) => one.id === id)

  test('that nobody pays is reminded of once, then the office’s, who gives more time or cancels it', async () => {
    const id = await link()
    expect(await waiting(id)).toMatchObject({ owner: 'customer', dueAt: expect.any(String) })
    await look(id, 1)
    expect(draftsOf(id)).toMatchObject([{ invoicesSent: 1 }])
    await look(id, 49)
    await look(id, 50)
    expect(draftsOf(id)).toMatchObject([{ invoicesSent: 2 }])
    expect((await waiting(id))?.remindedAt).not.toBeNull()
    await look(id, 169)
    expect(await waiting(id)).toMatchObject({ owner: 'office' })
    expect((await giveMoreTime(deps(), joined().shop, id, new Date())).ok).toBe(true)
    expect(await waiting(id)).toMatchObject({ owner: 'customer' })
    await look(id, 169)
    const cancel = () => cancelUnpaid(deps(), joined().shop, id, joined().store)
    expect(await cancel()).toEqual({ ok: true, value: 'cancelled' })
    expect(draftsOf(id)).toEqual([])
    expect(await form(id)).toMatchObject({ state: 'cancelled', payUrl: null, content: null })
    expect(await cancel()).toMatchObject({ ok: false, refusal: { kind: 'not_waiting' } })
    expect(await waiting(id)).toBeUndefined()
  })

  test('that is paid needs nobody, and is not cancelled any more', async () => {
    const id = await link()
    const [draft] = draftsOf(id)
    if (!draft) throw new Error('no draft')
    act(joined().standIn.world(), (acting) =>
      placeDraft(acting, draft, { paid: true, sourceName: 'shopify_draft_order' }),
    )
    expect(await cancelUnpaid(deps(), joined().shop, id, joined().store)).toMatchObject({
      refusal: { kind: 'not_waiting' },
    })
    await look(id, 169)
    expect(await form(id)).toMatchObject({ state: 'placed', orderName: expect.any(String) })
    expect(await waiting(id)).toBeUndefined()
  })

  test('whose draft somebody deleted in the store has ended', async () => {
    const id = await link()
    const [draft] = draftsOf(id)
    joined()
      .standIn.world()
      .drafts.delete(draft?.id ?? 0)
    await look(id, 3)
    expect(await form(id)).toMatchObject({ state: 'cancelled' })
  })
})

describe('the order that comes back', () => {
  async function comeBack(id: string, times = 1) {
    const { database, provider, store, shop } = joined()
    const [placed] = ordersOf(id)
    if (!placed) throw new Error('no order')
    const { orders } = await provider.ordersUpdatedSince(store, new Date(0), null)
    const snapshot = orders.find(({ name }) => name === placed.name)
    if (!snapshot) throw new Error('not in the store')
    const vault = await database.vaults.of(shop)
    const how = { source: 'store', takenIn: 'Taken in' } as const
    for (let at = 0; at < times; at += 1)
      await withShop(database.db, shop, (tx) => applyOrders(tx, vault, [snapshot], how))
    return withShop(database.db, shop, async (tx) => {
      const row = await tx.order.findFirstOrThrow({
        where: { shopId: shop, name: placed.name },
        include: { lines: true },
      })
      return { row, notes: await readOrderNotes(tx, vault, [row.id], 'warehouse') }
    })
  }

  test('is known as ours: its channel, its note, and nothing typed is kept twice', async () => {
    const id = await saved(await typed({ channel: 'mail' }))
    await press(id)
    const { row, notes } = await comeBack(id, 2)
    expect(row).toMatchObject({ channel: 'mail', formId: id })
    expect(notes).toMatchObject([{ text: 'Ana waits at the gate', by }])
    expect(await form(id)).toMatchObject({ state: 'placed', content: null, orderId: row.id })
    const { rows } = await joined().database.owner.query(
      "select text, by from timeline where order_id = $1 and kind = 'form_order'",
      [row.id],
    )
    expect(rows).toEqual([{ text: 'Taken from a letter with the order form', by }])
    // The store's later news does not make it an order of another channel.
    await joined().database.owner.query(
      "update sales_order set source_updated_at = now() - interval '1 day', source_digest = null where id = $1",
      [row.id],
    )
    expect((await comeBack(id)).row.channel).toBe('mail')
  })

  test('may be faster than the store’s answer', async () => {
    const id = await saved(await typed())
    await commit(id)
    await place(id)
    await joined().database.owner.query(
      "update order_form set state = 'placing', order_gid = null, order_name = null where id = $1",
      [id],
    )
    expect((await comeBack(id)).row.formId).toBe(id)
    expect((await form(id)).state).toBe('placed')
  })

  test('is not adopted because a buyer wrote a form’s id into another order', async () => {
    const id = await saved(await typed())
    await press(id)
    await comeBack(id)
    const [ours] = ordersOf(id)
    if (!ours) throw new Error('no order')
    const forged = { ...ours, id: ours.id + 90_000, name: '#9999', number: 9999 }
    joined().standIn.world().orders.set(forged.id, forged)
    const { database, provider, store, shop } = joined()
    const { orders } = await provider.ordersUpdatedSince(store, new Date(0), null)
    const snapshot = orders.find(({ name }) => name === '#9999')
    if (!snapshot) throw new Error('not in the store')
    const vault = await database.vaults.of(shop)
    await withShop(database.db, shop, (tx) =>
      applyOrders(tx, vault, [snapshot], { source: 'store', takenIn: 'Taken in' }),
    )
    joined().standIn.world().orders.delete(forged.id)
    const { rows } = await database.owner.query(
      "select channel, form_id from sales_order where name = '#9999'",
    )
    expect(rows).toEqual([{ channel: 'shopify_draft_order', form_id: null }])
  })
})
