import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { SealBroken, shopVault } from './vault.server.ts'

test('what one shop sealed only that shop can open', () => {
  const ours = shopVault(randomBytes(32))
  const sealed = ours.seal({ name: 'Łukasz', phone: '+48 22 000 00 00' })
  expect(ours.open(sealed)).toEqual({ name: 'Łukasz', phone: '+48 22 000 00 00' })
  expect(Buffer.from(sealed).includes('ukasz')).toBe(false)
  expect(() => shopVault(randomBytes(32)).open(sealed)).toThrow(SealBroken)
})

test('a sealed thing that was cut or changed does not open', () => {
  const vault = shopVault(randomBytes(32))
  const sealed = vault.seal('x')
  expect(() => vault.open(sealed.subarray(0, 20))).toThrow(SealBroken)
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1
  expect(() => vault.open(sealed)).toThrow(SealBroken)
})

test('the same value is found again by its hash, in the same shop only', () => {
  const key = randomBytes(32)
  expect(shopVault(key).hash('a@example.com')).toEqual(shopVault(key).hash('a@example.com'))
  expect(shopVault(randomBytes(32)).hash('a@example.com')).not.toEqual(
    shopVault(key).hash('a@example.com'),
  )
})
