import { mkdirSync } from 'node:fs'
import axe from 'axe-core'
import type { Browser, Frame, Page } from 'playwright-core'
import { expect } from 'vitest'
import { z } from 'zod'
import { desktop, phone } from './chromium.ts'
import { hydration } from './hydration.ts'
import { type BrowserWorld, busyShop } from './world.ts'

export type Width = 'desktop' | 'phone'
const widths = { desktop, phone } as const

/** What the browser complained of since the page was opened. */
export interface WatchedPage {
  readonly page: Page
  readonly complaints: readonly string[]
}

/** What the browser says when a form or a page was refused: that is an answer, and no complaint. */
const isRefusal = /responded with a status of (400|403|409|422|429) /

const isPolicy = (complaint: string): boolean => complaint.includes('Content Security Policy')

/** Puts a script into a page as somebody would whose text was shown unescaped; it must not run. */
export async function slipIn({ complaints }: WatchedPage, frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "slipped in"'
    document.body.append(script)
  })
  await expect.poll(() => complaints.filter(isPolicy).length).toBe(1)
  expect(await frame.title()).not.toBe('slipped in')
}

/** A page of a browser of its own: own cookies, own window size. */
export async function openPage(browser: Browser, width: Width): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: widths[width] })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal.test(message.text()))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { page, complaints }
}

export interface OpenApp extends WatchedPage {
  readonly app: Frame
  /** Goes to another page of the app by a fresh load, inside the admin. */
  goto(path: string): Promise<Frame>
}

const adminOf = (world: BrowserWorld, shop: string): string =>
  `${world.store.baseUrl}/store/${shop.replace('.myshopify.com', '')}/admin`

/** Opens the app inside the store's admin, as one of its staff. */
export async function openApp(
  world: BrowserWorld,
  { shop, width, user = 1 }: { shop: string; width: Width; user?: 1 | 2 | 3 },
): Promise<OpenApp> {
  const watched = await openPage(world.browser, width)
  const { page } = watched
  await page
    .context()
    .addCookies([
      { name: 'stand_in_user', value: String(user), url: `${world.store.baseUrl}/store` },
    ])
  const goto = async (path: string): Promise<Frame> => {
    await page.goto(`${adminOf(world, shop)}/apps/orderwright${path}`)
    const app = page.frame({ name: 'app-iframe' })
    if (!app) throw new Error(`the admin shows no app at ${path}`)
    await hydrated(app)
    return app
  }
  return { ...watched, app: await goto('/app'), goto }
}

/** Opens the app, does what a test is about, and closes the window; keeps a picture when it failed. */
export async function withApp(
  world: BrowserWorld,
  as: { readonly shop?: string; readonly width?: Width; readonly user?: 1 | 2 | 3 },
  work: (open: OpenApp) => Promise<void>,
): Promise<void> {
  const open = await openApp(world, { shop: busyShop, width: 'desktop', ...as })
  try {
    await work(open)
    expect(open.complaints.filter(isPolicy), 'what the page’s own policy forbade').toEqual([])
  } catch (error) {
    await open.page.screenshot({ path: `${pictures}/failed-${Date.now()}.png` })
    throw error
  } finally {
    await open.page.context().close()
  }
}

const hydrated = async (app: Frame): Promise<void> => {
  await app.locator('.Polaris-Page').first().waitFor()
  // Asked from outside: a function that waits inside would be forbidden by the page's own policy.
  await expect.poll(() => app.evaluate(hydration), { timeout: 15_000 }).toBe(true)
}

/** Hydrated and with nothing under way. */
export async function ready(app: Frame): Promise<void> {
  await hydrated(app)
  await app.waitForLoadState('networkidle')
}

/** A picture, no wider than the window, and nothing grave found by axe. */
export async function lookAt(
  { page, complaints }: WatchedPage,
  frame: Frame,
  { name, width }: { readonly name: string; readonly width: Width },
): Promise<void> {
  await picture(page, frame, `${name}-${widths[width].width}`)
  const wide = await frame.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(wide, `${name} is wider than a ${width}`).toBeLessThanOrEqual(0)
  expect(await strayLines(frame), `${name}, lines on the other side of their column`).toEqual([])
  expect(await graveFaults(frame), `${name}, what axe finds`).toEqual([])
  expect(complaints, `${name}, what the browser complains of`).toEqual([])
}

/** Lines from right to left that left the side on which their column is aligned. */
const strayLines = (frame: Frame): Promise<readonly string[]> =>
  frame.evaluate(() =>
    [...document.querySelectorAll('[dir="auto"]:not(input, textarea, .ow-gift)')]
      .filter((line) => {
        const { display, direction, textAlign } = getComputedStyle(line)
        const around = line.parentElement ? getComputedStyle(line.parentElement).direction : ''
        const goesOver = textAlign === 'start' || textAlign === 'right'
        return display !== 'inline' && direction === 'rtl' && around === 'ltr' && goesOver
      })
      .map((line) => line.outerHTML.slice(0, 200)),
  )

const axeAnswer = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullable(),
      nodes: z.array(z.object({ html: z.string() })),
    }),
  ),
})
const axeOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
}

/** axe inside the very frame: the admin around it is not the app's. */
async function graveFaults(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(axe.source)
  const answer = await frame.evaluate(
    `axe.run(document, ${JSON.stringify(axeOptions)}).then(({ violations }) => ({ violations }))`,
  )
  return axeAnswer
    .parse(answer)
    .violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html}`))
}

const pictures = '.cache/screenshots'

/** The whole page as a file: the window grows until nothing has to be scrolled, and shrinks again. */
export async function picture(page: Page, frame: Frame, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  const before = page.viewportSize()
  const hidden = await frame.evaluate(
    () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
  )
  if (before && hidden > 0)
    await page.setViewportSize({
      width: before.width,
      height: Math.min(before.height + hidden, 4000),
    })
  await page.screenshot({ path: `${pictures}/${name}.png` })
  if (before && hidden > 0) await page.setViewportSize(before)
}
