import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { shopId } from '../../app/kernel/ids.ts'
import { test as base, type TestDatabase } from '../../tests/database.ts'
import { type OpenDoor, openDoor, orderBody, secret } from '../../tests/intake/deliveries.ts'
import { drain } from '../../tests/intake/drain.ts'
import { peerFiles } from '../../tests/peer-data.ts'

const test = base.extend<{ door: OpenDoor; folder: string }>({
  door: async ({ database }, use) => {
    const door = await openDoor(database, 'replay.myshopify.com')
    await use(door)
    await door.close()
  },
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'replay-'))
    await use(folder)
    rmSync(folder, { recursive: true })
  },
})

const lastLine = z.object({
  files: z.number(),
  answered200: z.number(),
  deliveries: z.array(
    z.object({ file: z.string(), status: z.number(), state: z.string(), outcome: z.string() }),
  ),
})

/** Runs the command against a door while its drain runs beside it, as in a running app. */
async function replay(database: TestDatabase, door: OpenDoor, folder: string, more: string[] = []) {
  const to = door.url.replace('/webhooks', '')
  const child = spawn(
    process.execPath,
    ['tools/replay.ts', folder, '--to', to, '--secret', secret, '--json', ...more],
    {
      env: { ...process.env, DATABASE_URL: database.appUrl },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  let running = true
  const worker = (async () => {
    while (running) {
      for (const { id } of await database.db.shop.findMany()) await drain(database, shopId(id))
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })()
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve))
  running = false
  await worker
  const lines = said.trim().split('\n')
  return { code, lines, sum: lastLine.parse(JSON.parse(lines.at(-1) ?? '')) }
}

test('each file gets a line: its topic, the status, what became of it', async ({
  database,
  door,
  folder,
}) => {
  writeFileSync(join(folder, 'orders__create.json'), JSON.stringify(orderBody(1001)))
  writeFileSync(join(folder, 'orders__updated.json'), '{no json')
  writeFileSync(join(folder, 'orders.paid.json'), '')
  writeFileSync(join(folder, 'moons__rising.json'), '{}')
  writeFileSync(join(folder, 'products__update.json'), 'x'.repeat(10 * 1024 * 1024))
  writeFileSync(join(folder, 'README.md'), 'not a delivery')
  const { code, lines, sum } = await replay(database, door, folder)
  const became = Object.fromEntries(
    sum.deliveries.map(({ file, status, state }) => [file, `${status} ${state}`]),
  )
  expect(became).toEqual({
    'orders__create.json': '200 done',
    'orders__updated.json': '200 dead',
    'orders.paid.json': '400 refused',
    'moons__rising.json': '200 ignored',
    'products__update.json': '413 refused',
  })
  expect(lines.find((line) => line.startsWith('orders__create.json'))).toMatch(
    /orders\/create +200 +#1001 taken in$/,
  )
  expect(code).toBe(1)
})

test('a wrong secret is refused, every time', async ({ database, door, folder }) => {
  writeFileSync(join(folder, 'orders__create.json'), JSON.stringify(orderBody(1001)))
  const { code, sum } = await replay(database, door, folder, ['--secret', 'a-wrong-secret'])
  expect(sum.deliveries).toMatchObject([{ status: 401, state: 'refused' }])
  expect(code).toBe(1)
})

test('the same delivery replayed again is said to be seen before', async ({
  database,
  door,
  folder,
}) => {
  const headers = { 'x-shopify-webhook-id': 'w-1' }
  const file = { headers, topic: 'orders/create', body: orderBody(1001) }
  writeFileSync(join(folder, 'one.json'), JSON.stringify(file))
  expect((await replay(database, door, folder)).code).toBe(0)
  const again = await replay(database, door, folder)
  expect(again.sum.deliveries).toMatchObject([{ outcome: 'seen before: #1001 taken in' }])
  expect(again.code).toBe(0)
})

describe("Shopify's own samples", () => {
  const folders = ['official-samples', 'deliveries-with-headers'].flatMap((name) =>
    peerFiles('shopify', name).slice(0, 1).map(dirname),
  )
  test.runIf(folders.length === 0)(
    'are skipped: there is no peer data beside the project',
    ({ skip }) => skip(),
  )
  test.for(folders)('all of %s go through', async (folder, { database, door }) => {
    const { code, sum } = await replay(database, door, folder)
    expect(sum.answered200).toBe(sum.files)
    expect(sum.deliveries.filter(({ outcome }) => outcome === '')).toEqual([])
    expect(code).toBe(0)
  })
})
