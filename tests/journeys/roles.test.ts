import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Deed, mayDo, onlyLooks, roles } from '../../app/journey/permissions.ts'
import {
  openSignedInPages,
  readRoute,
  routeFiles,
  type SignedInPages,
} from '../arrange/signed-in-pages.ts'

let pages: SignedInPages
beforeAll(async () => {
  pages = await openSignedInPages()
}, 120_000)
afterAll(() => pages?.close())

/** What each page needs: to be opened, and to change something. A new page needs a line here. */
const needs: Readonly<Record<string, { readonly see?: Deed; readonly change?: Deed }>> = {
  'app._index.tsx': { see: 'home.see' },
  'app.audit._index.tsx': { see: 'audit.see' },
  'app.audit.csv.ts': { see: 'audit.see' },
  'app.cartons.$item.tsx': { see: 'stock.see', change: 'stock.book' },
  'app.cartons._index.tsx': { see: 'settings.see', change: 'settings.change' },
  'app.contract.tsx': { see: 'settings.see', change: 'settings.change' },
  'app.deliveries.$id.ts': { see: 'deliveries.see' },
  'app.deliveries._index.tsx': { see: 'deliveries.see', change: 'deliveries.decide' },
  'app.deliveries.requests.$id.ts': { see: 'deliveries.see' },
  'app.devices.tsx': { see: 'devices.see', change: 'devices.change' },
  'app.duplicates.$id.tsx': { see: 'duplicates.see', change: 'duplicates.decide' },
  'app.duplicates._index.tsx': { see: 'duplicates.see' },
  'app.feedback._index.tsx': { see: 'feedback.see', change: 'feedback.call' },
  'app.measured._index.tsx': { see: 'measured.see' },
  'app.measured.csv.ts': { see: 'measured.see' },
  'app.orders.$id._index.tsx': { see: 'orders.see', change: 'orders.change' },
  'app.orders.$id.confirm.tsx': { see: 'orders.confirm', change: 'orders.confirm' },
  'app.orders.$id.correct.tsx': { see: 'orders.correct', change: 'orders.correct' },
  'app.orders.$id.difference.ts': { change: 'orders.decide' },
  'app.orders._index.tsx': { see: 'orders.see' },
  'app.orders.form.ts': { change: 'orders.take' },
  'app.orders.import.tsx': { see: 'orders.import', change: 'orders.import' },
  'app.orders.lookup.ts': { see: 'orders.take' },
  'app.orders.new.tsx': { see: 'orders.take' },
  'app.orders.returned.ts': { see: 'orders.import' },
  'app.pack.$shipment._index.tsx': { see: 'pack.see', change: 'pack.do' },
  'app.pack.$shipment.cards.ts': { see: 'pack.see' },
  'app.pack.$shipment.photos.ts': { see: 'pack.see', change: 'pack.do' },
  'app.pack.$shipment.slip.tsx': { see: 'pack.see' },
  'app.pack._index.tsx': { see: 'pack.see', change: 'pack.do' },
  'app.pack.commands.ts': { see: 'pack.see' },
  'app.packing-rules.tsx': { see: 'settings.see', change: 'settings.change' },
  'app.partners.$id.tsx': { see: 'partners.see', change: 'partners.change' },
  'app.partners._index.tsx': { see: 'partners.see' },
  'app.partners.shipments.$id.tsx': { see: 'partners.see', change: 'partners.reroute' },
  'app.people.tsx': { see: 'people.see', change: 'people.assign' },
  'app.pick.$tour.tsx': { see: 'pick.see', change: 'pick.do' },
  'app.pick.$tour_.list.ts': { see: 'pick.see' },
  'app.pick.$tour_.scans.ts': { change: 'pick.do' },
  'app.pick._index.tsx': { see: 'pick.see', change: 'pick.do' },
  'app.returns.$id.tsx': { see: 'returns.see', change: 'returns.do' },
  'app.returns._index.tsx': { see: 'returns.see' },
  'app.settings.tsx': { see: 'settings.see', change: 'settings.change' },
  'app.ship.$shipment._index.tsx': { see: 'ship.see', change: 'ship.label' },
  'app.ship.$shipment.label.ts': { see: 'ship.see' },
  'app.ship.$shipment.rates.ts': { see: 'ship.see' },
  'app.ship._index.tsx': { see: 'ship.see', change: 'ship.labels_in_bulk' },
  'app.ship.labels.ts': { see: 'ship.see' },
  'app.status.tsx': { see: 'status.see', change: 'status.retry' },
  'app.stock.$item.tsx': { see: 'stock.see', change: 'stock.book' },
  'app.stock._index.tsx': { see: 'stock.see' },
  'app.stock.bins.tsx': { see: 'stock.see', change: 'stock.plan' },
  'app.stock.inbound.$id._index.tsx': { see: 'stock.see', change: 'stock.book' },
  'app.stock.inbound.$id.file.ts': { see: 'stock.see' },
  'app.stock.inbound._index.tsx': { see: 'stock.see', change: 'stock.book' },
  'app.stock.inbound.import.tsx': { see: 'stock.order', change: 'stock.order' },
  'app.stock.labels.ts': { see: 'stock.see' },
  'app.stock.photo.$id.ts': { see: 'stock.see' },
  'app.stock.receive.$id.tsx': { see: 'stock.see', change: 'stock.book' },
  'app.stock.receive.$id_.scans.ts': { change: 'stock.book' },
  'app.stock.reorder.tsx': { see: 'stock.order', change: 'stock.order' },
  'app.stock.rules.tsx': { see: 'stock.plan', change: 'stock.plan' },
  'app.stock.store.tsx': { see: 'stock.see', change: 'stock.settle' },
  'app.stock.tasks.$id.tsx': { see: 'stock.see', change: 'stock.book' },
  'app.stock.tasks.$id_.scans.ts': { change: 'stock.book' },
  'app.stock.tasks._index.tsx': { see: 'stock.see', change: 'stock.book' },
  'app.tsx': { see: 'home.see' },
  'app.warehouse.tsx': { see: 'stock.see', change: 'settings.change' },
  'app.work._index.tsx': { see: 'work.see', change: 'work.do' },
}

const nobody = '0199c2de-0000-7000-8000-000000000000'
function returning(intent: string, deed: Deed) {
  return { file: 'app.returns.$id.tsx', form: { intent }, deed }
}

test('every page has its line in the table, and no line is without a page', async () => {
  expect(Object.keys(needs)).toEqual(routeFiles)
  for (const file of routeFiles) {
    const { loader, action } = await readRoute(file)
    const has = { see: loader !== undefined, change: action !== undefined }
    const line = needs[file]
    expect({ file, ...has }).toEqual({
      ...{ file, see: line?.see !== undefined },
      change: line?.change !== undefined,
    })
    if (line?.change) expect(onlyLooks(line.change), `${file} changes by looking`).toBe(false)
  }
})

test.each(routeFiles)('%s opens and changes for exactly the roles of the table', async (file) => {
  const { see, change } = needs[file] ?? {}
  const asked: string[] = []
  const expected: string[] = []
  for (const as of roles) {
    if (see) {
      const { status } = await pages.visit({ file, as })
      asked.push(`${as} sees: ${status === 403 ? 'refused' : 'goes on'}`)
      expected.push(`${as} sees: ${mayDo(as, see) ? 'goes on' : 'refused'}`)
    }
    if (change) {
      const { status } = await pages.visit({ file, as, form: { intent: 'nothing at all' } })
      asked.push(`${as} changes: ${status === 403 ? 'refused' : 'goes on'}`)
      expected.push(`${as} changes: ${mayDo(as, change) ? 'goes on' : 'refused'}`)
    }
  }
  expect(asked).toEqual(expected)
})

/** Deeds of different weight behind one page's door. */
const inside: readonly {
  readonly file: string
  readonly form: Readonly<Record<string, string>>
  readonly deed: Deed
}[] = [
  ...(['approve', 'decline'] as const).map((intent) => returning(intent, 'returns.answer')),
  ...(['receive', 'inspect'] as const).map((intent) => returning(intent, 'returns.handle')),
  ...(['nothing_came', 'settle', 'tell_again', 'by_hand'] as const).map((intent) =>
    returning(intent, 'returns.settle'),
  ),
  ...(['send_link', 'revoke_link'] as const).map((intent) => ({
    file: 'app.orders.$id._index.tsx',
    form: { intent },
    deed: 'orders.links' as const,
  })),
  ...(['save', 'order', 'close', 'mail'] as const).map((intent) => ({
    ...{ file: 'app.stock.inbound.$id._index.tsx', form: { intent } },
    deed: 'stock.order' as const,
  })),
  ...(
    [
      ['decide', 'stock.approve'],
      ['name', 'stock.order'],
      ['send_back', 'stock.order'],
    ] as const
  ).map(([intent, deed]) => ({ file: 'app.stock.tasks.$id.tsx', form: { intent }, deed })),
  {
    file: 'app.work._index.tsx',
    form: { intent: 'care', work: nobody, outcome: 'called' },
    deed: 'feedback.call',
  },
  {
    file: 'app.work._index.tsx',
    form: { intent: 'confirm', order: nobody },
    deed: 'orders.confirm',
  },
  {
    file: 'app.work._index.tsx',
    form: { intent: 'chase', shipment: nobody, found: 'delivered' },
    deed: 'ship.label',
  },
]

test.each(inside)(
  '$form.intent on $file is refused to whom the table refuses it',
  async ({ file, form, deed }) => {
    for (const as of roles) {
      const { status } = await pages.visit({ file, as, form })
      expect(`${as}: ${status === 403}`).toBe(`${as}: ${!mayDo(as, deed)}`)
    }
  },
)

test('a refusal says which role came and what it may not do', async () => {
  const answer = await pages.visit({ file: 'app.settings.tsx', as: 'picker' })
  expect(answer.status).toBe(403)
  expect(await answer.json()).toEqual({
    kind: 'no_permission',
    role: 'picker',
    deed: 'settings.see',
  })
})

test('an owner gives roles, and the last owner stays one', async () => {
  const { database, visit, users, shop } = pages
  const idOf = async (user: string) => {
    const { rows } = await database.owner.query<{ id: string; role: string }>(
      'select id, role from person where shop_id = $1 and handle = $2',
      [shop, `shopify:${user}`],
    )
    return rows[0] ?? { id: '', role: '' }
  }
  const file = 'app.people.tsx'
  const picker = await idOf(users.picker)
  const owner = await idOf(users.owner)
  const refused = await visit({ file, as: 'office', form: { person: picker.id, role: 'owner' } })
  expect(refused.status).toBe(403)
  const last = await visit({ file, as: 'owner', form: { person: owner.id, role: 'office' } })
  expect([last.status, await last.json()]).toEqual([409, { kind: 'last_owner' }])
  const wrong = await visit({ file, as: 'owner', form: { person: picker.id, role: 'king' } })
  expect(wrong.status).toBe(400)

  await visit({ file, as: 'owner', form: { person: picker.id, role: 'owner' } })
  // Two owners who take the role from each other in the same moment leave one of them.
  await Promise.all([
    visit({ file, as: 'owner', form: { person: owner.id, role: 'office' } }),
    visit({ file, as: 'picker', form: { person: picker.id, role: 'picker' } }),
  ])
  const left = [await idOf(users.owner), await idOf(users.picker)]
  expect(left.filter(({ role }) => role === 'owner')).toHaveLength(1)
  await database.owner.query(`update person set role = 'owner' where id = $1`, [owner.id])
  await database.owner.query(`update person set role = 'picker' where id = $1`, [picker.id])
})
