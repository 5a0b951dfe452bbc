import { fork } from 'node:child_process'
import http from 'node:http'
import { expect } from 'vitest'
import { type TestDatabase, test } from '../../../../tests/database.ts'
import { domainOf, orderBody, signed } from '../../../../tests/intake/deliveries.ts'

/** A door in a process of its own, so that it can be killed. */
function doorProcess(database: TestDatabase) {
  const child = fork('tests/intake/door-process.ts', [database.appUrl], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise<{ url: string; kill(): Promise<void> }>((resolve, reject) => {
    child.once('error', reject)
    child.once('message', (port) =>
      resolve({
        url: `http://127.0.0.1:${port}/webhooks`,
        kill: () =>
          new Promise((done) => {
            child.once('exit', () => done())
            child.kill('SIGKILL')
          }),
      }),
    )
  })
}

/** Sends one after the other on one line until the line breaks; answers the numbers that were answered 200. */
async function sendUntilCut(url: string, domain: string, from: number): Promise<readonly number[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  const answered: number[] = []
  const post = (number: number) =>
    new Promise<number>((resolve, reject) => {
      const { headers, body } = signed('orders/create', orderBody(number), {
        'x-shopify-shop-domain': domain,
        'x-shopify-event-id': `event-${number}`,
      })
      const req = http.request(url, { method: 'POST', agent, headers }, (res) => {
        res.resume()
        res.on('end', () => resolve(res.statusCode ?? 0))
        res.on('error', reject)
      })
      req.on('error', reject)
      req.end(body)
    })
  try {
    for (let number = from; ; number += 1_000) {
      if ((await post(number)) === 200) answered.push(number)
    }
  } catch {
    return answered
  } finally {
    agent.destroy()
  }
}

test('a door that is killed in the middle of 64 lines has lost nothing that it answered', async ({
  database,
  shop,
}) => {
  const domain = await domainOf(database, shop)
  const door = await doorProcess(database)
  const lines = Array.from({ length: 64 }, (_, nth) => sendUntilCut(door.url, domain, nth + 1))
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  await door.kill()
  const answered = (await Promise.all(lines)).flat()
  const { rows } = await database.owner.query<{ event: string }>(
    "select split_part(event_key, '/', 1) as event from delivery",
  )
  const stored = new Set(rows.map(({ event }) => event))
  expect(answered.length).toBeGreaterThan(64)
  expect(answered.filter((number) => !stored.has(`event-${number}`))).toEqual([])
  // The drain that is due, and the one after it.
  const key = `intake.deliveries:${shop}`
  const task = 'intake.deliveries'
  expect(await database.jobs()).toContainEqual({ task, key })
  expect((await database.jobs()).length).toBeLessThanOrEqual(2)
})
