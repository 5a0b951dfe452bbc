import { afterAll, expect } from 'vitest'
import { test } from '../../../../tests/database.ts'
import { buildHouse, orderFrom, piecesOf } from '../../../../tests/floor/house.ts'
import { changeSettings, currentSettings } from '../../../journey/change-settings.server.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, withShop } from '../../../platform/db.server.ts'
import { threadEntry } from '../../../platform/threads/entry.server.ts'
import { openThreads } from '../../../platform/threads/open-threads.server.ts'
import { allocateWaiting, ledgerEqualsLevels } from '../../stock/index.server.ts'
import {
  finishTour,
  planTour,
  readPickBoard,
  readTour,
  scanPick,
  shortPick,
  suggestTours,
} from '../index.server.ts'

const planners = openThreads({ entry: threadEntry('planner'), size: 1, memoryMb: 256 })
afterAll(() => planners.close())

/**
 * Cups lie in the zones A and B. Somebody walks zone A for orders of a cup and something else, finds no cup there, and
 * is sent on to the cup in zone B.
 */
async function sentToZoneB(db: Db, shop: ShopId, also: 'HAT' | 'PEN') {
  const house = await buildHouse(db, shop, [
    { sku: 'CUP', bin: 'A-01-01', pieces: 1 },
    { sku: 'CUP', bin: 'B-09-01', pieces: 5 },
    { sku: 'HAT', bin: 'B-09-02', pieces: 5 },
    { sku: 'PEN', bin: 'C-03-01', pieces: 5 },
  ])
  const { shipment } = await orderFrom(db, shop, house, [
    ['CUP', 1],
    [also, 1],
  ])
  await allocateWaiting({ db }, shop)
  const saved = await changeSettings({ db }, shop, {
    ...(await currentSettings({ db }, shop)),
    ...{ pickMode: 'zones_at_once', shortRule: 'another_bin' },
  })
  expect(saved.ok).toBe(true)
  const start = (zone: string) =>
    planTour({ db, planners }, shop, { shipmentIds: [shipment], by: `floor:${zone}`, zone })
  const inA = await start('A')
  if (!inA.ok) throw new Error(inA.refusal.kind)
  const { tourId } = inA.value
  const at = (await readTour({ db }, shop, tourId))?.current
  const stop = { tourId, by: 'floor:A', pickId: at?.id ?? '', version: at?.version ?? 0 }
  expect(await shortPick({ db }, shop, { ...stop, reason: 'not_there' })).toMatchObject({
    ok: true,
    value: { short: 1, instead: 1 },
  })
  return { house, shipment, start, tourId }
}

/** Takes all that is left of a tour and brings it to the slot. @returns the bins it led to. */
async function walk(db: Db, shop: ShopId, tourId: string, by: string): Promise<readonly string[]> {
  const bins: string[] = []
  for (;;) {
    const at = (await readTour({ db }, shop, tourId))?.current
    if (!at) break
    const code = !at.binProved ? (at.bin ?? '') : at.open > 0 ? (at.item?.barcode ?? '') : at.tote
    if (!at.binProved) bins.push(code)
    const scan = { tourId, pickId: at.id, version: at.version, by, code, quantity: 1 }
    expect(await scanPick({ db }, shop, scan)).toMatchObject({ ok: true })
  }
  expect(await finishTour({ db }, shop, { tourId, by })).toMatchObject({ ok: true })
  return bins
}

test('what a walk fetches from another zone after a short is offered to nobody else', async ({
  database: { db },
  shop,
}) => {
  const { start } = await sentToZoneB(db, shop, 'PEN')
  await suggestTours({ db, planners, planMs: 500 }, shop)
  const { suggested } = await readPickBoard({ db }, shop)
  expect(suggested.map(({ zone }) => zone)).toEqual(['C'])
  expect(await start('B')).toEqual({ ok: false, refusal: { kind: 'nothing_ready' } })
})

test('the walk of the other zone takes what is its own there, and each piece comes once', async ({
  database: { db },
  shop,
}) => {
  const { house, shipment, start, tourId } = await sentToZoneB(db, shop, 'HAT')
  const inB = await start('B')
  if (!inB.ok) throw new Error(inB.refusal.kind)
  expect(await walk(db, shop, inB.value.tourId, 'floor:B')).toEqual(['B-09-02'])
  expect(await walk(db, shop, tourId, 'floor:A')).toEqual(['B-09-01'])
  const where = { shopId_id: { shopId: shop, id: shipment } }
  expect(await withShop(db, shop, (tx) => tx.shipment.findUniqueOrThrow({ where }))).toMatchObject({
    state: 'picked',
  })
  expect(await piecesOf(db, shop, house.items['CUP'] ?? '')).toMatchObject({ picked: 1 })
  expect(await piecesOf(db, shop, house.items['HAT'] ?? '')).toEqual({ on_hand: 4, picked: 1 })
  expect(await withShop(db, shop, ledgerEqualsLevels)).toBe(true)
})
