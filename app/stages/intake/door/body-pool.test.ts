import { expect, test } from 'vitest'
import { bodyPool } from './body-pool.server.ts'

test('bodies keep their bytes until they are released, however many share the memory', () => {
  const pool = bodyPool()
  const waiting: { text: string; body: ReturnType<typeof pool.keep> }[] = []
  for (let nth = 0; nth < 5_000; nth++) {
    const text = `${nth}:`.padEnd(100 + ((nth * 7_919) % 9_000), String(nth % 10))
    const [head, tail] = [Buffer.from(text.slice(0, 50)), Buffer.from(text.slice(50))]
    waiting.push({ text, body: pool.keep([head, tail], text.length) })
    // Out of order, as commits end.
    if (nth % 3 === 2) {
      const [one] = waiting.splice((nth * 31) % waiting.length, 1)
      expect(one?.body.bytes.toString()).toBe(one?.text)
      one?.body.release()
      one?.body.release()
    }
  }
  for (const { text, body } of waiting) expect(body.bytes.equals(Buffer.from(text))).toBe(true)
})

test('memory is used again once all that lay in it is released', () => {
  const pool = bodyPool()
  const first = pool.keep([Buffer.alloc(90_000, 1)], 90_000)
  const { buffer } = first.bytes
  first.release()
  const next = pool.keep([Buffer.alloc(90_000, 2)], 90_000)
  expect(next.bytes.buffer).toBe(buffer)
  expect(next.bytes.byteOffset).toBe(0)
})

test('a body larger than what is shared has memory of its own', () => {
  const large = Buffer.alloc(3_000_000, 7)
  const kept = bodyPool().keep([large.subarray(0, 10), large.subarray(10)], large.length)
  expect(kept.bytes.equals(large)).toBe(true)
  kept.release()
  expect(kept.bytes.equals(large)).toBe(true)
})
