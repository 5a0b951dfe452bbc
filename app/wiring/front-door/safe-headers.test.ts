import { createServer, type ServerResponse } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { safeHeaders } from './safe-headers.server.ts'

/** What is answered at an address by something that writes its head in its own way. */
async function answered(https: boolean, path: string, write: (response: ServerResponse) => void) {
  const add = safeHeaders(https)
  const server = createServer((request, response) => {
    add(response, request.url ?? '/')
    write(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  const at = server.address()
  const { headers } = await fetch(
    `http://127.0.0.1:${typeof at === 'object' ? at?.port : 0}${path}`,
  )
  return Object.fromEntries(headers)
}

test('every way of writing a head gets what it lacks', async () => {
  const ways: readonly ((response: ServerResponse) => void)[] = [
    (response) => response.end('x'),
    (response) => response.writeHead(200).end('x'),
    (response) => response.writeHead(200, 'OK').end('x'),
    (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('x'),
    (response) => response.writeHead(200, ['content-type', 'text/plain']).end('x'),
  ]
  for (const write of ways)
    expect(await answered(true, '/app/orders', write)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': "frame-ancestors 'none'; base-uri 'none'",
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
    })
})

test('what a page says itself stands, once', async () => {
  const own = await answered(true, '/app', (response) => {
    response.setHeader('content-security-policy', 'frame-ancestors https://a.example')
    response.writeHead(200, { 'Cache-Control': 'private, max-age=5' }).end('x')
  })
  expect(own['content-security-policy']).toBe('frame-ancestors https://a.example')
  expect(own['cache-control']).toBe('private, max-age=5')
})

test('files may be kept; without https nothing is promised of it', async () => {
  const file = await answered(false, '/assets/page-abc.js', (response) => response.end('x'))
  expect(file['x-content-type-options']).toBe('nosniff')
  expect(file['cache-control']).toBeUndefined()
  expect(file['strict-transport-security']).toBeUndefined()
})
