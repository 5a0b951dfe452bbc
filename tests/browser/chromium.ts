import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/**
 * A real Chromium from the npm package, without the flags that switch the browser's own
 * protections off, and without traffic of its own.
 */
export async function openChromium(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    headless: true,
    args: [
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
