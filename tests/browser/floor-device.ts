import { expect } from 'vitest'
import { z } from 'zod'
import { cuttableLine } from './cuttable-line.ts'
import { hydration } from './hydration.ts'
import { openPage, type WatchedPage } from './look.ts'
import type { BrowserWorld } from './world.ts'

const code = z.object({ kind: z.literal('code'), text: z.string() })
const people = z.object({ people: z.array(z.object({ id: z.string(), name: z.string() })) })

/** Somebody of the floor, added by the owner. @returns their PIN and badge. */
export async function floorPerson(world: BrowserWorld, name: string, role = 'picker') {
  const owner = world.person(1)
  const pin = '2580'
  await owner.send('/app/devices', { intent: 'add', name, role, pin })
  const all = people.parse(await owner.look('/app/devices')).people
  const id = all.find((one) => one.name === name)?.id ?? ''
  const badge = code.parse((await owner.send('/app/devices', { intent: 'badge', person: id })).data)
  return { id, name, pin, badge: badge.text }
}

export interface FloorDevice extends WatchedPage {
  /** Opens a page of the floor by a fresh load. */
  goto(path: string): Promise<void>
  /** Takes the network away, from the page and from what keeps it open, or brings it back. */
  network(there: boolean): Promise<void>
  close(): Promise<void>
  /** Types as a hand scanner does, at whatever has the focus; answers what the page says of it. */
  scan(code: string): Promise<string>
}

/** A phone that the owner pairs: opens what the QR code says and presses Pair. */
export async function pairDevice(world: BrowserWorld, name: string): Promise<FloorDevice> {
  const invited = await world.person(1).send('/app/devices', { intent: 'invite', name })
  const watched = await openPage(world.browser, 'phone')
  const { page } = watched
  // The page's own policy forbids what waitForFunction does.
  const ready = () => expect.poll(() => page.evaluate(hydration), { timeout: 15_000 }).toBe(true)
  const line = await cuttableLine(world.appUrl)
  await page.goto(code.parse(invited.data).text.replace(world.appUrl, line.url))
  await page.getByRole('button', { name: 'Pair', exact: true }).click()
  await page.getByText('Who are you?').waitFor()
  await ready()
  const verdict = page.locator('.ow-right, .ow-wrong')
  const last = async () =>
    (await verdict.count()) > 0 ? verdict.first().getAttribute('data-at') : null
  return {
    ...watched,
    goto: async (path) => {
      await page.goto(`${line.url}${path}`)
      await ready()
    },
    network: async (there) => {
      if (there) line.mend()
      else line.cut()
      await page.context().setOffline(!there)
    },
    close: async () => {
      await page.context().close()
      line.close()
    },
    scan: async (text) => {
      const before = await last()
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
      await expect.poll(last, { timeout: 15_000 }).not.toBe(before)
      return (await verdict.first().textContent()) ?? ''
    },
  }
}

/** What a tour's page asks for right now, read off the screen as a person does. */
export async function asked({ page }: FloorDevice): Promise<string> {
  const label = await page.locator('.ow-scan-label').textContent()
  const what =
    label === 'Scan the bin'
      ? '.ow-bin'
      : label === 'Scan the tote'
        ? '.ow-stop .ow-tote'
        : '.ow-stop .ow-code'
  return (await page.locator(what).first().textContent()) ?? ''
}
