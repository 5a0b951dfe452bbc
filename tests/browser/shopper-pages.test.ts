/** The shoppers' pages as they are sent: at both widths, in light and dark, by axe and by eye. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shopperAnswer } from '../../app/ui/shopper/answer.server.ts'
import { shopperSamples } from '../arrange/shopper-samples.tsx'
import { openChromium } from './chromium.ts'
import { lookAt, openPage } from './look.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser?.close())

const address = 'https://shop.example/apps/orderwright/page'

for (const width of ['phone', 'desktop'] as const)
  for (const colorScheme of ['light', 'dark'] as const)
    test(`every page can be read and used on a ${width}, ${colorScheme}`, async () => {
      const watched = await openPage(browser, width)
      const { page } = watched
      await page.emulateMedia({ colorScheme })
      for (const [name, element] of Object.entries(shopperSamples)) {
        const answer = shopperAnswer(element)
        const headers = Object.fromEntries(answer.headers)
        const body = await answer.text()
        await page.route(address, (route) => route.fulfill({ status: 200, headers, body }))
        await page.goto(address)
        await lookAt(watched, page.mainFrame(), { name: `shopper-${name}-${colorScheme}`, width })
        await page.unroute(address)
      }
      await page.context().close()
    })

test('a problem leads to its field, and the fields can be filled without a mouse', async () => {
  const { page } = await openPage(browser, 'phone')
  const sample = shopperSamples['correct-error']
  if (!sample) throw new Error('no such sample')
  await page.setContent(await shopperAnswer(sample).text())
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').textContent()).toContain('Please check the postcode')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const after = await page.locator(':focus').getAttribute('name')
  expect(['zip', 'region']).toContain(after)
  await page.context().close()
})
