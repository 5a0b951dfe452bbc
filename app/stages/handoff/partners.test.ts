import { describe, expect } from 'vitest'
import { type TestDatabase, test } from '../../../tests/database.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { portal } from '../../providers/partner/portal/portal.ts'
import { partnerRegistry } from '../../providers/partner/registry.ts'
import { listPartners, listPlaces, readPartner, savePartner } from './index.server.ts'
import { problemsOf } from './partner-form.ts'

const form = {
  name: 'Halyard',
  contactEmail: 'desk@halyard.example',
  providerKey: 'portal',
  endpointUrl: '',
  answerWithinMin: 240,
  active: true,
  locationId: null,
}
const rules = { providerKeys: ['portal', 'signed_api'], allowPlainHttp: false }

describe('what a merchant says about a partner', () => {
  test('a good form has no problems', () => {
    expect(problemsOf(form, rules)).toEqual({})
  })

  test('everything that is wrong is named at its field', () => {
    expect(
      problemsOf(
        {
          ...form,
          name: ' ',
          contactEmail: 'nobody',
          providerKey: 'signed_api',
          endpointUrl: 'http://partner.example/in',
          answerWithinMin: 5,
        },
        rules,
      ),
    ).toEqual({
      name: expect.any(String),
      contactEmail: expect.any(String),
      endpointUrl: 'the address must begin with https://',
      answerWithinMin: expect.any(String),
    })
  })

  test('a partner in the portal needs an address for mails, one with a system an address for messages', () => {
    expect(Object.keys(problemsOf({ ...form, contactEmail: '' }, rules))).toEqual(['contactEmail'])
    expect(
      Object.keys(problemsOf({ ...form, providerKey: 'signed_api', contactEmail: '' }, rules)),
    ).toEqual(['endpointUrl'])
    expect(Object.keys(problemsOf({ ...form, providerKey: 'pigeon' }, rules))).toEqual([
      'providerKey',
      'endpointUrl',
    ])
  })
})

const depsOf = ({ db }: TestDatabase) => ({
  db,
  partners: partnerRegistry([portal()]),
  config: { SHOPIFY_APP_URL: 'https://app.test', ALLOW_PRIVATE_PARTNER_ADDRESSES: false },
})

const addPlace = (database: TestDatabase, shop: ShopId, name: string) =>
  withShop(database.db, shop, async (tx) => {
    const row = await tx.location.create({
      data: { shopId: shop, shopifyGid: `gid://shopify/Location/${name.length}`, name },
      select: { id: true },
    })
    return row.id
  })

test('a partner gets its place of the store, and orders that waited for somebody there go on', async ({
  database,
  shop,
}) => {
  const deps = depsOf(database)
  const venlo = await addPlace(database, shop, 'Venlo')
  const order = await withShop(database.db, shop, (tx) =>
    tx.order.create({
      data: {
        ...{ shopId: shop, shopifyId: 'gid://shopify/Order/1', name: '#1', state: 'cleared' },
        ...{ currency: 'EUR', totalMinor: 1n, placedAt: new Date(), sourceUpdatedAt: new Date() },
        ...{ owner: 'office', nextStep: 'decide_route', dueAt: new Date() },
      },
    }),
  )
  const saved = await savePartner(deps, shop, null, { ...form, locationId: venlo })
  if (!saved.ok) throw new Error('it was refused')
  expect(await database.jobs()).toEqual([
    { task: 'distribute.order', key: `distribute.order:${order.id}` },
  ])
  expect(await listPlaces(deps, shop)).toMatchObject([{ name: 'Venlo', partnerName: 'Halyard' }])

  const cork = await addPlace(database, shop, 'Cork')
  await savePartner(deps, shop, saved.value, { ...form, name: 'Halyard BV', locationId: cork })
  expect(await readPartner(deps, shop, saved.value)).toMatchObject({
    name: 'Halyard BV',
    locationId: cork,
    hasPortalCode: false,
    open: [],
  })
  expect(await listPlaces(deps, shop)).toMatchObject([
    { name: 'Cork', partnerName: 'Halyard BV' },
    { name: 'Venlo', partnerName: null },
  ])
  expect(await listPartners(deps, shop)).toMatchObject([
    { name: 'Halyard BV', locationName: 'Cork', waiting: 0, late: 0, waitingSince: null },
  ])
})

test('two partners of a shop may not share a name; two shops may', async ({ database, shop }) => {
  const deps = depsOf(database)
  expect(await savePartner(deps, shop, null, form)).toMatchObject({ ok: true })
  expect(await savePartner(deps, shop, null, form)).toMatchObject({
    refusal: { kind: 'bad_form', problems: { name: 'another partner has this name' } },
  })
  const other = await database.addShop()
  expect(await savePartner(deps, other, null, form)).toMatchObject({ ok: true })
  expect(await listPartners(deps, other)).toHaveLength(1)
})

test("another shop's partner can be neither read nor changed", async ({ database, shop }) => {
  const deps = depsOf(database)
  const saved = await savePartner(deps, shop, null, form)
  const id = saved.ok ? saved.value : ''
  const other = await database.addShop()
  expect(await readPartner(deps, other, id)).toBeNull()
  expect(await savePartner(deps, other, id, { ...form, name: 'Mine' })).toEqual({
    ok: false,
    refusal: { kind: 'not_found' },
  })
  expect(await readPartner(deps, shop, id)).toMatchObject({ name: 'Halyard' })
})
