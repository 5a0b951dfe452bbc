import { expect, test } from 'vitest'
import { imageKind } from './image-kind.ts'

const bytes = (...signs: readonly (number | string)[]) =>
  new Uint8Array(
    Buffer.concat(signs.map((one) => Buffer.from(typeof one === 'string' ? one : [one]))),
  )

test('a picture is known by its own bytes', () => {
  expect(imageKind(bytes(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg')
  expect(imageKind(bytes(0x89, 'PNG\r\n', 0x1a, '\n'))).toBe('image/png')
  expect(imageKind(bytes('RIFF', 0, 0, 0, 0, 'WEBP'))).toBe('image/webp')
})

test('what only calls itself a picture is none', () => {
  for (const other of ['<svg onload=alert(1)>', '<html>', 'GIF89a', 'RIFF....WAVE', '', 'PNG'])
    expect([other, imageKind(bytes(other))]).toEqual([other, null])
})
