/** An order whose every field says what it should not, all the way: pick list, slip, label as PDF and ZPL, letters, audit. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditCsv } from '../../app/journey/audit/read-audit.server.ts'
import { shipmentId } from '../../app/kernel/ids.ts'
import { withShop } from '../../app/platform/db.server.ts'
import { packingSlip } from '../../app/stages/pack/index.server.ts'
import { pickList } from '../../app/stages/pick/index.server.ts'
import { labelsPdf, labelsZpl } from '../../app/stages/ship/index.server.ts'
import { labelIt, packAll, pickAll, startPicking } from '../arrange/floor-walk.ts'
import { naughtyStrings } from '../arrange/naughty-strings.ts'
import { openHouse, type WholeHouse } from '../arrange/whole-house.ts'
import { pdfPictures } from '../pdf-picture.ts'
import { littleAddress } from '../store/little-seed.ts'

let house: WholeHouse
beforeAll(async () => {
  house = await openHouse({ bucket: { maximum: 20_000, restoreRate: 10_000 } })
}, 180_000)
afterAll(() => house?.close())

const texts = Object.values(naughtyStrings)
/** A carrier's own limits are another matter: what is endless stands in note and wishes. */
const short = texts.filter((text) => text.length < 200)
const turn = (all: readonly string[], at: number) => all[at % all.length] ?? ''

/** Orders among which every text stands in every kind of field at least once or twice. */
const orders = [0, 1, 2].map((nth) => ({
  note: turn(texts, nth * 12),
  shippingAddress: {
    ...littleAddress,
    company: turn(short, nth * 11 + 1),
    address2: turn(short, nth * 11 + 2),
  },
  shippingLine: { title: turn(short, nth * 11 + 3), code: 'STANDARD', price: '5.00' },
  tags: [turn(short, nth * 11 + 4)],
  lines: [
    {
      ...{ sku: 'MUG', quantity: 2 },
      properties: Array.from({ length: 12 }, (_, at) => ({
        name: `Engraving ${at}`,
        value: turn(texts, nth * 12 + at),
      })),
    },
  ],
}))

test('orders that say what they should not go their whole way, and are printed, labelled and written about', async () => {
  const placed = orders.map((order) => house.place(order))
  await house.work()
  for (const order of placed) {
    const { services, shop } = house
    const id = await house.idOf(order)
    const [shipment] = await withShop(services.db, shop, async (tx) =>
      tx.shipment.findMany({ where: { shopId: shop, orderId: id } }),
    )
    if (!shipment)
      throw new Error(`nothing to ship of ${order.name}: ${await standing(order.name)}`)
    const its = { id: shipmentId(shipment.id), number: shipment.number }
    const tour = await startPicking(services, shop, its.id)
    const list = await pickList(services, shop, tour)
    expect((await pdfPictures(list?.pdf ?? Buffer.of(), 1)).length).toBeGreaterThan(0)
    await pickAll(services, shop, tour)
    await packAll(services, shop, its, [{ sku: 'MUG', quantity: 2 }])
    const slip = await packingSlip(services, shop, its.id)
    expect((await pdfPictures(slip?.pdf ?? Buffer.of(), 1)).length).toBeGreaterThan(0)
    const number = await labelIt(services, shop, its.id)
    const pdf = await labelsPdf(services, shop, [its.id])
    expect(await pdfPictures(pdf ?? Buffer.of(), 1)).toHaveLength(1)
    expect(await labelsZpl(services, shop, [its.id])).toContain(number)
  }
  await house.work()
  const letters = house.mailbox.box.find()
  expect(letters.length).toBeGreaterThanOrEqual(2 * placed.length)
  for (const { html } of letters) {
    const page = parse(html)
    expect(page.querySelectorAll('script, img[onerror], svg, [onmouseover], [autofocus]')).toEqual(
      [],
    )
  }
  expect(letters.flatMap(({ to }) => to).filter((to) => to.includes('x.example'))).toEqual([])
  let audit = ''
  for await (const part of auditCsv(house.services, house.shop, {})) audit += part
  for (const line of audit.split('\r\n')) expect(line).not.toMatch(/"[=+@-]/)
}, 240_000)

/** Where an order stands, for whoever reads why the test failed. */
async function standing(name: string): Promise<string> {
  const { rows } = await house.database.owner.query(
    `select state, next_step, (select json_agg(json_build_array(kind, reason)) from hold h where h.order_id = o.id) as holds
     from sales_order o where name = $1`,
    [name],
  )
  return JSON.stringify(rows)
}
