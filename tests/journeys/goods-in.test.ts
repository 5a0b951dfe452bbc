import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planFloor } from '../../app/journey/jobs.ts'
import { withShop } from '../../app/platform/db.server.ts'
import {
  binLabels,
  carryGoods,
  changeStockRules,
  closeReceipt,
  draftOrders,
  importInbound,
  inboundForm,
  inspectGoods,
  itemLabels,
  keepInbound,
  keepPhoto,
  keepUnknown,
  labelsPdf,
  labelsZpl,
  ledgerEqualsLevels,
  listInbound,
  listTasks,
  mailOrder,
  makeBins,
  nameUnknown,
  openReceipt,
  orderCsv,
  orderGoods,
  orderPdf,
  readGoodsPhoto,
  readInbound,
  readOrderPaper,
  readReceipt,
  readReorder,
  readTask,
  readTransfers,
  receiveLine,
  returnedRows,
  sendToPlace,
  undoLine,
} from '../../app/stages/stock/index.server.ts'
import { labelSizes } from '../../app/stages/stock/index.ts'
import { jpegPicture, withNotes } from '../arrange/pictures.ts'
import { openHouse, type WholeHouse } from '../arrange/whole-house.ts'
import { piecesOf } from '../floor/house.ts'
import { act } from '../store/act.ts'
import { sendTransfer } from '../store/control/transfers.ts'

const by = 'shopify:7'
let house: WholeHouse
let mug = ''
let place = ''
beforeAll(async () => {
  house = await openHouse()
  const { services, shop } = house
  await withShop(services.db, shop, async (tx) => {
    const item = await tx.item.findFirstOrThrow({ where: { shopId: shop, sku: 'MUG' } })
    const home = await tx.location.findFirstOrThrow({ where: { shopId: shop, name: 'Warehouse' } })
    ;[mug, place] = [item.id, home.id]
  })
  const bins = { locationId: place, maxMl: null } as const
  await makeBins(services, shop, { ...bins, range: 'M-{01..02}', kind: 'pick', maxPieces: 12 })
  await makeBins(services, shop, { ...bins, range: 'N-01', kind: 'pick', maxPieces: null })
  await makeBins(services, shop, { ...bins, range: 'R-01', kind: 'reserve', maxPieces: null })
}, 120_000)
afterAll(() => house?.close())

const deps = () => house.services
const at = () => house.shop

async function order(pieces: number, change: Record<string, unknown> = {}): Promise<string> {
  const form = inboundForm.parse({
    ...{ kind: 'order', number: '', vendor: 'Little', place, expectedOn: '', note: '' },
    lines: [{ code: 'mug', quantity: pieces, costMinor: 450 }],
    ...change,
  })
  const kept = await keepInbound(deps(), at(), form, { by, at: null })
  if (!kept.ok) throw new Error(JSON.stringify(kept.refusal))
  return kept.value
}

async function deliveryOf(inboundId: string | null): Promise<string> {
  const opened = await openReceipt(deps(), at(), { inboundId, locationId: place, by })
  if (!opened.ok) throw new Error(opened.refusal.kind)
  return opened.value
}

type Line = Parameters<typeof receiveLine>[2]
const receive = (receiptId: string, quantity: number, change: Partial<Line> = {}) =>
  receiveLine(deps(), at(), {
    ...{ receiptId, key: `received:${randomUUID()}`, by, code: 'MUG', quantity },
    ...{ condition: 'good', lot: '', expiresOn: '', serial: '', ...change },
  })
const pieces = () => piecesOf(deps().db, at(), mug)
const inStore = async () => {
  const { rows } = await house.database.owner.query<{ gid: string }>(
    'select inventory_item_gid as gid from item where id = $1',
    [mug],
  )
  const world = house.standIn.world()
  const main = [...world.locations.values()].find((one) => one.key === 'main')
  const level = [...world.levels.values()].find(
    (one) => one.locationId === main?.id && rows[0]?.gid.endsWith(`/${one.itemId}`),
  )
  return level?.quantities.available ?? 0
}
const tasks = async (kind: 'put_away' | 'inspect' | 'unknown_item' | 'replenish') =>
  (await listTasks(deps(), at(), { kind, state: 'open', page: 1 })).rows
const whole = () => withShop(deps().db, at(), ledgerEqualsLevels)

test('an order comes in two deliveries: blind, damaged and over, each scan booked once and told to the store', async () => {
  const id = await order(10)
  expect((await openReceipt(deps(), at(), { inboundId: id, locationId: place, by })).ok).toBe(false)
  expect(await orderGoods(deps(), at(), id)).toBe(true)
  await house.work()
  const [before, offered] = [await pieces(), await inStore()]
  const first = await deliveryOf(id)
  expect(await deliveryOf(id), 'a delivery that is open is gone on with').toBe(first)
  const key = `received:${randomUUID()}`
  expect(await receive(first, 4, { key })).toMatchObject({ value: { kind: 'booked' } })
  expect(await receive(first, 4, { key })).toMatchObject({ value: { kind: 'seen', quantity: 4 } })
  await receive(first, 2, { condition: 'damaged' })
  const wrong = await receive(first, 9)
  expect(wrong.ok).toBe(true)
  const blind = await readReceipt(deps(), at(), first)
  expect(blind).toMatchObject({ blind: true, verdicts: null, pieces: 15 })
  const mistake = blind?.lines.find((line) => line.quantity === 9)?.id ?? ''
  expect(await undoLine(deps(), at(), { lineId: mistake, receiptId: first, by })).toMatchObject({
    ok: true,
  })
  expect(await closeReceipt(deps(), at(), { receiptId: first, by, note: '' })).toBe(true)
  expect(await readReceipt(deps(), at(), first)).toMatchObject({
    verdicts: [{ kind: 'short', pieces: 4, good: 4, damaged: 2 }],
  })
  const second = await deliveryOf(id)
  await receive(second, 5)
  await closeReceipt(deps(), at(), { receiptId: second, by, note: 'One too many' })
  expect(await readInbound(deps(), at(), id)).toMatchObject({
    head: { state: 'done' },
    verdicts: [{ kind: 'over', pieces: 1 }],
    receipts: [{ pieces: 5 }, { pieces: 6 }],
  })
  const after = await pieces()
  expect(after['on_hand']).toBe((before['on_hand'] ?? 0) + 9)
  expect(after['damaged']).toBe((before['damaged'] ?? 0) + 2)
  await house.work()
  expect(await inStore()).toBe(offered + 9)
  expect(await whole()).toBe(true)
})

test('goods are put away by scanning them and the bin: the one suggested, or another', async () => {
  const again = { locationId: place, range: 'M-{01..02}', kind: 'pick' } as const
  expect(await makeBins(deps(), at(), { ...again, maxPieces: 1, maxMl: null })).toEqual({
    ...{ ok: true, value: { made: 0, known: 2 } },
  })
  expect(
    await changeStockRules(deps(), at(), { putAway: [{ productType: 'Thing', zone: 'M' }] }),
  ).toMatchObject({ ok: true })
  const receipt = await deliveryOf(null)
  await receive(receipt, 20)
  await closeReceipt(deps(), at(), { receiptId: receipt, by, note: '' })
  const task = (await tasks('put_away')).find((one) => one.quantity === 20)
  const view = await readTask(deps(), at(), task?.id ?? '')
  expect(view?.suggestions.map(({ code }) => code).toSorted()).toEqual(['M-01', 'M-02'])
  expect(view?.suggestions[0]).toMatchObject({
    ...{
      fits: 12,
      reason: expect.stringMatching(/^Thing goes to zone M; empty.*; takes 12 of 20$/),
    },
  })
  const carry = (itemCode: string, toCode: string, quantity: number, key: string = randomUUID()) =>
    carryGoods(deps(), at(), {
      ...{ taskId: task?.id ?? '', by, fromCode: '', itemCode, toCode, quantity },
      key: `carried:${key}`,
    })
  expect(await carry('POSTER', 'M-01', 12)).toEqual({
    ...{ ok: false, refusal: { kind: 'wrong_item', wanted: 'MUG' } },
  })
  expect(await carry('MUG', 'X-99', 12)).toMatchObject({ refusal: { kind: 'unknown_bin' } })
  expect(await carry('MUG', 'IN', 12)).toMatchObject({ refusal: { kind: 'not_a_shelf' } })
  expect(await carry('MUG', 'M-01', 21)).toEqual({
    ...{ ok: false, refusal: { kind: 'too_many', left: 20 } },
  })
  const once = randomUUID()
  expect(await carry('mug', 'm-01', 12, once)).toEqual({ ok: true, value: 'more' })
  expect(await carry('mug', 'm-01', 12, once)).toEqual({ ok: true, value: 'seen' })
  expect(await carry('MUG', 'M-02', 8)).toEqual({ ok: true, value: 'done' })
  expect(await carry('MUG', 'M-02', 1)).toMatchObject({ refusal: { kind: 'no_such_task' } })
  const { rows } = await house.database.owner.query(
    `select b.code, l.quantity from stock_level l join bin b on b.id = l.bin_id
     where b.code like 'M-%' and l.quantity > 0 and l.state = 'on_hand' order by 1`,
  )
  expect(rows).toEqual([
    { code: 'M-01', quantity: 12 },
    { code: 'M-02', quantity: 8 },
  ])
  await changeStockRules(deps(), at(), {})
  expect(await whole()).toBe(true)
})

test('goods that are looked at first are for sale once they were found good, and then only', async () => {
  await changeStockRules(deps(), at(), { inspection: [{ vendor: 'Little', check: 'all' }] })
  await house.work()
  const offered = await inStore()
  const receipt = await deliveryOf(null)
  expect(await receive(receipt, 6)).toMatchObject({
    value: { inspection: 'Every delivery of goods from Little is looked at' },
  })
  await closeReceipt(deps(), at(), { receiptId: receipt, by, note: '' })
  await house.work()
  expect(await inStore(), 'nobody sells what nobody looked at').toBe(offered)
  const [task] = await tasks('inspect')
  expect(task).toMatchObject({ quantity: 6, bin: 'CHECK' })
  const look = (good: number, bad: number) =>
    inspectGoods(deps(), at(), {
      ...{ taskId: task?.id ?? '', by, key: `inspected:${randomUUID()}`, good, bad },
    })
  expect(await look(5, 2)).toEqual({ ok: false, refusal: { kind: 'too_many', left: 6 } })
  expect(await look(3, 1)).toEqual({ ok: true, value: 'more' })
  expect(await look(0, 2)).toEqual({ ok: true, value: 'done' })
  await house.work()
  expect(await inStore()).toBe(offered + 3)
  expect((await tasks('put_away')).some((one) => one.reason === 'Looked at, and good')).toBe(true)
  await changeStockRules(deps(), at(), {})
  expect(await whole()).toBe(true)
})

test('goods nobody knows are kept aside until the office says what they are', async () => {
  const receipt = await deliveryOf(null)
  expect(await receive(receipt, 3, { code: '4006381333931' })).toEqual({
    ...{ ok: false, refusal: { kind: 'unknown_code', code: '4006381333931' } },
  })
  const aside = { receiptId: receipt, key: 'aside:1', by, code: '4006381333931', quantity: 3 }
  expect(await keepUnknown(deps(), at(), aside)).toBe(true)
  expect(await keepUnknown(deps(), at(), aside)).toBe(true)
  const [task, ...more] = await tasks('unknown_item')
  expect([task?.quantity, more.length]).toEqual([3, 0])
  const before = (await pieces())['on_hand'] ?? 0
  const name = (code: string | null) =>
    nameUnknown(deps(), at(), { taskId: task?.id ?? '', by, code })
  expect(await name('NOBODY')).toMatchObject({ refusal: { kind: 'unknown_code' } })
  expect(await name('MUG')).toEqual({ ok: true, value: 'booked' })
  expect(await name('MUG')).toMatchObject({ refusal: { kind: 'no_such_task' } })
  expect((await pieces())['on_hand']).toBe(before + 3)
  await closeReceipt(deps(), at(), { receiptId: receipt, by, note: '' })
})

test('lots, last days and numbers are asked for, and a number is in the house once', async () => {
  await withShop(deps().db, at(), (tx) =>
    tx.item.updateMany({ where: { shopId: at(), id: mug }, data: { lots: true, serials: true } }),
  )
  const receipt = await deliveryOf(null)
  expect(await receive(receipt, 1)).toMatchObject({ refusal: { kind: 'lot_needed' } })
  expect(await receive(receipt, 1, { lot: 'L1' })).toMatchObject({
    refusal: { kind: 'serial_needed' },
  })
  const numbered = { lot: 'L1', expiresOn: '2099-01-31', serial: 'S-1' }
  expect(await receive(receipt, 1, numbered)).toMatchObject({ ok: true })
  expect(await receive(receipt, 1, numbered)).toMatchObject({ refusal: { kind: 'serial_known' } })
  expect(
    await receive(receipt, 1, { ...numbered, serial: 'S-2', expiresOn: '2099-02-01' }),
  ).toEqual({
    ok: false,
    refusal: { kind: 'other_expiry', code: 'L1', expiresOn: '2099-01-31' },
  })
  expect(await receive(receipt, 1, { ...numbered, serial: 'S-2' })).toMatchObject({ ok: true })
  await closeReceipt(deps(), at(), { receiptId: receipt, by, note: '' })
  const task = (await tasks('put_away')).find((one) => one.lot === 'L1')
  const carry = (itemCode: string, quantity: number) =>
    carryGoods(deps(), at(), {
      ...{ taskId: task?.id ?? '', by, key: `carried:${randomUUID()}` },
      ...{ fromCode: '', itemCode, toCode: 'N-01', quantity },
    })
  expect(await carry('MUG', 2)).toMatchObject({ refusal: { kind: 'scan_the_number' } })
  expect(await carry('S-1', 1)).toEqual({ ok: true, value: 'more' })
  expect(await carry('s-2', 1)).toEqual({ ok: true, value: 'done' })
  await withShop(deps().db, at(), (tx) =>
    tx.item.updateMany({ where: { shopId: at(), id: mug }, data: { lots: false, serials: false } }),
  )
  expect(await whole()).toBe(true)
})

test('a file of orders is judged row by row; the good ones come in once, the others come back with why', async () => {
  const text =
    'number,vendor,sku,quantity,cost\nF-1,Little,MUG,5,4.50\nF-2,Little,MUG,0,\nF-2,Little,NOPE,2,\n'
  const bring = async (isTrial: boolean) => {
    const answer = await importInbound(deps(), at(), {
      ...{ bytes: new TextEncoder().encode(text), by, isTrial },
    })
    if (!answer.ok) throw new Error(answer.refusal)
    return answer.value
  }
  const trial = await bring(true)
  expect(
    trial.inbounds.map(({ number, id, rows }) => [number, id, rows.map((r) => r.reasons)]),
  ).toEqual([
    ['F-1', null, [[]]],
    ['F-2', null, [['“0” is no number of pieces'], ['Nobody knows the article “NOPE”']]],
  ])
  const count = async () =>
    (await listInbound(deps(), at(), { state: 'draft', search: 'F-', page: 1 })).rows
  expect(await count()).toEqual([])
  const brought = await bring(false)
  expect(await count()).toMatchObject([{ number: 'F-1', pieces: 5 }])
  expect(returnedRows(brought)).toBe(
    '\uFEFFnumber,vendor,sku,quantity,cost,reason\r\nF-2,Little,MUG,0,,“0” is no number of pieces\r\nF-2,Little,NOPE,2,,Nobody knows the article “NOPE”\r\n',
  )
  expect((await bring(false)).inbounds[0]?.reasons).toEqual(['F-1 came in before'])
})

test('what the store sends is on its way in the ledger, received here, and the store is told line by line', async () => {
  const world = house.standIn.world()
  const transfer = act(world, (acting) =>
    sendTransfer(acting, {
      ...{ from: 'floor', to: 'main', lines: [{ sku: 'MUG', quantity: 4 }] },
    }),
  )
  expect(await readTransfers(deps(), at())).toBe(1)
  expect(await readTransfers(deps(), at())).toBe(0)
  expect((await pieces())['in_transit']).toBe(4)
  const number = `${transfer.name}-1`
  const { rows } = await listInbound(deps(), at(), { state: 'open', search: number, page: 1 })
  expect(rows).toMatchObject([{ kind: 'transfer', number, vendor: 'Shop floor', pieces: 4 }])
  await house.work()
  const offered = await inStore()
  const receipt = await deliveryOf(rows[0]?.id ?? '')
  await receive(receipt, 2)
  await receive(receipt, 1, { condition: 'damaged' })
  // One more than was sent.
  await receive(receipt, 2)
  expect((await pieces())['in_transit'] ?? 0).toBe(0)
  await closeReceipt(deps(), at(), { receiptId: receipt, by, note: '' })
  await house.work()
  expect(transfer.shipments[0]).toMatchObject({
    status: 'RECEIVED',
    lines: [{ accepted: 3, rejected: 1 }],
  })
  expect(await inStore()).toBe(offered + 4)
  expect(await whole()).toBe(true)
})

test('what was received in the store itself is expected here no more', async () => {
  const plan = { from: null, to: 'main', lines: [{ sku: 'MUG', quantity: 7 }] }
  const transfer = act(house.standIn.world(), (acting) => sendTransfer(acting, plan))
  expect(await readTransfers(deps(), at())).toBe(1)
  expect((await pieces())['in_transit']).toBe(7)
  for (const shipment of transfer.shipments) shipment.status = 'RECEIVED'
  expect(await readTransfers(deps(), at())).toBe(0)
  expect((await pieces())['in_transit'] ?? 0).toBe(0)
})

test('what sells is advised with its figures, drafted for its supplier, changed, mailed, and read again from its file', async () => {
  const { owner } = house.database
  // Whatever else was sold and received here: nothing lasts two years.
  await changeStockRules(deps(), at(), { safetyDays: 365, leadDays: 365 })
  house.place({ lines: [{ sku: 'MUG', quantity: 280, properties: [] }] })
  house.place({ lines: [{ sku: 'POSTER', quantity: 280, properties: [] }] })
  await house.work()
  const all = await readReorder(deps(), at())
  expect(
    all.map(({ sku }) => sku),
    'what lies at partners is theirs to order',
  ).toEqual(['MUG'])
  const [advice] = all
  expect(advice).toMatchObject({ supplier: 'Little', sku: 'MUG' })
  expect(advice?.reason).toMatch(/^\d+\.\d sold a day, \d+ free, .*365 days to get it$/)
  expect(advice?.quantity).toBeGreaterThan(1_000)
  await changeStockRules(deps(), at(), {})
  const [draft = ''] = await draftOrders(deps(), at(), {
    ...{ by, locationId: place, chosen: new Map([[advice?.itemId ?? '', 120]]) },
  })
  const seen = await readInbound(deps(), at(), draft)
  expect(seen).toMatchObject({
    head: { state: 'draft', vendor: 'Little' },
    lines: [{ quantity: 120 }],
  })
  const changed = inboundForm.parse({
    ...{ kind: 'order', number: seen?.head.number, vendor: 'Little GmbH', place, note: '' },
    ...{ expectedOn: '2099-05-01', lines: [{ code: 'MUG', quantity: 144, costMinor: 425 }] },
  })
  const who = { by, at: { id: draft, version: seen?.head.version ?? 0 } }
  expect(await keepInbound(deps(), at(), changed, who)).toEqual({ ok: true, value: draft })
  expect(await keepInbound(deps(), at(), changed, who)).toMatchObject({
    refusal: { kind: 'changed_meanwhile' },
  })
  const paper = await readOrderPaper(deps(), at(), draft)
  if (!paper) throw new Error('no paper')
  expect((await orderPdf(paper)).subarray(0, 5).toString()).toBe('%PDF-')
  const file = orderCsv({ ...paper, number: 'AGAIN-1' })
  const again = await importInbound(deps(), at(), {
    ...{ bytes: new TextEncoder().encode(file), by, isTrial: true },
  })
  expect(again).toMatchObject({
    value: { inbounds: [{ number: 'AGAIN-1', pieces: 144, reasons: [] }] },
  })
  expect(await mailOrder(deps(), at(), { id: draft, version: 1, to: 'sales@little.example' })).toBe(
    true,
  )
  await mailOrder(deps(), at(), { id: draft, version: 1, to: 'Sales@little.example' })
  await house.work()
  const letters = house.mailbox.box.find({ to: 'sales@little.example' })
  expect(letters).toHaveLength(1)
  expect(letters[0]?.text).toContain('144')
  await orderGoods(deps(), at(), draft)
  const { rows } = await owner.query<{ cost: string }>(
    'select cost_minor as cost from item where id = $1',
    [advice?.itemId],
  )
  expect(rows[0]?.cost).toBe('425')
})

test('what orders wait for is brought from the reserve to the pick bin, and only then they are ready', async () => {
  const receipt = await deliveryOf(null)
  await receive(receipt, 500)
  await closeReceipt(deps(), at(), { receiptId: receipt, by, note: '' })
  const away = (await tasks('put_away')).find((one) => one.quantity === 500)
  const base = { by, fromCode: '', itemCode: 'MUG', quantity: 500 }
  await carryGoods(deps(), at(), {
    ...{ ...base, taskId: away?.id ?? '', key: `carried:${randomUUID()}`, toCode: 'R-01' },
  })
  const free = Number(
    (
      await house.database.owner.query<{ sum: string }>(
        `select coalesce(sum(l.quantity), 0) as sum from stock_level l join bin b on b.id = l.bin_id
         where l.item_id = $1 and l.state = 'on_hand' and b.kind = 'pick' and b.location_id = $2`,
        [mug, place],
      )
    ).rows[0]?.sum ?? 0,
  )
  const placed = house.place({ lines: [{ sku: 'MUG', quantity: free + 30, properties: [] }] })
  await house.work()
  const id = await house.idOf(placed)
  const state = async () =>
    (
      await withShop(deps().db, at(), (tx) =>
        tx.shipment.findMany({ where: { shopId: at(), orderId: id }, select: { state: true } }),
      )
    ).map((one) => one.state)
  expect(await state()).toEqual(['waiting_stock'])
  await house.book(planFloor)
  await house.work()
  const refills = (await tasks('replenish')).filter((one) => one.bin === 'R-01')
  expect(refills).toMatchObject([
    { quantity: 30, reason: `Orders wait for ${free + 30}, ${free} are there` },
  ])
  const refill = { ...base, taskId: refills[0]?.id ?? '', quantity: 30 }
  const toCode = refills[0]?.toBin ?? ''
  const key = `carried:${randomUUID()}`
  expect(await carryGoods(deps(), at(), { ...refill, key, toCode, fromCode: 'M-01' })).toEqual({
    ...{ ok: false, refusal: { kind: 'wrong_bin', wanted: 'R-01' } },
  })
  expect(await carryGoods(deps(), at(), { ...refill, key, toCode, fromCode: 'R-01' })).toEqual({
    ...{ ok: true, value: 'done' },
  })
  await house.work()
  expect(await state()).toEqual(['ready'])
  expect(await whole()).toBe(true)
})

test('a photo of goods is kept sealed and shown without what the camera noted; what is none is refused', async () => {
  const receiptId = await deliveryOf(null)
  const bytes = withNotes(jpegPicture, 'a cracked cup')
  const kept = await keepPhoto(deps(), at(), { receiptId, by, bytes })
  if (!kept.ok) throw new Error(kept.refusal.kind)
  const photo = await readGoodsPhoto(deps(), at(), kept.value)
  expect(photo).toMatchObject({ mime: 'image/jpeg' })
  expect(photo?.bytes.equals(jpegPicture)).toBe(true)
  const { rows } = await house.database.owner.query<{ sealed: Buffer }>(
    'select sealed from goods_photo where id = $1',
    [kept.value],
  )
  expect(rows[0]?.sealed.includes(jpegPicture.subarray(0, 40))).toBe(false)
  expect((await readReceipt(deps(), at(), receiptId))?.photos).toMatchObject([{ id: kept.value }])
  const drawing = Buffer.from('<svg onload="alert(1)"/>')
  expect(await keepPhoto(deps(), at(), { receiptId, by, bytes: drawing })).toEqual({
    ...{ ok: false, refusal: { kind: 'no_picture' } },
  })
  await closeReceipt(deps(), at(), { receiptId, by, note: '' })
})

test('goods sent to another place are on their way until they are received there, and the store follows', async () => {
  await house.work()
  const { rows } = await house.database.owner.query<{ bin: string; other: string }>(
    `select l.bin_id as bin, (select id from location where name = 'Shop floor') as other from stock_level l
     join bin b on b.id = l.bin_id where l.item_id = $1 and b.location_id = $2 and l.state = 'on_hand' and l.quantity >= 2
       and l.serial = '' and l.lot_id = '00000000-0000-0000-0000-000000000000' limit 1`,
    [mug, place],
  )
  const what = { by, binId: rows[0]?.bin ?? '', itemId: mug, lotId: null, quantity: 2 }
  const send = (toPlace: string, change: object = {}) =>
    sendToPlace(deps(), at(), { ...what, key: 'by_hand:sent', toPlace, ...change })
  expect(await send(place)).toEqual({ ok: false, refusal: { kind: 'unknown_place' } })
  const other = rows[0]?.other ?? ''
  expect(await send(other, { quantity: 1_000_000 })).toMatchObject({
    refusal: { kind: 'not_enough' },
  })
  const [offered, way] = [await inStore(), (await pieces())['in_transit'] ?? 0]
  const sent = await send(other)
  if (!sent.ok) throw new Error(sent.refusal.kind)
  expect(await send(other), 'the same form again').toEqual({ ok: true, value: null })
  expect((await pieces())['in_transit']).toBe(way + 2)
  await house.work()
  expect(await inStore()).toBe(offered - 2)
  const receipt = await deliveryOf(sent.value)
  await receive(receipt, 2)
  await closeReceipt(deps(), at(), { receiptId: receipt, by, note: '' })
  expect((await pieces())['in_transit'] ?? 0).toBe(way)
  expect(await readInbound(deps(), at(), sent.value ?? '')).toMatchObject({
    head: { state: 'done', kind: 'transfer', place: 'Shop floor', vendor: 'Warehouse' },
  })
  await house.work()
  expect(await inStore()).toBe(offered - 2)
  expect(await whole()).toBe(true)
})

test('labels are made for many bins at once and for goods that came without one', async () => {
  const { rows } = await house.database.owner.query<{ id: string }>(
    `select id from bin where code like 'M-%' and location_id = $1 order by code desc`,
    [place],
  )
  const bins = await binLabels(
    deps(),
    at(),
    rows.map(({ id }) => id),
  )
  expect(bins.map(({ code }) => code)).toEqual(['M-01', 'M-02'])
  const goods = await itemLabels(deps(), at(), { itemId: mug, copies: 3 })
  expect(goods).toHaveLength(3)
  expect(goods?.[0]).toMatchObject({ code: 'MUG', sub: 'MUG' })
  const size = labelSizes['70x36']
  const pdf = await labelsPdf([...bins, ...(goods ?? [])], size, 'IE')
  expect(pdf.toString('latin1').match(/\/Type \/Page\n/g)).toHaveLength(5)
  expect(labelsZpl(bins, size).match(/\^XA/g)).toHaveLength(2)
  expect(await itemLabels(deps(), at(), { itemId: place, copies: 1 })).toBeNull()
})
