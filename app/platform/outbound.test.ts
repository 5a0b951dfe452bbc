import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { AddressNotAllowed, isPublicAddress, openOutbound } from './outbound.server.ts'

const message = { headers: { 'content-type': 'application/json' }, body: '{}', timeoutMs: 2_000 }

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::a00:1',
  '2002:a00:1::',
  'ff02::1',
  'not an address',
])('%s is no public address', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each([
  ['http://partner.example/in', 'https://'],
  ['https://user:pass@partner.example/in', 'user name'],
  ['https://127.0.0.1/in', '127.0.0.1'],
  ['https://2130706433/in', '127.0.0.1'],
  ['https://0x7f.1/in', '127.0.0.1'],
  ['https://[::1]/in', '::1'],
  ['https://[::ffff:192.168.0.1]/in', '::ffff:c0a8:1'],
  ['ftp://partner.example/in', 'https://'],
  ['no url', 'no URL'],
])('%s is refused before anything is sent', async (url, why) => {
  const outbound = openOutbound({ allowPrivate: false, resolve: async () => ['8.8.8.8'] })
  const sent = outbound.post(url, message)
  await expect(sent).rejects.toBeInstanceOf(AddressNotAllowed)
  await expect(sent).rejects.toThrow(why)
})

test('a name that leads to one private address among public ones is refused, and the address not told', async () => {
  const outbound = openOutbound({
    allowPrivate: false,
    resolve: async () => ['8.8.8.8', '10.0.0.5'],
  })
  const sent = outbound.post('https://partner.example/in', message)
  await expect(sent).rejects.toThrow('partner.example leads to no public address')
  await expect(sent).rejects.not.toThrow('10.0.0.5')
})

async function listening(
  answer: (path: string) => { status: number; body: string; location?: string },
) {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(`${request.headers.host}${request.url}`)
    const { status, body, location } = answer(request.url ?? '')
    response.writeHead(status, location ? { location } : {}).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { port, seen, close: () => new Promise((resolve) => server.close(resolve)) }
}

test('the checked address is the one connected to: the name is asked once', async () => {
  const partner = await listening(() => ({ status: 202, body: '{"reference":"A1"}' }))
  let asked = 0
  const outbound = openOutbound({
    allowPrivate: true,
    resolve: async () => {
      asked++
      return ['127.0.0.1']
    },
  })
  const answer = await outbound.post(`http://partner.invalid:${partner.port}/in`, message)
  expect(answer).toMatchObject({ status: 202, body: '{"reference":"A1"}' })
  expect(asked).toBe(1)
  expect(partner.seen).toEqual([`partner.invalid:${partner.port}/in`])
  await partner.close()
})

test('a redirect is answered as it came and not followed', async () => {
  const partner = await listening((path) =>
    path === '/in'
      ? { status: 302, body: '', location: '/other' }
      : { status: 200, body: 'secret' },
  )
  const outbound = openOutbound({ allowPrivate: true })
  const answer = await outbound.post(`http://127.0.0.1:${partner.port}/in`, message)
  expect(answer).toMatchObject({ status: 302, body: '' })
  expect(partner.seen).toHaveLength(1)
  await partner.close()
})

test('an endless answer is cut', async () => {
  const partner = await listening(() => ({ status: 200, body: 'x'.repeat(200_000) }))
  const outbound = openOutbound({ allowPrivate: true })
  await expect(outbound.post(`http://127.0.0.1:${partner.port}/in`, message)).rejects.toThrow(
    'more than 65536 bytes',
  )
  await partner.close()
})
