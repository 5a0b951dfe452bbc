import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as ask, createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { packFiles } from '../../../tools/pack-files.ts'
import { builtFiles, packedPages } from './packed.server.ts'
import { safeHeaders } from './safe-headers.server.ts'

const script = `export const words = ${JSON.stringify('all that is said '.repeat(400))}`

async function served(pages: express.RequestHandler) {
  const folder = mkdtempSync(join(tmpdir(), 'orderwright-packed-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets', 'page-abc123.js'), script)
  writeFileSync(join(folder, 'assets', 'tiny-abc123.js'), 'export {}')
  writeFileSync(join(folder, 'app.css'), '.a { color: red }\n'.repeat(300))
  await packFiles(folder)
  const app = express()
  const add = safeHeaders(true)
  app.use((request, response, next) => {
    add(response, request.url)
    next()
  })
  app.use(builtFiles(folder), packedPages())
  app.use(pages)
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const at = server.address()
  const port = typeof at === 'object' ? at?.port : 0
  return (path: string, accepts = 'gzip, deflate, br') =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { 'accept-encoding': accepts }
      ask({ port, path, headers }, resolve).on('error', reject).end()
    })
}

test('files are sent as the browser takes them, for a year where their name has a digest', async () => {
  const get = await served((_, response) => response.status(404).end())
  const brotli = await get('/assets/page-abc123.js')
  const bytes = await buffer(brotli)
  expect(brotli.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': expect.stringContaining('javascript'),
    'cache-control': 'public,max-age=31536000,immutable',
    'x-content-type-options': 'nosniff',
    vary: 'Accept-Encoding',
  })
  expect(bytes.length).toBeLessThan(script.length / 20)
  expect(brotliDecompressSync(bytes).toString()).toBe(script)

  const gzip = await get('/assets/page-abc123.js', 'gzip')
  expect(gzip.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(await buffer(gzip)).toString()).toBe(script)
  const plain = await get('/assets/page-abc123.js', '')
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect((await buffer(plain)).toString()).toBe(script)
  expect((await get('/assets/tiny-abc123.js')).headers['content-encoding']).toBeUndefined()
  expect((await get('/app.css')).headers).toMatchObject({
    'content-encoding': 'br',
    'cache-control': 'public,max-age=3600',
  })
  for (const outside of ['/assets/none.js', '/assets/../../etc/passwd', '/assets/%2e%2e/app.ts'])
    expect((await get(outside)).statusCode).toBe(404)
})

test('a page is packed while it streams; what is no page, and shoppers’ pages, go as they are', async () => {
  const words = '<p>what stands on the page</p>'.repeat(100)
  const { promise: goOn, resolve: proceed } = Promise.withResolvers<void>()
  const get = await served((request, response) => {
    const type = request.url.endsWith('.pdf') ? 'application/pdf' : 'text/html; charset=utf-8'
    response.writeHead(200, { 'content-type': type })
    if (request.url !== '/app') return void response.end(words)
    response.write(words)
    response.flush()
    return void goOn.then(() => response.end(words))
  })
  const page = await get('/app', 'gzip')
  expect(page.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'no-store' })
  // The first half is there before the second is made.
  const parts: Buffer[] = []
  page.on('data', (part: Buffer) => {
    parts.push(part)
    proceed()
  })
  await new Promise((resolve) => page.once('end', resolve))
  expect(gunzipSync(Buffer.concat(parts)).toString()).toBe(words + words)
  for (const path of ['/app/label.pdf', '/proxy/track/abc']) {
    const answer = await get(path)
    expect([path, answer.headers['content-encoding']]).toEqual([path, undefined])
    expect((await buffer(answer)).toString()).toBe(words)
  }
})
