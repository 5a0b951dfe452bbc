/** Every page of the app inside the store's admin, as the people of a shop open and use it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../demo/progress.ts'
import { act } from '../store/act.ts'
import { ofAnotherBuyer } from './another-buyer.ts'
import { lookAt, type OpenApp, picture, ready, withApp } from './look.ts'
import { type BrowserWorld, busyShop, newShop, openWorld } from './world.ts'

let world: BrowserWorld
/** Our own ids of orders, by what they show. */
const orders: Record<string, string> = {}

beforeAll(async () => {
  world = await openWorld('app-pages')
  for (let n = 0; n < 14; n += 1) world.place(world.seedOrder(n))
  const whole = world.seedOrder(1)
  const silent = world.place({ ...whole, email: 'absent', customer: null, shippingAddress: null })
  const held = world.place({ ...whole, shippingAddress: null, faults: ['address_null'] })
  const going = world.place(ofAnotherBuyer(whole))
  const doubted = world.place(ofAnotherBuyer(whole))
  const twice = ofAnotherBuyer(whole)
  world.place(twice)
  world.place(twice)
  await world.settled()
  orders['doubted'] = await world.orderIn(doubted.name, [
    'released/ready',
    'released/waiting_stock',
  ])
  act(world.store.world(busyShop), (acting) => {
    doubted.risk = 'HIGH'
    acting.touch(doubted)
    const about = { order_id: doubted.id, risk_level: 'high' }
    acting.tell('orders/risk_assessment_changed', () => about)
  })
  await world.settled()
  await until('the doubted order to be held with its grounds', async () => {
    const { rowCount } = await world.database.owner.query(
      `select 1 from hold h join sales_order o on o.id = h.order_id
       join order_risk r on r.shopify_id = o.shopify_id
       where o.id = $1 and h.kind = 'fraud' and r.sealed is not null`,
      [orders['doubted']],
    )
    return (rowCount ?? 0) > 0 || null
  })
  orders['to-call'] = await world.orderIn(silent.name, ['held'])
  orders['held'] = await world.orderIn(held.name, ['held'])
  orders['going'] = await world.orderIn(going.name, ['released/ready', 'released/waiting_stock'])
})
afterAll(() => world?.close())

const pages: Readonly<Record<string, string>> = {
  home: '/app',
  orders: '/app/orders',
  work: '/app/work',
  stock: '/app/stock',
  inbound: '/app/stock/inbound',
  'inbound-new': '/app/stock/inbound/new',
  'inbound-import': '/app/stock/inbound/import',
  tasks: '/app/stock/tasks',
  bins: '/app/stock/bins',
  'stock-rules': '/app/stock/rules',
  reorder: '/app/stock/reorder',
  warehouse: '/app/warehouse',
  ship: '/app/ship',
  returns: '/app/returns',
  feedback: '/app/feedback',
  contract: '/app/contract',
  people: '/app/people',
  audit: '/app/audit',
  duplicates: '/app/duplicates',
  settings: '/app/settings',
}

/** Opens the app as one of the shop's people. */
const inApp = (as: Parameters<typeof withApp>[1], work: (open: OpenApp) => Promise<void>) =>
  withApp(world, as, work)

test.for(['desktop', 'phone'] as const)('every page of a busy shop fits a %s', (width) =>
  inApp({ width }, async (open) => {
    for (const [name, path] of Object.entries(pages))
      await lookAt(open, await open.goto(path), { name, width })
    for (const [name, id] of Object.entries(orders))
      await lookAt(open, await open.goto(`/app/orders/${id}`), { name: `order-${name}`, width })
  }),
)

test('an order that three things hold says why, whose each is, and what the store’s doubt rests on', () =>
  inApp({}, async (open) => {
    const order = `/app/orders/${orders['doubted']}`
    const reasons = [
      'العميل يريد الانتظار حتى يعود من السفر',
      `Wait for the ${'very '.repeat(30)}long answer`,
    ]
    for (const reason of reasons) {
      const app = await open.goto(order)
      await app.getByRole('button', { name: 'Hold this order…' }).click()
      await app.getByLabel('Why').fill(reason.slice(0, 240))
      await app.getByRole('button', { name: 'Hold', exact: true }).click()
      await app.getByText(reason.slice(0, 60)).first().waitFor()
    }
    const app = await open.goto(order)
    await app.getByText(/^\d things hold this order/).waitFor()
    await app.getByText('similar to fraudulent orders').waitFor()
    await app.getByText('The store would cancel it.').waitFor()
    await lookAt(open, app, { name: 'order-three-holds', width: 'desktop' })
    const pick = await open.goto('/app/pick')
    await ready(pick)
    await lookAt(open, pick, { name: 'pick-held', width: 'desktop' })
    const pairs = await open.goto('/app/duplicates')
    await lookAt(open, pairs, { name: 'duplicates-pair', width: 'desktop' })
    await pairs.locator('a[href^="/app/duplicates/"]').first().click()
    await pairs.waitForURL(/duplicates\/[0-9a-f-]{36}/)
    await ready(pairs)
    await lookAt(open, pairs, { name: 'duplicates-compared', width: 'desktop' })
  }))

test('every page of a new shop says what will be there', () =>
  inApp({ shop: newShop, width: 'phone' }, async (open) => {
    const others = { pick: '/app/pick', pack: '/app/pack', partners: '/app/partners' }
    const all = { ...pages, ...others }
    for (const [name, path] of Object.entries(all))
      await lookAt(open, await open.goto(path), { name: `${name}-empty`, width: 'phone' })
  }))

test('the menu leads through the app without loading it anew', () =>
  inApp({}, async ({ page, app, complaints }) => {
    const mark = () => Reflect.get(globalThis, 'stillHere') === true
    await app.evaluate(() => Reflect.set(globalThis, 'stillHere', true))
    for (const [link, title] of [
      ['Orders', 'Orders'],
      ['Work orders', 'Work orders'],
      ['Stock', 'Stock'],
      ['Returns and feedback', 'Returns'],
      ['People', 'People'],
      ['Settings', 'Settings'],
    ] as const) {
      await page.locator('#app-links a', { hasText: link }).first().click()
      await app.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
      await expect.poll(() => page.url()).toContain('/apps/orderwright/app/')
      expect(await app.evaluate(mark), `${link} loaded the app anew`).toBe(true)
    }
    expect(complaints).toEqual([])
  }))

test('settings that were saved are there when they are opened again', () =>
  inApp({}, async ({ goto }) => {
    const app = await goto('/app/settings')
    await app.getByLabel('Cut-off').fill('25 o’clock')
    await app.getByRole('button', { name: 'Save' }).click()
    await app.getByText('Nothing was saved').waitFor()
    expect(await app.getByLabel('Cut-off').getAttribute('aria-invalid')).toBe('true')
    await app.getByLabel('Cut-off').fill('15:30')
    await app.getByLabel('Days to return').fill('45')
    await app.getByRole('button', { name: 'Save' }).click()
    await app.getByText('Saved. It holds').waitFor()
    const again = await goto('/app/settings')
    expect(await again.getByLabel('Cut-off').inputValue()).toBe('15:30')
    expect(await again.getByLabel('Days to return').inputValue()).toBe('45')
  }))

/** The owner gives a person, who must have opened the app, another role. */
async function giveRole(name: string, role: string): Promise<void> {
  await inApp({}, async ({ goto }) => {
    const app = await goto('/app/people')
    const row = app.locator('form', { hasText: name })
    await row.getByRole('combobox').selectOption(role)
    await row.getByRole('button', { name: 'Change' }).click()
    await app.getByText('It holds from now on').waitFor()
  })
}

test('the shop sees what a rule would hold before it is in force', () =>
  inApp({}, async ({ goto, page }) => {
    const app = await goto('/app/contract')
    await app.getByRole('button', { name: 'Add a need' }).click()
    await app.getByLabel('Name (en)').fill('نقش – Engraving')
    await app.getByLabel('What the store calls it').fill('Engraving')
    await app.getByRole('button', { name: 'Add a rule' }).click()
    await app.getByLabel('Rule', { exact: true }).fill('Everything is engraved')
    await app.getByRole('checkbox', { name: 'نقش – Engraving' }).check()
    await app.getByLabel('Pattern').fill('([a-z')
    await app.getByRole('button', { name: 'Try on the last 100 orders' }).click()
    await app.getByText('this is no pattern that can be used').waitFor()
    await picture(page, app, 'contract-error-1280')
    await app.getByLabel('Pattern').fill('')
    await app.getByRole('button', { name: 'Try on the last 100 orders' }).click()
    await app.getByText(/of your last \d+ orders would be held/).waitFor()
    await picture(page, app, 'contract-preview-1280')
  }))

test('a picker is told that settings are not theirs', async () => {
  await inApp({ user: 2 }, async () => {})
  await giveRole('Tomasz', 'picker')
  await inApp({ user: 2, width: 'phone' }, async (open) => {
    const app = await open.goto('/app/settings')
    await app.getByText('Your role does not open this page').waitFor()
    await picture(open.page, app, 'no-permission-390')
    await open.goto('/app/orders')
  })
})

test('who may only look sees work orders and no buttons to close them', async () => {
  await inApp({ user: 3 }, async () => {})
  await giveRole('Aïcha', 'read_only')
  await inApp({ user: 3 }, async ({ goto }) => {
    const app = await goto('/app/work')
    await app.getByRole('link', { name: /^#\d+/ }).first().waitFor()
    expect(await app.getByRole('button', { name: 'I do it' }).count()).toBe(0)
  })
})

test('an order that is not there, and a page that breaks, say what to do', () =>
  inApp({ width: 'phone' }, async (open) => {
    const gone = await open.goto('/app/orders/019a0000-0000-7000-8000-000000000000')
    await gone.getByText('There is nothing here').waitFor()
    await picture(open.page, gone, 'not-found-390')
    await world.database.owner.query('revoke select on survey from app_rw')
    try {
      const broken = await open.goto('/app/feedback')
      await broken.getByText('This page could not be made').waitFor()
      await picture(open.page, broken, 'broken-390')
    } finally {
      await world.database.owner.query('grant select on survey to app_rw')
    }
  }))

test('what is late stands on the board, and its order says so', () =>
  inApp({ width: 'phone' }, async (open) => {
    await world.database.owner.query(
      `update sales_order set due_at = now() - interval '3 hours' where id = $1`,
      [orders['to-call']],
    )
    const app = await open.goto('/app')
    await lookAt(open, app, { name: 'home-late', width: 'phone' })
    await app.locator(`a[href="/app/orders/${orders['to-call']}"]`).click()
    await app.getByText('Overdue, 3 h ago').first().waitFor()
  }))

test('work is taken and closed with what came of it', () =>
  inApp({}, async ({ goto, complaints }) => {
    const id = orders['to-call']
    const app = await goto(`/app/work?order=${id}`)
    await app.getByRole('button', { name: 'I do it' }).first().click()
    await app.getByText('taken by you').first().waitFor()
    await app.getByRole('button', { name: 'Close it' }).first().click()
    await app.getByLabel('What came of it').fill('Called: the customer sends the address by mail.')
    await app.getByRole('button', { name: 'Done' }).click()
    await app.getByText('Nothing to do here').waitFor()
    await app.getByLabel('Show').selectOption('done')
    await app.getByText('sends the address by mail').waitFor()
    await app.getByText('Maeve Byrne').waitFor()
    expect(complaints).toEqual([])
  }))

test('goods that came in are booked once and stand in the ledger', () =>
  inApp({ width: 'phone' }, async (open) => {
    const app = await open.goto('/app/stock?q=HP-MUG-NAVY')
    await app.getByRole('link', { name: /Enamel mug, Navy/ }).click()
    await app.getByRole('heading', { name: 'Ledger' }).waitFor()
    await app.getByLabel('Pieces that came in').fill('24')
    await app.getByRole('button', { name: 'Book it' }).click()
    await app.getByText(/^Booked/).waitFor()
    await expect.poll(() => app.locator('.ow-ledger li').first().textContent()).toContain('+24')
    await ready(app)
    await lookAt(open, app, { name: 'stock-item', width: 'phone' })
  }))

/** Types into the page as a scanner does. */
async function scan({ page }: OpenApp, code: string): Promise<void> {
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
}

test('goods are ordered, received with a scanner and put away; what nobody knows is kept aside', () =>
  inApp({ width: 'phone' }, async (open) => {
    const app = await open.goto('/app/stock/inbound/new')
    await app.getByLabel('From', { exact: true }).fill('مصنع الفخار – Harbour Pottery')
    await app.getByLabel('Article 1', { exact: true }).fill('HP-MUG-NAVY')
    await app.getByLabel('Pieces').first().fill('3')
    await app.getByRole('button', { name: 'Save' }).click()
    await app.getByRole('button', { name: 'It is ordered' }).click()
    await app.getByText('the goods are expected from now on').waitFor()
    await lookAt(open, app, { name: 'inbound-order', width: 'phone' })
    await app.getByRole('button', { name: 'Receive goods' }).click()
    await app.getByText('How many should come is shown once').waitFor()
    await scan(open, 'HP-MUG-NAVY')
    await app.locator('.ow-right', { hasText: '1 × HP-MUG-NAVY' }).waitFor()
    await app.getByLabel('Pieces a scan').fill('2')
    await app.getByLabel('Pieces a scan').blur()
    await scan(open, 'HP-MUG-NAVY')
    await app.locator('.ow-right', { hasText: '2 × HP-MUG-NAVY' }).waitFor()
    await scan(open, '4006381333931')
    await app.locator('.ow-wrong', { hasText: 'Nobody knows 4006381333931' }).waitFor()
    await app.getByRole('button', { name: 'Keep 1 aside' }).click()
    await app.getByText('Kept aside').waitFor()
    await lookAt(open, app, { name: 'receive', width: 'phone' })
    await app.getByRole('button', { name: 'All counted: 4 pieces' }).click()
    await app.getByText('as expected').waitFor()
    await lookAt(open, app, { name: 'receive-done', width: 'phone' })
    const tasks = await open.goto('/app/stock/tasks?kind=put_away')
    await tasks
      .getByRole('link', { name: /^Put away Enamel mug, Navy/ })
      .first()
      .click()
    await tasks.getByText('Suggested bins').waitFor()
    await scan(open, 'HP-KET-RED')
    await tasks.locator('.ow-wrong', { hasText: 'Wrong article' }).waitFor()
    await scan(open, 'HP-MUG-NAVY')
    await tasks.getByText('Scan the bin you put them into').waitFor()
    await lookAt(open, tasks, { name: 'put-away', width: 'phone' })
    await scan(open, (await tasks.locator('.ow-bin').textContent()) ?? '')
    await tasks.locator('.ow-right', { hasText: 'All put there' }).waitFor()
  }))

test('a bin is counted blind, and its labels are made', () =>
  inApp({ width: 'phone' }, async (open) => {
    const { rows } = await world.database.owner.query<{ id: string; code: string }>(
      `insert into stock_task (shop_id, kind, location_id, bin_id, reason, due_at, key, created_by)
       select b.shop_id, 'count', b.location_id, b.id, 'Fewer than 3 were found', now(), 'count:browser', 'system'
       from bin b join stock_level l on l.bin_id = b.id and l.quantity > 0 where b.kind = 'pick'
         and not exists (select from stock_task t where t.bin_id = b.id and t.kind = 'count' and t.state = 'open') limit 1
       returning id, (select code from bin where id = stock_task.bin_id) as code`,
    )
    const app = await open.goto(`/app/stock/tasks/${rows[0]?.id}`)
    await app.getByText('Go to').waitFor()
    await scan(open, 'NOT-HERE')
    await app.locator('.ow-wrong', { hasText: 'Wrong bin' }).waitFor()
    await scan(open, rows[0]?.code ?? '')
    await scan(open, 'HP-MUG-MOSS')
    await scan(open, 'HP-MUG-MOSS')
    await expect.poll(() => app.getByLabel('Pieces of HP-MUG-MOSS').inputValue()).toBe('2')
    await app.getByLabel('Serial number', { exact: true }).waitFor()
    await lookAt(open, app, { name: 'count', width: 'phone' })
    await app.getByRole('button', { name: 'That is all' }).click()
    await app.getByText('You counted').waitFor()
  }))
