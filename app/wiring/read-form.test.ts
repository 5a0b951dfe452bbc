import { expect, test } from 'vitest'
import { readForm } from './read-form.server.ts'

const posted = (body: string, type: string) =>
  new Request('http://app.test/', { method: 'POST', body, headers: { 'content-type': type } })
const form = 'application/x-www-form-urlencoded'

test('zero bytes are taken out of names and words, all else stays as it is', async () => {
  const read = await readForm(posted('a%00b=1%00%002&c=%C3%A9&c=%F0%9F%91%A9&d=%ff', form))
  expect([...read]).toEqual([
    ['ab', '12'],
    ['c', 'é'],
    ['c', '👩'],
    ['d', '\ufffd'],
  ])
})

test('files go through as they are', async () => {
  const body =
    '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\na\0b\r\n--x--\r\n'
  const file = (await readForm(posted(body, 'multipart/form-data; boundary=x'))).get('file')
  expect(file instanceof File && (await file.text())).toBe('a\0b')
})

test.each([
  ['no form at all', '{}', 'application/json'],
  ['no boundary', 'x', 'multipart/form-data'],
  [
    'cut short',
    '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1',
    'multipart/form-data; boundary=x',
  ],
])('%s is a 400 that says what to do', async (_what, body, type) => {
  const refused: unknown = await readForm(posted(body, type)).catch((thrown: unknown) => thrown)
  if (!(refused instanceof Response)) throw new Error('it was read')
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('again')])
})

const part = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n'
test.each([
  ['ampersands', (fields: number) => 'a&'.repeat(fields), form],
  [
    'parts',
    (fields: number) => `${part.repeat(fields)}--x--\r\n`,
    'multipart/form-data; charset=utf-8; boundary="x"',
  ],
])('a form of very many %s is refused before anybody works on them', async (_what, body, type) => {
  expect([...(await readForm(posted(body(4_000), type)))]).toHaveLength(4_000)
  const refused: unknown = await readForm(posted(body(5_001), type)).catch((thrown) => thrown)
  expect(refused).toMatchObject({ status: 413 })
})

test('a file may say a form’s own marks as often as it likes', async () => {
  const body = `--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${'&--y'.repeat(6_000)}\r\n--x--\r\n`
  const file = (await readForm(posted(body, 'multipart/form-data; boundary=x'))).get('file')
  expect(file).toMatchObject({ size: 24_000 })
})
