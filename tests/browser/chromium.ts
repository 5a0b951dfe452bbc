import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** As a person's browser says it: what says "HeadlessChrome" is sent away as a robot (410). */
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36'

/**
 * A real Chromium from the npm package, without the flags that switch the browser's own
 * protections off, and without traffic of its own.
 */
export async function openChromium(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    headless: true,
    args: [
      `--user-agent=${userAgent}`,
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** What the browser calls a desktop and a phone here. */
export const desktop = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }
