import { randomUUID } from 'node:crypto'
import { afterAll, expect } from 'vitest'
import { test } from '../../../tests/database.ts'
import { buildHouse, orderFrom, piecesOf } from '../../../tests/floor/house.ts'
import { barcodesIn, pdfPictures } from '../../../tests/pdf-picture.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { type Db, withShop } from '../../platform/db.server.ts'
import { threadEntry } from '../../platform/threads/entry.server.ts'
import { openThreads } from '../../platform/threads/open-threads.server.ts'
import { allocateWaiting } from '../stock/index.server.ts'
import { finishTour, pauseTour, takeOverTour } from './end-tour.server.ts'
import { pickList } from './pick-list.server.ts'
import { planTour } from './plan-tour.server.ts'
import { readTour } from './read-pick.server.ts'
import { currentStop, type KeptStop, replay } from './replay.ts'
import { type SentCommand, syncTour } from './sync-tour.server.ts'

const planners = openThreads({ entry: threadEntry('planner'), size: 1, memoryMb: 256 })
afterAll(() => planners.close())

const anna = 'floor:anna'
const ben = 'floor:ben'

async function tourOfTwo(db: Db, shop: ShopId) {
  const house = await buildHouse(db, shop, [
    { sku: 'CUP', bin: 'A-01-01', pieces: 9 },
    { sku: 'PEN', bin: 'B-01-01', pieces: 9 },
  ])
  const made = await orderFrom(db, shop, house, [
    ['CUP', 2],
    ['PEN', 1],
  ])
  await allocateWaiting({ db }, shop)
  const plan = await planTour({ db, planners }, shop, { shipmentIds: [made.shipment], by: anna })
  if (!plan.ok) throw new Error(plan.refusal.kind)
  return { house, tourId: plan.value.tourId, made }
}

/** A phone without a network: what it scans, decided by its own copy of the tour. */
async function phone(db: Db, shop: ShopId, tourId: string) {
  let stops: readonly KeptStop[] = (await readTour({ db }, shop, tourId))?.picks ?? []
  const queue: SentCommand[] = []
  const told: string[] = []
  const act = (change: Partial<SentCommand>) => {
    const stop = stops.find(({ id }) => id === change.pick) ?? currentStop(stops)
    const command: SentCommand = {
      ...{ key: randomUUID(), at: new Date(), intent: 'scan', pick: stop?.id ?? '' },
      ...{ version: stop?.version ?? 0, code: '', quantity: 1, reason: 'not_there' },
      ...change,
    }
    const done = replay(stops, command)
    stops = done.stops
    queue.push(command)
    told.push(done.answer.words)
  }
  const scan = (...codes: string[]) => {
    for (const code of codes) act({ code })
  }
  return { act, scan, queue, told }
}

test('what was scanned without a network counts once, in its order, however often it is sent', async ({
  database: { db, owner },
  shop,
}) => {
  const { house, tourId } = await tourOfTwo(db, shop)
  const { scan, queue, told } = await phone(db, shop, tourId)
  scan('A-09', 'A-01-01', 'CUP', 'PEN', 'CUP', 'B-01-01', 'PEN')
  const send = (commands: readonly SentCommand[]) =>
    syncTour({ db }, shop, { tourId, by: anna, device: 'phone', commands })
  // The answer to the first half was lost, all is sent again, twice at once.
  await send(queue.slice(0, 4))
  const [first, second] = await Promise.all([send(queue), send(queue)])
  expect(first.map(({ words }) => words)).toEqual(told)
  expect(second).toEqual(first)
  expect(first.map(({ ok }) => ok)).toEqual([false, true, true, false, true, true, true])
  expect(await piecesOf(db, shop, house.items['CUP'] ?? '')).toEqual({ on_hand: 7, picked: 2 })
  expect(await piecesOf(db, shop, house.items['PEN'] ?? '')).toEqual({ on_hand: 8, picked: 1 })
  const { rows } = await owner.query(
    `select proved, quantity, refusal, by, device from floor_scan order by applied_at, key`,
  )
  expect(rows).toHaveLength(7)
  expect(rows.filter(({ refusal }) => refusal !== null).map(({ refusal }) => refusal)).toEqual([
    'wrong_bin',
    'wrong_item',
  ])
  expect(new Set(rows.map((row) => `${row.by} ${row.device}`))).toEqual(new Set([`${anna} phone`]))
})

test('a tour belongs to one device; who takes it over goes on, and what the other sends late is refused', async ({
  database: { db },
  shop,
}) => {
  const { house, tourId } = await tourOfTwo(db, shop)
  const old = await phone(db, shop, tourId)
  old.scan('A-01-01', 'CUP')
  const from = (device: string, by: string, commands: readonly SentCommand[]) =>
    syncTour({ db }, shop, { tourId, by, device, commands })
  expect((await from('old', anna, old.queue)).every(({ ok }) => ok)).toBe(true)
  old.scan('CUP', 'B-01-01')

  const fresh = await phone(db, shop, tourId)
  fresh.scan('CUP', 'B-01-01', 'PEN')
  expect((await from('new', anna, fresh.queue)).map(({ kind }) => kind)).toEqual(
    Array(3).fill('other_device'),
  )
  await takeOverTour({ db }, shop, { tourId, by: ben, device: 'new' })
  const again = fresh.queue.map((command) => ({ ...command, key: randomUUID() }))
  expect((await from('new', ben, again)).every(({ ok }) => ok)).toBe(true)
  expect((await from('old', anna, old.queue)).map(({ kind }) => kind)).toEqual([
    'done',
    'done',
    'not_yours',
    'not_yours',
  ])
  expect(await piecesOf(db, shop, house.items['CUP'] ?? '')).toEqual({ on_hand: 7, picked: 2 })

  await pauseTour({ db }, shop, { tourId, by: ben })
  const later = await phone(db, shop, tourId)
  later.act({ intent: 'undo', pick: fresh.queue[2]?.pick ?? '' })
  expect((await from('third', ben, later.queue)).map(({ words }) => words)).toEqual(later.told)
})

test('of two devices that scan the same stop at the same moment one is counted', async ({
  database: { db },
  shop,
}) => {
  const { house, tourId } = await tourOfTwo(db, shop)
  const one = await phone(db, shop, tourId)
  const other = await phone(db, shop, tourId)
  for (const each of [one, other]) each.scan('A-01-01', 'CUP', 'CUP')
  const answers = await Promise.all(
    [one, other].map(({ queue }, at) =>
      syncTour({ db }, shop, { tourId, by: anna, device: `phone ${at}`, commands: queue }),
    ),
  )
  expect(answers.map((all) => all.every(({ ok }) => ok)).toSorted()).toEqual([false, true])
  expect(await piecesOf(db, shop, house.items['CUP'] ?? '')).toEqual({ on_hand: 7, picked: 2 })
})

test('short and put back go the same way, and a clock that is wrong is put right', async ({
  database: { db, owner },
  shop,
}) => {
  const { house, tourId } = await tourOfTwo(db, shop)
  const { act, scan, queue, told } = await phone(db, shop, tourId)
  scan('A-01-01', 'CUP')
  act({ intent: 'undo' })
  act({ intent: 'short', reason: 'damaged', at: new Date('2999-01-01') })
  const answers = await syncTour({ db }, shop, {
    ...{ tourId, by: anna, device: null },
    commands: queue,
  })
  expect(answers.map(({ words }) => words)).toEqual([
    ...told.slice(0, -1),
    // What becomes of the rest is the app's to say.
    'Noted. The order waits for stock',
  ])
  expect(await piecesOf(db, shop, house.items['CUP'] ?? '')).toEqual({ on_hand: 7, damaged: 2 })
  const { rows } = await owner.query(
    'select count(*)::int as late from floor_scan where at > now()',
  )
  expect(rows).toEqual([{ late: 0 }])
  const lines = await withShop(db, shop, (tx) =>
    tx.shipmentLine.findMany({ orderBy: { short: 'desc' }, select: { short: true, picked: true } }),
  )
  expect(lines).toEqual([
    { short: 2, picked: 0 },
    { short: 0, picked: 0 },
  ])
})

test('a short shelf leads to another bin in the same tour, or the order waits: as the shop wants it', async ({
  database: { db, owner },
  shop,
}) => {
  const house = await buildHouse(db, shop, [
    { sku: 'CUP', bin: 'A-01-01', pieces: 2 },
    { sku: 'CUP', bin: 'B-02-01', pieces: 9 },
  ])
  const begin = async () => {
    const { shipment } = await orderFrom(db, shop, house, [['CUP', 1]])
    await allocateWaiting({ db }, shop)
    const plan = await planTour({ db, planners }, shop, { shipmentIds: [shipment], by: anna })
    if (!plan.ok) throw new Error(plan.refusal.kind)
    const { tourId } = plan.value
    const { act, scan, queue } = await phone(db, shop, tourId)
    scan('A-01-01')
    act({ intent: 'short', reason: 'not_there' })
    const answers = await syncTour({ db }, shop, {
      ...{ tourId, by: anna, device: null },
      commands: queue,
    })
    return { tourId, said: answers.at(-1)?.words, current: await readTour({ db }, shop, tourId) }
  }
  const first = await begin()
  const list = await pickList({ db }, shop, first.tourId)
  const [paper] = list ? await pdfPictures(list.pdf) : []
  expect(paper && (await barcodesIn(paper))).toEqual(['50CUP', 'B-02-01'])
  expect(first.said).toBe('Noted. 1 more in another bin')
  expect(first.current?.current).toMatchObject({ bin: 'B-02-01', open: 1, tote: 'T1' })
  const { scan, queue } = await phone(db, shop, first.tourId)
  scan('B-02-01', 'CUP')
  await syncTour({ db }, shop, {
    ...{ tourId: first.tourId, by: anna, device: null },
    commands: queue,
  })
  const end = await finishTour({ db }, shop, { tourId: first.tourId, by: anna })
  expect(end).toMatchObject({ value: { picked: 1, short: 0 } })
  expect(await piecesOf(db, shop, house.items['CUP'] ?? '')).toEqual({
    ...{ on_hand: 9, picked: 1, quarantine: 1 },
  })

  await owner.query(`update shop set settings = settings || '{"shortRule": "wait"}'`)
  const second = await begin()
  expect([second.said, second.current?.current]).toEqual(['Noted. The order waits for stock', null])
})
