import { expect } from 'vitest'
import { test } from '../../tests/database.ts'
import { openShippingWorld, type ShippingWorld } from '../../tests/shipping.ts'
import type { ShipmentId } from '../kernel/ids.ts'
import { actOnShipment } from './ship-action.server.ts'

const post = (world: ShippingWorld, id: ShipmentId, fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return actOnShipment(world.deps, world.shop, id, { form, by: 'shopify:7' })
}

test('the page’s buttons buy, make void, add parcels and take own labels', async ({ database }) => {
  const world = await openShippingWorld(database)
  const { id } = await world.place()
  const bench = (fields: Record<string, string>) => post(world, id, fields)
  const parcels = async () => (await world.stands({ id })).parcels
  const buy = { intent: 'buy', carrier: 'parcelnet', service: 'europe', grams: '' }
  expect(await bench({ intent: 'add_parcel' })).toMatchObject({ kind: 'done' })
  const second = (await parcels())[1]?.id ?? ''
  expect(await bench({ ...buy, parcel: second })).toMatchObject({
    kind: 'refused',
    words: expect.stringContaining('Weigh'),
  })
  expect(await bench({ intent: 'remove_parcel', parcel: second })).toMatchObject({ kind: 'done' })
  expect(await bench({ ...buy, grams: '850' })).toMatchObject({ kind: 'done' })
  const [parcel] = await parcels()
  expect(parcel?.grams).toBe(850)
  expect(await bench({ intent: 'void', parcel: parcel?.id ?? '' })).toMatchObject({ kind: 'done' })
  expect(await bench({ intent: 'own', number: 'GLS 1234567', carrier: 'gls' })).toMatchObject({
    kind: 'done',
  })
  expect((await parcels())[0]).toMatchObject({ carrierName: 'GLS', trackingNumber: 'GLS1234567' })
})

test('what is wrong with a form is said beside its field', async ({ database }) => {
  const world = await openShippingWorld(database)
  const { id } = await world.place()
  expect(
    await post(world, id, { intent: 'own', number: '0000000', carrier: '', url: 'ftp://x' }),
  ).toEqual({
    kind: 'bad_form',
    fields: {
      carrier: expect.stringContaining('carrier'),
      number: expect.stringContaining('filler'),
      url: expect.stringContaining('https'),
    },
  })
  for (const fields of [
    {},
    { intent: 'explode' },
    { intent: 'void', parcel: 'x' },
    { intent: 'buy', carrier: 'parcelnet', service: 'europe', grams: '-1' },
  ])
    expect(await post(world, id, fields)).toMatchObject({ kind: 'bad_form' })
})

test('what cannot be done now is refused in words', async ({ database }) => {
  const world = await openShippingWorld(database)
  const { id } = await world.place()
  for (const intent of ['again', 'arrived', 'came_back'])
    expect(await post(world, id, { intent })).toMatchObject({ kind: 'refused' })
  expect(await post(world, id, { intent: 'ask_again' })).toMatchObject({ kind: 'done' })
  world.carrier.carrier.faults.push({ kind: 'cut', on: 'labels', times: 1 })
  await post(world, id, { intent: 'buy', carrier: 'parcelnet', service: 'europe', grams: '700' })
  await database.owner.query(`update location set address = address - 'city'`)
  expect(await post(world, id, { intent: 'ask_again' })).toEqual({
    ...{ kind: 'refused', words: expect.stringContaining('your location lacks: city.') },
  })
})
