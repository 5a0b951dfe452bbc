import { expect, test } from 'vitest'
import { readRawBody } from './raw-body.server.ts'

const post = (body: BodyInit | null, headers: HeadersInit = {}) =>
  new Request('http://app.test/', { method: 'POST', body, headers })

test('a body is read byte by byte, whatever it says it is', async () => {
  const bytes = new Uint8Array([0, 255, 10, 13, 195, 40])
  expect(await readRawBody(post(bytes), 100)).toEqual(bytes)
  expect(await readRawBody(post(null), 100)).toEqual(new Uint8Array())
})

test('a body that is too large is not read to its end', async () => {
  let given = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      given++
      controller.enqueue(new Uint8Array(1_000))
    },
  })
  const request = new Request('http://app.test/', {
    ...{ method: 'POST', body: endless },
    ...{ duplex: 'half' },
  })
  expect(await readRawBody(request, 10_000)).toBeNull()
  expect(given).toBeLessThan(20)
  expect(await readRawBody(post('x', { 'content-length': '99999' }), 100)).toBeNull()
})
