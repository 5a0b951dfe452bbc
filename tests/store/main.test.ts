import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { textAt } from './ask.ts'
import { readManifest } from './manifest.ts'

const program = fileURLToPath(new URL('./main.ts', import.meta.url))
const flags = ['--app-url', 'http://127.0.0.1:9', '--api-key', 'k', '--api-secret', 's']

test('the program says where it listens, serves its shops, and ends cleanly when asked', async () => {
  const child = spawn(process.execPath, [program, ...flags, '--seed', '3', '--not-installed'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  const ready: unknown = JSON.parse(String(line))
  const url = textAt(ready, 'url')
  const shop = textAt(ready, 'shops.0')
  const placed = await fetch(`${url}/control/${shop}/orders`, {
    method: 'POST',
    body: '{"count":3}',
  })
  expect(placed.status).toBe(201)
  const counts: unknown = await (await fetch(`${url}/control/${shop}/counts`)).json()
  expect(counts).toMatchObject({ totals: { orders: 3, doubles: { all: 0 } } })
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('the store reads from the app’s own manifest what it may do and what it hears', () => {
  const { scopes, topics } = readManifest(new URL('../../shopify.app.toml', import.meta.url))
  expect(scopes).toContain('write_orders')
  expect(topics).toEqual(
    expect.arrayContaining(['orders/create', 'app/uninstalled', 'shop/redact']),
  )
})

test('a flag that is missing or no number is named', async () => {
  const run = async (args: readonly string[]) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
    })
    const [code] = await once(child, 'exit')
    return [code, said]
  }
  expect(await run([])).toEqual([1, expect.stringContaining('--app-url is needed')])
  expect(await run([...flags, '--port', 'x'])).toEqual([
    1,
    expect.stringContaining('--port must be a number'),
  ])
})
