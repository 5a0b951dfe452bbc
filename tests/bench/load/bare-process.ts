/** A server that checks the signature over the raw bytes, and nothing else: what Node itself can do. */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const [port = '0', secret = ''] = process.argv.slice(2)
const key = createSecretKey(Buffer.from(secret))
createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const right = createHmac('sha256', key).update(Buffer.concat(chunks)).digest()
    const given = Buffer.from(String(request.headers['x-shopify-hmac-sha256']), 'base64')
    const good = given.length === right.length && timingSafeEqual(given, right)
    response.writeHead(good ? 200 : 401, { 'content-length': 0 }).end()
  })
}).listen(Number(port), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
