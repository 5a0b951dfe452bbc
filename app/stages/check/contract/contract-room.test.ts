import { expect, test } from 'vitest'
import { checkDeps, lookAtOrder } from '../../../../tests/arrange/check-room.ts'
import { receiveOrder } from '../../../../tests/arrange/received-order.ts'
import { oneShop } from '../../../../tests/shop.ts'
import { littleAddress, littleSeed } from '../../../../tests/store/little-seed.ts'
import { openProperties } from '../../../journey/line-properties.ts'
import type { OrderId } from '../../../kernel/ids.ts'
import { withShop } from '../../../platform/db.server.ts'
import {
  checkOrders,
  correctOrder,
  previewContract,
  readContractPage,
  readCorrection,
  remindCustomer,
  saveContract,
  writeBack,
} from '../index.server.ts'

const joined = oneShop({ seed: littleSeed })
const deps = () => checkDeps(joined())
const check = () => checkOrders(deps(), joined().shop)
const look = (id: OrderId) => lookAtOrder(joined(), id)

const stated = {
  needs: [
    {
      key: 'engraving',
      label: { en: 'Engraving', de: 'Gravur' },
      from: { kind: 'line_property', name: 'Engraving' },
      type: 'text',
      longest: 12,
    },
    {
      key: 'licence',
      label: { en: 'Licence number' },
      from: { kind: 'metafield', name: 'custom.licence' },
      type: 'text',
      pattern: '[A-Z]{2}\\d{3}',
    },
    {
      key: 'vat',
      label: { en: 'VAT number' },
      from: { kind: 'order_attribute', name: 'VAT' },
      type: 'tax_id',
    },
  ],
  rules: [{ name: 'Mugs', when: { skus: ['MUG'] }, needs: ['engraving', 'licence', 'vat'] }],
}
const save = (contract: unknown) =>
  saveContract(deps(), joined().shop, { contract, by: 'shopify:1', seen: null })
const nothing = { needs: [], rules: [] }
const mug = (...properties: readonly { name: string; value: string }[]) => ({
  lines: [{ sku: 'MUG', quantity: 1, properties }],
})

test('an order that breaks the contract is held with its version; the answers go everywhere', async () => {
  const saved = await save(stated)
  if (!saved.ok) throw new Error('not saved')
  const { id, gid } = await receiveOrder(joined(), mug())
  await check()
  const held = await look(id)
  expect(held.order).toMatchObject({ state: 'held', contractVersion: saved.value })
  expect(held.holds).toMatchObject([
    {
      kind: 'completeness',
      missing: ['need:licence', 'need:vat', 'need:engraving:1'],
      contractVersion: saved.value,
      reason: 'Missing: licence, vat, engraving (line 1)',
    },
  ])
  const page = await readCorrection(deps(), joined().shop, id, {
    all: false,
    typed: {},
    problems: [],
  })
  expect(page?.fields.map(({ name }) => name)).toEqual([
    'need.licence',
    'need.vat',
    'need.engraving.1',
  ])
  const wrong = await correctOrder(deps(), joined().shop, id, {
    answers: {
      'need.licence': 'nope',
      'need.vat': 'DE1',
      'need.engraving.1': 'far too long a text',
    },
    by: 'customer',
  })
  expect(wrong).toMatchObject({
    ok: false,
    refusal: {
      problems: [
        { field: 'need.licence', text: 'Licence number: this is not of the form we need.' },
        { field: 'need.vat' },
        { field: 'need.engraving.1' },
      ],
    },
  })
  const right = await correctOrder(deps(), joined().shop, id, {
    answers: { 'need.licence': 'AB123', 'need.vat': 'DE136695976', 'need.engraving.1': 'Anna' },
    by: 'customer',
  })
  expect(right.ok).toBe(true)
  await writeBack(deps(), joined().shop, id)
  await check()
  const done = await look(id)
  expect(done.order).toMatchObject({ state: 'received', nextStep: 'confirm' })
  const [engraved] = done.lines
  const vault = await joined().database.vaults.of(joined().shop)
  expect(engraved && openProperties(vault, engraved)).toEqual([
    { name: 'Engraving', value: 'Anna' },
  ])
  expect(engraved?.properties).toEqual([])
  const { provider, store } = joined()
  const there = await provider.order(store, gid)
  expect(there?.attributes).toEqual(
    expect.arrayContaining([
      { name: 'VAT', value: 'DE136695976' },
      { name: 'Engraving (line 1)', value: 'Anna' },
    ]),
  )
  expect(await provider.orderMetafields(store, gid, ['custom.licence'])).toEqual([
    { name: 'custom.licence', value: 'AB123' },
  ])
  expect(JSON.stringify([done.timeline, done.work])).not.toMatch(/Anna|AB123|136695976/)
  await save(nothing)
})

test('metafields are read from the store before an order is judged by them', async () => {
  await save(stated)
  const { id, gid } = await receiveOrder(
    joined(),
    mug({ name: 'Engraving', value: 'Bo' }, { name: 'VAT', value: 'x' }),
  )
  const { provider, store } = joined()
  await provider.correctOrder(store, gid, {
    metafields: [{ name: 'custom.licence', value: 'CD456', type: 'single_line_text_field' }],
  })
  await check()
  expect((await look(id)).holds.flatMap(({ missing }) => missing)).toEqual(['need:vat'])
  await save(nothing)
})

test('a contract that asks less lets held orders go on by themselves', async () => {
  await save(stated)
  const { id } = await receiveOrder(joined(), mug())
  await check()
  expect((await look(id)).order.state).toBe('held')
  await save(nothing)
  await check()
  const { order, holds } = await look(id)
  expect(order).toMatchObject({ state: 'received', nextStep: 'confirm' })
  expect(holds.every(({ releasedAt }) => releasedAt !== null)).toBe(true)
})

test('before saving, the shop sees which of its last orders would be held, and why', async () => {
  await save(nothing)
  const { name } = await receiveOrder(joined(), mug({ name: 'Engraving', value: 'Al' }))
  const preview = await previewContract(deps(), joined().shop, stated)
  if (!preview.ok) throw new Error('no preview')
  const found = preview.value.held.find((order) => order.name === name)
  expect(found?.because).toEqual(['licence', 'vat'])
  expect(preview.value.looked).toBeGreaterThan(0)
  const bad = await previewContract(deps(), joined().shop, {
    ...stated,
    needs: stated.needs.slice(1),
  })
  expect(bad).toMatchObject({ ok: false, refusal: { kind: 'bad_contract' } })
})

test('every version is kept, and two people saving at once do not overwrite each other', async () => {
  const first = await save(stated)
  if (!first.ok) throw new Error('not saved')
  const mine = saveContract(deps(), joined().shop, {
    contract: nothing,
    by: 'shopify:1',
    seen: first.value,
  })
  const theirs = saveContract(deps(), joined().shop, {
    contract: stated,
    by: 'shopify:2',
    seen: first.value,
  })
  const answers = await Promise.all([mine, theirs])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers.filter(({ ok }) => !ok)).toMatchObject([
    { refusal: { kind: 'changed_meanwhile' } },
  ])
  const page = await readContractPage(deps(), joined().shop)
  expect(page.version).toBe(first.value + 1)
  expect(page.versions.map(({ version }) => version)).toContain(first.value)
  await expect(
    withShop(
      joined().database.db,
      joined().shop,
      (tx) => tx.$executeRaw`update contract_version set by = 'x'`,
    ),
  ).rejects.toThrow()
  await save(nothing)
})

test('a customer who does not answer is reminded once a time, in their language, with the same link', async () => {
  await save(nothing)
  const { id, name } = await receiveOrder(joined(), {
    locale: 'de-AT',
    shippingAddress: { ...littleAddress, address1: '' },
  })
  await joined().database.owner.query(`update sales_order set locale = 'de-AT' where id = $1`, [id])
  await check()
  await remindCustomer(deps(), joined().shop, id)
  expect((await look(id)).letters).toHaveLength(1)
  await joined().database.owner.query(
    `update sales_order set due_at = now() + interval '20 hours' where id = $1`,
    [id],
  )
  await remindCustomer(deps(), joined().shop, id)
  await remindCustomer(deps(), joined().shop, id)
  const { letters, links } = await look(id)
  expect(letters.map(({ subject }) => subject)).toEqual([
    `Zu Ihrer Bestellung ${name} fehlt uns eine Angabe – Test shop`,
    `Erinnerung: Ihre Bestellung ${name} wartet noch – Test shop`,
  ])
  expect(links).toHaveLength(1)
  const link = /https:\S+/.exec(letters[0]?.text ?? '')?.[0]
  expect(letters[1]?.text).toContain(link)
})
