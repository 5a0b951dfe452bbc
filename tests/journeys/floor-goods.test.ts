import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withShop } from '../../app/platform/db.server.ts'
import { bookCount, ledgerEqualsLevels } from '../../app/stages/stock/index.server.ts'
import { type FloorVisitor, floorVisitor } from '../arrange/floor-visitor.ts'
import { openSignedInPages, type SignedInPages } from '../arrange/signed-in-pages.ts'
import { buildHouse, type House } from '../floor/house.ts'
import { barcodesIn, pdfPictures } from '../pdf-picture.ts'

let pages: SignedInPages
let house: House
beforeAll(async () => {
  pages = await openSignedInPages()
  house = await buildHouse(pages.services.db, pages.shop, [
    { sku: 'MUG', bin: 'A-01-01', pieces: 9 },
    { sku: 'POT', bin: 'A-01-02', pieces: 40 },
    { sku: 'CAP', bin: 'A-01-03', pieces: 4 },
  ])
}, 120_000)
afterAll(() => pages?.close())

/** Somebody of the floor at a device of their own. */
async function atDoor(name: string, role = 'picker'): Promise<FloorVisitor> {
  const owner = (form: Record<string, string>) =>
    pages.visit({ file: 'app.devices.tsx', as: 'owner', form })
  const { text } = await (await owner({ intent: 'invite', name })).json()
  const device = floorVisitor()
  const code = new URL(text).searchParams.get('code') ?? ''
  await device.visit({ file: 'floor.pair.tsx', form: { code } })
  await owner({ intent: 'add', name, role, pin: '2580' })
  const { people } = await (await pages.visit({ file: 'app.devices.tsx', as: 'owner' })).json()
  const found = people.find((one: { name: string }) => one.name === name)
  await device.visit({ file: 'floor.sign-in.tsx', form: { person: found.id, pin: '2580' } })
  return device
}
const goods = (device: FloorVisitor, id: string, form: Record<string, string>) =>
  device.visit({ file: 'floor.goods.$id_.scans.ts', params: { id }, form })
const task = (device: FloorVisitor, id: string, form: Record<string, string>) =>
  device.visit({ file: 'floor.tasks.$id_.scans.ts', params: { id }, form })
const levels = async (sku: string) => {
  const { rows } = await pages.database.owner.query<{ at: string; quantity: number }>(
    `select b.code || ' ' || l.state as at, l.quantity from stock_level l join bin b on b.id = l.bin_id
     where l.item_id = $1 and l.quantity > 0 order by 1`,
    [house.items[sku]],
  )
  return Object.fromEntries(rows.map((row) => [row.at, row.quantity]))
}

test('a phone receives, keeps aside what nobody knows and puts away; what it sends again is booked once', async () => {
  const device = await atDoor('Ána نور')
  const board = await (await device.visit({ file: 'floor.goods._index.tsx' })).json()
  const begun = await device.visit({
    ...{ file: 'floor.goods._index.tsx', form: { place: board.places[0].id } },
  })
  const id = begun.headers.get('location')?.replace('/floor/goods/', '') ?? ''
  const scan = (code: string, more: Record<string, string> = {}) => ({
    ...{ intent: 'scan', key: `received:${randomUUID()}`, code, quantity: '1', condition: 'good' },
    ...more,
  })
  const mugs = scan('MUG', { quantity: '4' })
  for (let sent = 0; sent < 3; sent++)
    expect(await (await goods(device, id, mugs)).json()).toMatchObject({
      ...{ ok: true, words: '4 × MUG', screen: { pieces: 4, verdicts: null } },
    })
  await goods(device, id, scan('MUG', { condition: 'damaged' }))
  const slip = await (await goods(device, id, scan('CAP', { quantity: '7' }))).json()
  const wrong = slip.screen.lines.find(({ code }: { code: string }) => code === 'CAP')
  const takeBack = () => goods(device, id, { intent: 'undo', line: wrong.id })
  const back = await Promise.all([takeBack(), takeBack(), takeBack()])
  for (const one of back) expect(await one.json()).toMatchObject({ ok: true, words: 'Taken back' })
  const unknown = await goods(device, id, scan('4006381333931'))
  expect([unknown.status, (await unknown.json()).words]).toEqual([
    409,
    'Nobody knows 4006381333931',
  ])
  const aside = {
    intent: 'aside',
    key: `received:${randomUUID()}`,
    code: '4006381333931',
    quantity: '2',
  }
  for (let sent = 0; sent < 2; sent++)
    expect((await (await goods(device, id, aside)).json()).screen.pieces).toBe(7)
  for (let sent = 0; sent < 2; sent++)
    expect((await goods(device, id, { intent: 'close', note: '' })).status, 'closed once').toBe(200)
  expect((await goods(device, id, mugs)).status, 'a repeat that comes after the end').toBe(200)
  expect((await takeBack()).status, 'what was taken back, told again after the end').toBe(200)
  const other = await (await atDoor('Béa')).visit({
    ...{ file: 'floor.goods.$id_.scans.ts', params: { id } },
    form: { intent: 'undo', line: wrong.id },
  })
  expect(other.status, 'somebody else').toBe(409)
  expect((await goods(device, id, scan('MUG'))).status, 'new pieces after the end').toBe(409)
  expect(await levels('MUG')).toEqual({ 'A-01-01 on_hand': 9, 'IN damaged': 1, 'IN on_hand': 4 })
  expect(await levels('CAP')).toEqual({ 'A-01-03 on_hand': 4 })

  const list = await device.visit({ file: 'floor.tasks._index.tsx', query: '?kind=put_away' })
  const [put] = (await list.json()).rows
  expect(put).toMatchObject({ sku: 'MUG', quantity: 4, bin: 'IN' })
  const carry = {
    intent: 'carry',
    key: `task:${randomUUID()}`,
    from: '',
    item: 'MUG',
    quantity: '4',
  }
  for (let sent = 0; sent < 2; sent++)
    expect((await task(device, put.id, { ...carry, to: 'A-01-01' })).status).toBe(200)
  expect(await levels('MUG')).toEqual({ 'A-01-01 on_hand': 13, 'IN damaged': 1 })
  const { rows } = await pages.database.owner.query(
    `select distinct e.by = p.handle as theirs from stock_entry e, person p
     where e.item_id = $1 and e.cause in ('received', 'moved') and p.handle like 'floor:%'`,
    [house.items['MUG']],
  )
  expect(rows).toContainEqual({ theirs: true })
  const labels = await device.visit({
    ...{ file: 'floor.labels.ts', query: `?item=${house.items['MUG']}&copies=2` },
  })
  const pictures = await pdfPictures(new Uint8Array(await labels.arrayBuffer()))
  expect((await Promise.all(pictures.map(barcodesIn))).flat()).toEqual(['50MUG', '50MUG'])
})

test('a bin is counted blind from two phones, and a count that is sent again is answered as it was', async () => {
  const [ana, ben] = [await atDoor('Ana'), await atDoor('Ben')]
  const { db } = pages.services
  const binId = house.bins['A-01-02'] ?? ''
  await withShop(db, pages.shop, (tx) =>
    bookCount(tx, { binId, key: 'short:floor', reason: 'Fewer were found', by: 'system' }),
  )
  const list = await ana.visit({ file: 'floor.tasks._index.tsx', query: '?kind=count' })
  const [{ id }] = (await list.json()).rows
  const { screen } = await (await ana.visit({ file: 'floor.tasks.$id.tsx', params: { id } })).json()
  expect(screen, 'nothing says how many there should be').toMatchObject({
    ...{ codes: [], serials: [], suggestions: [], counts: [] },
    task: { itemId: null, quantity: null, doneQuantity: 0 },
  })
  const found = (quantity: number) => ({
    intent: 'count',
    found: JSON.stringify([{ code: 'POT', quantity, lot: '', serial: '' }]),
  })
  for (let sent = 0; sent < 2; sent++)
    expect((await (await task(ana, id, found(30))).json()).words).toContain('Somebody else counts')
  expect((await task(ana, id, found(31))).status, 'the same person, something else').toBe(409)
  const both = await Promise.all([task(ben, id, found(30)), task(ben, id, found(30))])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect(await levels('POT')).toEqual({ 'A-01-02 on_hand': 30 })
  expect(await withShop(db, pages.shop, ledgerEqualsLevels)).toBe(true)
})

test('who may only look books nothing, and a device that was revoked is told so', async () => {
  const looker = await atDoor('Cleo', 'read_only')
  const board = await (await looker.visit({ file: 'floor.goods._index.tsx' })).json()
  const begun = { file: 'floor.goods._index.tsx', form: { place: board.places[0].id } }
  expect((await looker.visit(begun)).status).toBe(403)
  const nobody = floorVisitor()
  const id = randomUUID()
  const away = await goods(nobody, id, { intent: 'close' })
  expect([away.status, await away.json()]).toEqual([401, { kind: 'not_paired' }])
  expect((await task(nobody, id, { intent: 'count' })).status).toBe(401)
  const photo = { file: 'floor.photo.$id.ts', params: { id } }
  expect((await nobody.visit(photo)).headers.get('location')).toBe('/floor/pair')
})
