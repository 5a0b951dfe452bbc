import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium, { inflate } from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** As a person's browser says it: what says "HeadlessChrome" is sent away as a robot (410). */
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36'

/** What a bare Debian has not got comes with the package: NSS and its friends, for this process's children. */
async function withItsLibraries(executable: string): Promise<Record<string, string>> {
  const env = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
  if (!spawnSync('ldd', [executable], { encoding: 'utf8' }).stdout?.includes('not found'))
    return env
  const packed = join(
    dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))),
    '..',
    'bin',
    'al2023.tar.br',
  )
  const libraries = join(await inflate(packed), 'lib')
  return { ...env, LD_LIBRARY_PATH: [libraries, env['LD_LIBRARY_PATH']].filter(Boolean).join(':') }
}

/**
 * A real Chromium from the npm package, without the flags that switch the browser's own
 * protections off, and without traffic of its own.
 */
export async function openChromium(): Promise<Browser> {
  const executablePath = await chromium.executablePath()
  return playwright.launch({
    executablePath,
    env: await withItsLibraries(executablePath),
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
