/** Rules of what comes into parcels: typed, tried on an order, saved, and asked for at the bench. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shopSettings } from '../../app/journey/settings.ts'
import { openSignedInPages, type SignedInPages } from '../arrange/signed-in-pages.ts'
import { buildHouse, orderFrom } from '../floor/house.ts'

let pages: SignedInPages
beforeAll(async () => {
  pages = await openSignedInPages()
}, 120_000)
afterAll(() => pages?.close())

const file = 'app.packing-rules.tsx'
const typed = (change: object = {}) => ({
  ...{ id: randomUUID(), name: 'Tissue', kind: 'material', quantity: '2', perPiece: false },
  ...{ code: '', sku: '', must: true, tags: '', types: '', skus: '', countries: '' },
  ...{ from: '', gift: 'any', ...change },
})
const gifts = { giftNames: 'Gift note, Card', giftMarks: 'Gift', giftTags: 'gift' }
const send = async (rules: readonly object[], more: Readonly<Record<string, string>> = {}) => {
  const form = { rules: JSON.stringify(rules), ...gifts, ...more }
  const answer = await pages.visit({ file, as: 'owner', form })
  const body: unknown = await answer.json()
  return { status: answer.status, body }
}
const settings = async () => {
  const { rows } = await pages.database.owner.query<{ settings: unknown }>(
    'select settings from shop where id = $1',
    [pages.shop],
  )
  return shopSettings.parse(rows[0]?.settings)
}

test('what is typed is kept as it was meant: lists, countries and amounts', async () => {
  const answer = await send(
    [typed({ tags: 'fragile, Glass', countries: 'ie, de', from: '49,90', perPiece: true })],
    { weighEvery: 'on' },
  )
  expect(answer.status).toBe(200)
  expect(await settings()).toMatchObject({
    ...{ weighEvery: true, giftFromNote: false, giftNames: ['Gift note', 'Card'] },
    packingRules: [
      {
        ...{ name: 'Tissue', quantity: 2, perPiece: true, tags: ['fragile', 'Glass'] },
        ...{ countries: ['IE', 'DE'], fromMinor: 4_990 },
      },
    ],
  })
  const shown = await pages.visit({ file, as: 'owner' })
  expect(await shown.text()).toContain('49.90')
})

test.each([
  ['no name', { name: ' ' }],
  ['half a piece', { quantity: '1.5' }],
  ['no amount', { from: 'much' }],
  ['no country', { countries: 'Ireland' }],
])('a rule with %s is marked, and nothing is saved', async (_what, change) => {
  await send([])
  const bad = typed(change)
  const answer = await send([typed(), bad])
  expect(answer.status).toBe(409)
  expect(JSON.stringify(answer.body)).toContain(bad.id)
  expect((await settings()).packingRules).toEqual([])
})

test('a form that is no form is refused', async () => {
  const form = { rules: '[{]', ...gifts }
  expect((await pages.visit({ file, as: 'owner', form })).status).toBe(400)
})

test('rules are tried on an order before they hold', async () => {
  await send([])
  const { db } = pages.services
  const house = await buildHouse(db, pages.shop, [{ sku: 'CUP', bin: 'A-01-01', pieces: 5 }])
  const { order } = await orderFrom(db, pages.shop, house, [['CUP', 2]])
  const { rows } = await pages.database.owner.query<{ name: string }>(
    'select name from sales_order where id = $1',
    [order],
  )
  const name = rows[0]?.name ?? ''
  const rules = [typed({ skus: 'CUP' }), typed({ name: 'Folder', countries: 'US' })]
  const tried = await send(rules, { intent: 'preview', order: name.replace('#', '') })
  expect(tried.body).toMatchObject({ kind: 'preview', order: name, extras: ['2 × Tissue'] })
  expect((await settings()).packingRules).toEqual([])
  const unknown = await send(rules, { intent: 'preview', order: '#none' })
  expect([unknown.status, unknown.body]).toMatchObject([404, { kind: 'no_order' }])
})
