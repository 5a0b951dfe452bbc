import { readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { Frame, Page } from 'playwright-core'
import { desktop, openChromium } from '#tests/browser/chromium.ts'
import { hydration } from '#tests/browser/hydration.ts'
import { openKeepsake } from '#tests/demo/keepsake.ts'
import { playEverybody } from '#tests/demo/play.ts'
import { say, until } from '#tests/demo/progress.ts'
import { setUpShop } from '#tests/demo/set-up-shop.ts'
import { rushed, shopDomain } from '#tests/demo/stand-in-plans.ts'
import { startWorld, type World } from '#tests/demo/world.ts'
import { quantile } from './load/drive.ts'
import { mustBeBuilt } from './load/ground.ts'
import { fillRarePages } from './load/rare-pages.ts'
import { adminPages, type Vitals, watchVitals } from './load/vitals.ts'

/**
 * How soon each page of the admin is there and answers: the demo's world, every page opened inside the store's admin
 * in Chromium, measured by `web-vitals` within the app's own frame. First `--orders` are played to their end, so that
 * there are tours, parcels and returns; as many again stay open. Each page is loaded `--times` and then used: a click,
 * the tab key, a letter. Its figure is the median. `--only app.work,app.pick` measures these. LCP and INP in ms; JavaScript in bytes of scripts, not packed.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '12' },
    times: { type: 'string', default: '3' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const [orders, times] = [Number(values.orders), Number(values.times)]
if (!(orders > 0 && times > 0)) {
  say('bench:pages: --orders and --times are whole numbers from 1')
  process.exit(2)
}
const only = values.only?.split(',')
const goals = { lcp: 1_000, cls: 0.02, inp: 100 }

async function openAt(page: Page, world: World, path: string): Promise<Frame> {
  const admin = `${world.addresses.store}/store/${shopDomain.replace('.myshopify.com', '')}/admin`
  await page.goto(`${admin}/apps/orderwright${path}`)
  const frame = page.frame({ name: 'app-iframe' })
  if (!frame) throw new Error(`the admin shows no app at ${path}`)
  await frame.locator('.Polaris-Page').first().waitFor({ timeout: 30_000 })
  await frame.waitForLoadState('load')
  while (!(await frame.evaluate(hydration))) await page.waitForTimeout(20)
  return frame
}

/** Uses the page as somebody who looks around: nothing of it changes anything. */
async function use(page: Page, frame: Frame): Promise<void> {
  await frame
    .locator('.Polaris-Page')
    .first()
    .click({ position: { x: 5, y: 5 } })
  for (let tab = 0; tab < 3; tab++) await page.keyboard.press('Tab')
  const field = frame.locator('input[type=text]:visible, input[type=search]:visible').first()
  if ((await field.count()) > 0 && (await field.isEditable())) await field.press('a')
  // An event is told once the frame after it is painted.
  await frame.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))),
  )
}

/** How long a packing slip takes, as the page that prints it asks for it; null: nothing was packed. */
async function measureSlip(frame: Frame, owner: pg.Pool): Promise<{ ms: number } | null> {
  const { rows } = await owner.query<{ id: string }>(
    "select id from shipment where kind = 'warehouse' and verified_at is not null limit 1",
  )
  if (!rows[0]) return null
  const all: number[] = []
  for (let nth = 0; nth < times; nth++)
    all.push(
      await frame.evaluate(async (path) => {
        const before = performance.now()
        const answer = await fetch(path)
        if (answer.status !== 200) throw new Error(`the slip answered ${answer.status}`)
        await answer.arrayBuffer()
        return performance.now() - before
      }, `/app/pack/${rows[0].id}/slip`),
    )
  return { ms: Math.round(quantile(all, 0.5)) }
}

/** Places orders that nobody works on, and waits until they stand in the app. */
async function placeOpen(world: World, owner: pg.Pool): Promise<void> {
  const many = async () =>
    Number((await owner.query('select count(*) as many from sales_order')).rows[0]?.many)
  const before = await many()
  const rate = (perMinute: number) =>
    fetch(`${world.addresses.store}/control/${shopDomain}/rate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ perMinute }),
    })
  await rate(600)
  await until('open orders', async () => ((await many()) >= before + orders ? true : null), 120_000)
  await rate(0)
}

await mustBeBuilt()
const folder = resolve('.cache/bench-pages')
rmSync(folder, { recursive: true, force: true })
const kept = await openKeepsake(folder, 28_400)
const world = await startWorld(folder, kept, { seed: 1 }, rushed)
const owner = new pg.Pool({ connectionString: world.database.OWNER_DATABASE_URL, max: 2 })
const browser = await openChromium()
const measured: Record<string, Vitals> = {}
const notShown: string[] = []
let slip: { readonly ms: number } | null = null
try {
  await world.startPartner(await setUpShop(world, kept, { once: true }))
  await playEverybody(world, { orders })
  await placeOpen(world, owner)
  await fillRarePages(owner)
  const context = await browser.newContext({ viewport: desktop })
  await context.addCookies([
    { name: 'stand_in_user', value: '1', url: `${world.addresses.store}/store` },
  ])
  const script = fileURLToPath(import.meta.resolve('web-vitals')).replace(
    /\.js$/,
    '.attribution.iife.js',
  )
  await context.addInitScript({ content: `${readFileSync(script, 'utf8')}\n${watchVitals}` })
  const page = await context.newPage()
  slip = await measureSlip(await openAt(page, world, '/app'), owner)
  for (const { route, path } of await adminPages(owner)) {
    if (only && !only.includes(route)) continue
    if (path === null) {
      notShown.push(`${route}: nothing to show`)
      continue
    }
    const all: Vitals[] = []
    try {
      for (let nth = 0; nth < times; nth++) {
        const frame = await openAt(page, world, path)
        await use(page, frame)
        all.push(await frame.evaluate('globalThis.readVitals()'))
      }
      const median = (of: (one: Vitals) => number) => quantile(all.map(of), 0.5)
      measured[route] = {
        ...{ lcp: Math.round(median(({ lcp }) => lcp)), inp: median(({ inp }) => inp) },
        cls: Number(median(({ cls }) => cls).toFixed(4)),
        jsBytes: median(({ jsBytes }) => jsBytes),
        shifted: all.find(({ shifted }) => shifted)?.shifted ?? '',
      }
    } catch (error) {
      notShown.push(`${route}: ${String(error).split('\n', 1)[0]}`)
    }
  }
} finally {
  await browser.close()
  await owner.end()
  await world.stop()
}
const worst = (of: (one: Vitals) => number) => Math.max(...Object.values(measured).map(of))
const over = Object.entries(measured).flatMap(([route, { lcp, cls, inp }]) =>
  lcp > goals.lcp || cls > goals.cls || inp > goals.inp ? [route] : [],
)
const report = {
  pages: Object.keys(measured).length,
  worst: {
    ...{ lcp: worst(({ lcp }) => lcp), cls: worst(({ cls }) => cls) },
    ...{ inp: worst(({ inp }) => inp), jsBytes: worst(({ jsBytes }) => jsBytes) },
  },
  ...{ goals, over, notShown, measured, slip, times },
}
console.log(values.json ? JSON.stringify(report) : JSON.stringify(report, null, 2))
process.exit(Object.keys(measured).length === 0 ? 1 : 0)
