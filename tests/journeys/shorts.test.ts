/** What becomes of pieces a shelf did not have, by the shop's rule: here, in the store, and at the other place. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { moveGoods } from '../../app/journey/goods-ledger.server.ts'
import { allocateStock, tellRest } from '../../app/journey/jobs.ts'
import type { ShortRule } from '../../app/journey/settings.ts'
import { shipmentId } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { enqueue } from '../../app/platform/jobs.server.ts'
import {
  finishTour,
  readTour,
  restsOf,
  scanPick,
  shortPick,
} from '../../app/stages/pick/index.server.ts'
import { restWords } from '../../app/stages/pick/index.ts'
import { labelIt, packAll, startPicking } from '../arrange/floor-walk.ts'
import { openHouse, type WholeHouse } from '../arrange/whole-house.ts'
import type { OrderRecord } from '../store/records/orders.ts'

let house: WholeHouse
beforeAll(async () => {
  house = await openHouse({ bucket: { maximum: 20_000, restoreRate: 10_000 } })
}, 180_000)
afterAll(() => house?.close())

const picker = 'shopify:7'
const rule = (shortRule: ShortRule) =>
  house.database.owner.query('update shop set settings = settings || $1', [
    JSON.stringify({ shortRule }),
  ])
const rows = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await house.database.owner.query<Row>(text, values)).rows

/** What earlier tests left waiting takes no mug of this one. */
const clear = () =>
  house.database.owner.query(
    `update shipment set state = 'cancelled', owner = null, next_step = null, due_at = null
     where state = 'waiting_stock'`,
  )

/** Free mugs at a place, until another number is set: what opening the stock put there is taken away first. */
async function mugsAt(place: string, pieces: number): Promise<void> {
  const [item] = await rows<{ id: string }>("select id from item where sku = 'MUG'")
  const bins = await rows<{ id: string; quantity: number }>(
    `select b.id, coalesce(l.quantity, 0)::int as quantity from bin b
     join location p on p.shop_id = b.shop_id and p.id = b.location_id
     left join stock_level l on l.shop_id = b.shop_id and l.bin_id = b.id and l.item_id = $2 and l.state = 'on_hand'
     where p.name = $1 and b.kind = 'pick' order by 2 desc`,
    [place, item?.id],
  )
  const [first] = bins
  if (!item || !first) throw new Error(`no bin at ${place}`)
  for (const { id, quantity } of bins) {
    const wanted = id === first.id ? pieces : 0
    if (quantity === wanted) continue
    const at = { binId: id, state: 'on_hand' } as const
    const more = wanted > quantity
    await withShop(house.services.db, house.shop, (tx) =>
      moveGoods(tx, {
        ...{ key: `test:${crypto.randomUUID()}`, cause: 'adjusted', by: picker },
        moves: [
          {
            ...{ itemId: item.id, quantity: Math.abs(wanted - quantity) },
            ...{ from: more ? null : at, to: more ? at : null },
          },
        ],
      }),
    )
  }
}

/** An order of mugs of which some are taken and the shelf is short of the rest. @returns what the picker reads. */
async function pickShort(pieces: number, taken: number) {
  await clear()
  const order = house.place({ lines: [{ sku: 'MUG', quantity: pieces, properties: [] }] })
  await house.work()
  const [shipment] = await shipmentsOf(order)
  const tourId = await startPicking(house.services, house.shop, shipmentId(shipment?.id ?? ''))
  let words = ''
  for (;;) {
    const at = (await readTour(house.services, house.shop, tourId))?.current
    if (!at) break
    const stop = { tourId, pickId: at.id, version: at.version, by: picker }
    if (at.picked >= taken && at.open > 0 && (taken === 0 || at.binProved)) {
      const short = await shortPick(house.services, house.shop, { ...stop, reason: 'not_there' })
      if (!short.ok) throw new Error(short.refusal.kind)
      words = restWords(short.value, short.value.rest)
      continue
    }
    const code = at.bin && !at.binProved ? at.bin : at.open > 0 ? 'MUG' : at.tote
    await scanPick(house.services, house.shop, { ...stop, code, quantity: 1 })
  }
  const end = await finishTour(house.services, house.shop, { tourId, by: picker })
  const rests = await restsOf(house.services, house.shop, tourId)
  return { order, words, rests, end: end.ok ? end.value : end.refusal }
}

const shipmentsOf = async (order: OrderRecord) =>
  rows<{
    id: string
    number: string
    state: string
    place: string
    pieces: number
    leave_by: Date
    tote: string | null
  }>(
    `select s.id, s.number, s.state, p.name as place, coalesce(sum(l.quantity), 0)::int as pieces, s.leave_by, s.tote
     from shipment s left join location p on p.shop_id = s.shop_id and p.id = s.location_id
     left join shipment_line l on l.shop_id = s.shop_id and l.shipment_id = s.id
     where s.order_id = $1 group by s.shop_id, s.id, p.name order by s.number`,
    [await house.idOf(order)],
  )
const standing = async (order: OrderRecord) =>
  (await shipmentsOf(order)).map((one) => `${one.state} ${one.pieces} at ${one.place}`)
const historyOf = async (order: OrderRecord) =>
  (
    await rows<{ text: string }>('select text from timeline where order_id = $1 order by id', [
      await house.idOf(order),
    ])
  ).map(({ text }) => text)
/** What the store has open of the order: pieces by place. */
const inStore = (order: OrderRecord) => {
  const world = house.standIn.world()
  return [...world.fulfillmentOrders.values()]
    .filter((one) => one.orderId === order.id && one.status !== 'CLOSED')
    .map((one) => {
      const open = one.lines.reduce((sum, line) => sum + line.remainingQuantity, 0)
      return `${open} at ${world.locations.get(one.locationId)?.name}`
    })
    .toSorted()
}
const numberOf = async (order: OrderRecord, at: number) =>
  (await shipmentsOf(order))[at]?.number ?? ''

async function ship(order: OrderRecord, at: number, pieces: number): Promise<void> {
  const shipment = (await shipmentsOf(order))[at]
  if (!shipment) throw new Error('no such shipment')
  const id = shipmentId(shipment.id)
  await packAll(house.services, house.shop, { id, number: shipment.number }, [
    { sku: 'MUG', quantity: pieces },
  ])
  await labelIt(house.services, house.shop, id)
  await house.work()
}

test('another place sends what the shelf did not have: the store moves it there, and both parcels leave', async () => {
  await rule('another_place')
  await mugsAt('Warehouse', 3)
  await mugsAt('Shop floor', 5)
  const { order, words, rests, end } = await pickShort(3, 2)
  expect(words).toBe('Noted. Shop floor sends the rest')
  expect(end).toEqual({ picked: 1, short: 0, back: 0, gathering: 0 })
  await house.work()
  expect(await standing(order)).toEqual(['picked 2 at Warehouse', 'ready 1 at Shop floor'])
  expect(inStore(order)).toEqual(['1 at Shop floor', '2 at Warehouse'])
  const [first, second] = await shipmentsOf(order)
  expect(second?.leave_by.getTime()).toBeGreaterThanOrEqual(first?.leave_by.getTime() ?? 0)
  const told = `1 × MUG of ${first?.number} comes from Shop floor, as ${second?.number}`
  expect(await historyOf(order)).toContain(told)
  expect(rests).toEqual([told])
  await ship(order, 0, 2)
  expect(inStore(order)).toEqual(['1 at Shop floor'])
  const tour = await startPicking(house.services, house.shop, shipmentId(second?.id ?? ''))
  for (;;) {
    const at = (await readTour(house.services, house.shop, tour))?.current
    if (!at) break
    const code = at.bin && !at.binProved ? at.bin : at.open > 0 ? 'MUG' : at.tote
    const stop = { tourId: tour, pickId: at.id, version: at.version, by: picker }
    await scanPick(house.services, house.shop, { ...stop, code, quantity: 1 })
  }
  await finishTour(house.services, house.shop, { tourId: tour, by: picker })
  await ship(order, 1, 1)
  expect(inStore(order)).toEqual([])
  expect(await standing(order)).toEqual([
    'handed_over 2 at Warehouse',
    'handed_over 1 at Shop floor',
  ])
})

test('where nothing of it is there the whole shipment goes to the other place', async () => {
  await rule('another_place_or_split')
  await mugsAt('Warehouse', 2)
  await mugsAt('Shop floor', 5)
  const { order } = await pickShort(2, 0)
  await house.work()
  expect(await standing(order)).toEqual(['cancelled 0 at Warehouse', 'ready 2 at Shop floor'])
  expect(inStore(order)).toEqual(['2 at Shop floor'])
  const work = await rows<{ state: string; title: string }>(
    "select state, title from work_order where order_id = $1 and kind = 'pick_and_pack' order by title",
    [await house.idOf(order)],
  )
  expect(work.map(({ state }) => state)).toEqual(['cancelled', 'open'])
})

test('what is there goes out, and the rest follows as a shipment of its own', async () => {
  await rule('split')
  await mugsAt('Warehouse', 4)
  await mugsAt('Shop floor', 5)
  const { order, words } = await pickShort(4, 3)
  expect(words).toBe('Noted. What is here goes out, the rest follows')
  await house.work()
  expect(await standing(order)).toEqual(['picked 3 at Warehouse', 'waiting_stock 1 at Warehouse'])
  expect(inStore(order)).toEqual(['1 at Warehouse', '3 at Warehouse'])
  await ship(order, 0, 3)
  expect(inStore(order)).toEqual(['1 at Warehouse'])
  await mugsAt('Warehouse', 1)
  await house.book(allocateStock)
  await house.work()
  expect(await standing(order)).toEqual(['handed_over 3 at Warehouse', 'ready 1 at Warehouse'])
  expect(await historyOf(order)).toContain(
    `1 × MUG of ${await numberOf(order, 0)} follows, as ${await numberOf(order, 1)}`,
  )
})

test.each([
  ['where that is the rule', 'wait', 5],
  ['where nobody has the rest', 'another_place', 0],
] as const)('the order waits %s', async (_when, shortRule, elsewhere) => {
  await rule(shortRule)
  await mugsAt('Warehouse', 2)
  await mugsAt('Shop floor', elsewhere)
  const { order, words, rests, end } = await pickShort(2, 1)
  expect(rests).toEqual([])
  expect(words).toBe('Noted. The order waits for stock')
  expect(end).toMatchObject({ short: 1 })
  await house.work()
  expect(await standing(order)).toEqual(['waiting_stock 2 at Warehouse'])
  expect(inStore(order)).toEqual(['2 at Warehouse'])
})

test('a store that does not move it has the last word, and nothing is sent twice', async () => {
  await rule('another_place')
  await mugsAt('Warehouse', 2)
  await mugsAt('Shop floor', 5)
  const { order } = await pickShort(2, 1)
  for (const one of house.standIn.world().fulfillmentOrders.values())
    if (one.orderId === order.id) one.progressReported = true
  await house.work()
  expect(inStore(order)).toEqual(['2 at Warehouse'])
  expect(await standing(order)).toEqual([
    'picked 1 at Warehouse',
    'cancelled 1 at Shop floor',
    'waiting_stock 1 at Warehouse',
  ])
  expect((await historyOf(order)).join('\n')).toContain('is looked at again')
})

test('the store is told once, however often the job runs', async () => {
  await rule('another_place')
  await mugsAt('Warehouse', 2)
  await mugsAt('Shop floor', 5)
  const { order } = await pickShort(2, 1)
  const again = async () =>
    house.database.owner.query(
      `update outside_call set state = 'booked', done_at = null where kind = 'move_rest'
       and order_id = $1`,
      [await house.idOf(order)],
    )
  await house.work()
  for (let turn = 0; turn < 2; turn++) {
    await again()
    const [, rest] = await shipmentsOf(order)
    await withShop(house.services.db, house.shop, async (tx) => {
      await enqueue(tx, tellRest, { shopId: house.shop, shipmentId: rest?.id ?? '' })
    })
    await house.work()
  }
  expect(inStore(order)).toEqual(['1 at Shop floor', '1 at Warehouse'])
  expect(await standing(order)).toEqual(['picked 1 at Warehouse', 'ready 1 at Shop floor'])
})
