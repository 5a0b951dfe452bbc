import { afterAll, expect } from 'vitest'
import { test } from '../../../../tests/database.ts'
import { scanner } from '../../../../tests/floor/bench.ts'
import { buildHouse, orderFrom } from '../../../../tests/floor/house.ts'
import { changeSettings, currentSettings } from '../../../journey/change-settings.server.ts'
import { shipmentId } from '../../../kernel/ids.ts'
import { threadEntry } from '../../../platform/threads/entry.server.ts'
import { openThreads } from '../../../platform/threads/open-threads.server.ts'
import { openAtBench } from '../../pack/index.server.ts'
import { allocateWaiting } from '../../stock/index.server.ts'
import {
  finishTour,
  planTour,
  readPickBoard,
  readTour,
  scanPick,
  suggestTours,
} from '../index.server.ts'

const planners = openThreads({ entry: threadEntry('planner'), size: 1, memoryMb: 256 })
afterAll(() => planners.close())

const by = 'floor:anna'
const nobody = shipmentId('00000000-0000-0000-0000-000000000000')

test('no more orders are begun in zones at once than slots are free, and those in slots are walked for to the end', async ({
  database,
  shop,
}) => {
  const { db, vaults } = database
  const house = await buildHouse(db, shop, [
    { sku: 'CUP', bin: 'A-01-01', pieces: 9 },
    { sku: 'HAT', bin: 'B-01-01', pieces: 9 },
  ])
  const due = (hour: number) => ({ leaveBy: new Date(Date.now() + hour * 3_600_000) })
  const both = [
    ['CUP', 1],
    ['HAT', 1],
  ] as const
  const made = []
  for (const hour of [30, 40, 50]) made.push(await orderFrom(db, shop, house, both, due(hour)))
  const [first = '', second = '', third = ''] = made.map((one) => one.shipment)
  await allocateWaiting({ db }, shop)
  const saved = await changeSettings({ db }, shop, {
    ...(await currentSettings({ db }, shop)),
    ...{ pickMode: 'zones_at_once', gatheringSlots: 2 },
  })
  expect(saved.ok).toBe(true)
  const offered = async () => {
    await suggestTours({ db, planners, planMs: 300 }, shop)
    const { suggested, later } = await readPickBoard({ db }, shop)
    const tours = suggested.map(({ zone, orders }) => [zone, orders.toSorted()])
    return { tours: tours.toSorted(), later }
  }
  const walk = async (zone: string, ...shipmentIds: readonly string[]) => {
    const started = await planTour({ db, planners }, shop, { shipmentIds, by, zone })
    if (!started.ok) return started.refusal.kind
    const { tourId } = started.value
    const orders = new Set<string>()
    for (;;) {
      const at = (await readTour({ db }, shop, tourId))?.current
      if (!at) break
      orders.add(at.shipmentId)
      const code = !at.binProved ? (at.bin ?? '') : at.open > 0 ? (at.item?.barcode ?? '') : at.tote
      const scan = { tourId, pickId: at.id, version: at.version, by, code, quantity: 1 }
      expect(await scanPick({ db }, shop, scan)).toMatchObject({ ok: true })
    }
    expect((await finishTour({ db }, shop, { tourId, by })).ok).toBe(true)
    return [...orders].toSorted()
  }

  const begun = [first, second].toSorted()
  expect(await offered()).toEqual({
    tours: [
      ['A', begun],
      ['B', begun],
    ],
    later: 1,
  })
  expect(await walk('A', first, second, third), 'the third has no slot').toEqual(begun)
  expect(await offered()).toEqual({ tours: [['B', begun]], later: 1 })
  expect(await walk('A', third)).toBe('no_slot')
  expect(await walk('B', first, third), 'who has a slot is walked for').toEqual([first])

  await database.owner.query('delete from graphile_worker._private_jobs')
  expect((await openAtBench({ db }, shop, { code: made[0]?.number ?? '', by })).ok).toBe(true)
  const packed = await scanner({ db, vaults }, shop, made[0]?.shipment ?? nobody).finish({
    override: 'seen',
  })
  expect(packed).toEqual({ ok: true, value: 'packed' })
  const booked = (await database.jobs()).filter(({ task }) => task === 'pick.plan')
  expect(booked, 'a slot is free: planned anew').toHaveLength(1)
  expect(await offered()).toEqual({
    tours: [
      ['A', [third]],
      ['B', [second, third].toSorted()],
    ],
    later: 0,
  })
})
