import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { test } from '../../tests/database.ts'
import { withShop } from '../platform/db.server.ts'
import { keepScan, type ScanNote } from './floor-scans.server.ts'
import { measuredFloor } from './measured-floor.server.ts'

test('the floor is measured by person and day: seconds between scans without pauses, lines, wrong scans, shorts, metres', async ({
  database: { db, owner },
  shop,
}) => {
  await owner.query(`update shop set time_zone = 'Pacific/Auckland'`)
  // Noon in London is early the next day there: the day is the shop's, not the server's.
  const noon = new Date(Date.now() - 86_400_000)
  noon.setUTCHours(12, 0, 0, 0)
  const after = (seconds: number) => new Date(noon.getTime() + seconds * 1_000)
  const [order, line, other] = [randomUUID(), randomUUID(), randomUUID()]
  const scan = (seconds: number, change: Partial<ScanNote>, refusal: string | null = null) =>
    withShop(db, shop, (tx) =>
      keepScan(
        tx,
        {
          ...{ key: randomUUID(), room: 'pick', intent: 'scan', by: 'floor:anna', device: 'x' },
          ...{ at: after(seconds), orderId: order, ...change },
        },
        { ok: refusal === null, words: '', kind: refusal ?? 'done' },
      ),
    )
  const tour = { picker: 'floor:anna', mode: 'piece', state: 'done' }
  await withShop(db, shop, (tx) =>
    tx.pickTour.createMany({
      data: [
        {
          shopId: shop,
          number: 1,
          ...tour,
          createdAt: noon,
          doneAt: after(60),
          walk: { lengthMm: 42_500 },
        },
      ],
    }),
  )
  await scan(10, { proved: 'bin' })
  await scan(14, {}, 'wrong_item')
  await scan(20, { proved: 'pieces', quantity: 2, lineId: line })
  await scan(25, {}, 'seen_already')
  // Half an hour of lunch is nobody's line.
  await scan(1_825, { proved: 'pieces', quantity: 1, lineId: other })
  await scan(1_830, { intent: 'short', quantity: 3, lineId: other })
  await scan(0, { room: 'pack', by: 'floor:ben', proved: 'pieces', quantity: 3, lineId: line })

  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Auckland' })
  const rows = await measuredFloor({ db }, shop, { days: 3 })
  const [pick] = rows.filter(({ by }) => by === 'floor:anna')
  expect(pick).toEqual({
    ...{ day: day.format(noon), by: 'floor:anna', room: 'pick' },
    ...{ orders: 1, lines: 2, pieces: 3, scans: 6, caught: 1, shorts: 3 },
    ...{ seconds: 30, metres: 42.5 },
  })
  expect(rows.filter(({ room }) => room === 'pack')).toMatchObject([
    { by: 'floor:ben', lines: 1, pieces: 3, seconds: 0, metres: null },
  ])
})
