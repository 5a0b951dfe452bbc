import { expect } from 'vitest'
import { jpegPicture, withNotes } from '../../../tests/arrange/pictures.ts'
import { test } from '../../../tests/database.ts'
import { picked } from '../../../tests/floor/bench.ts'
import { buildHouse } from '../../../tests/floor/house.ts'
import { photoBytes } from './photo-limits.ts'
import { keepPhoto, readPhoto } from './photos.server.ts'

/** As a phone takes it: with the place it was at, or of any length. */
const jpeg = (length = 0) =>
  new Uint8Array(Buffer.concat([withNotes(jpegPicture, 'Kumquat Crescent'), Buffer.alloc(length)]))

test('a photo is kept sealed, shown to its own shop alone, and said on the timeline', async ({
  database,
  shop,
}) => {
  const { db, vaults, owner } = database
  const house = await buildHouse(db, shop, [{ sku: 'CUP', bin: 'A-01-01', pieces: 3 }])
  const { shipment, order } = await picked(db, shop, house, [['CUP', 1]])
  const keep = (bytes: Uint8Array, shipmentId: string = shipment) =>
    keepPhoto({ db, vaults }, shop, { shipmentId, bytes, by: 'floor:anna' })
  const kept = await keep(jpeg())
  if (!kept.ok) throw new Error(kept.refusal.kind)
  const asked = { shipmentId: shipment, id: kept.value.id }
  const photo = await readPhoto({ db, vaults }, shop, asked)
  expect([photo?.type, photo && new Uint8Array(photo.bytes)]).toEqual([
    'image/jpeg',
    new Uint8Array(jpegPicture),
  ])
  const { rows } = await owner.query<{ sealed: Buffer; text: string }>(
    `select p.sealed, t.text from parcel_photo p join timeline t on t.order_id = p.order_id and t.kind = 'photo' where p.order_id = $1`,
    [order],
  )
  expect(rows[0]?.sealed.includes(jpegPicture.subarray(0, 40))).toBe(false)
  expect(rows[0]?.text).toMatch(/^A photo of #\d+-1 was taken at the bench$/)
  const other = await database.addShop()
  expect(await readPhoto({ db, vaults }, other, asked)).toBeNull()

  expect(await keep(new TextEncoder().encode('<svg onload=alert(1)>'))).toMatchObject({
    refusal: { kind: 'no_picture' },
  })
  expect(await keep(jpeg(photoBytes + 1))).toMatchObject({ refusal: { kind: 'too_large' } })
  expect(await keep(jpeg(), 'nonsense')).toMatchObject({ refusal: { kind: 'no_such_shipment' } })
  for (let more = 1; more < 8; more++) expect((await keep(jpeg())).ok).toBe(true)
  expect(await keep(jpeg())).toMatchObject({ refusal: { kind: 'enough' } })
})
