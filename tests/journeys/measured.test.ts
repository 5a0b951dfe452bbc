/** The measured floor as a file: what it says of each person, day and work. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepScan, type ScanNote } from '../../app/journey/floor-scans.server.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { openSignedInPages, type SignedInPages } from '../arrange/signed-in-pages.ts'

let pages: SignedInPages
beforeAll(async () => {
  pages = await openSignedInPages()
}, 120_000)
afterAll(() => pages?.close())

test('the file holds a line for each person, day and work, with names that no table program runs', async () => {
  const { services, shop, database } = pages
  await database.owner.query(`update shop set time_zone = 'Etc/UTC' where id = $1`, [shop])
  const sealed = (await services.vaults.of(shop)).seal({ name: '=Anna, "Lu"', email: '' })
  await withShop(services.db, shop, (tx) =>
    tx.person.create({ data: { shopId: shop, handle: 'floor:anna', role: 'picker', sealed } }),
  )
  const noon = new Date(Date.now() - 86_400_000)
  noon.setUTCHours(12, 0, 0, 0)
  const [order, line] = [randomUUID(), randomUUID()]
  const scan = (seconds: number, change: Partial<ScanNote>, refusal: string | null = null) =>
    withShop(services.db, shop, (tx) =>
      keepScan(
        tx,
        {
          ...{ key: randomUUID(), room: 'pick', intent: 'scan', by: 'floor:anna', device: 'x' },
          ...{ at: new Date(noon.getTime() + seconds * 1_000), orderId: order, ...change },
        },
        { ok: refusal === null, words: '', kind: refusal ?? 'done' },
      ),
    )
  await scan(0, { proved: 'bin' })
  await scan(4, {}, 'wrong_item')
  await scan(10, { proved: 'pieces', quantity: 2, lineId: line })
  await scan(15, { intent: 'short', quantity: 1, lineId: line })
  await scan(20, { room: 'pack', proved: 'pieces', quantity: 2, lineId: line })
  const answer = await pages.visit({ file: 'app.measured.csv.ts', as: 'owner', query: '?days=3' })
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const day = noon.toISOString().slice(0, 10)
  const text = await answer.text()
  const row = (...cells: readonly (string | number)[]) => cells.map((one) => `"${one}"`).join(',')
  const anna = `'=Anna, ""Lu""`
  expect(text.replace('\uFEFF', '').split('\r\n')).toEqual([
    row(
      ...['day', 'person', 'work', 'orders', 'lines', 'pieces', 'scans', 'wrong scans refused'],
      ...['short pieces', 'seconds', 'seconds a line', 'seconds an order', 'metres planned'],
    ),
    row(day, anna, 'pack', 1, 1, 2, 1, 0, 0, 0, 0, 0, ''),
    row(day, anna, 'pick', 1, 1, 2, 4, 1, 1, 15, 15, 15, ''),
    '',
  ])
})
