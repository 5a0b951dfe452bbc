import { expect, test } from 'vitest'
import { hostOf, isSafeToOpen } from '../../kernel/web-address.ts'
import { shipBody } from './index.ts'

const bad = [
  'http://track.example/1',
  'javascript:alert(1)',
  'data:text/html,x',
  '//track.example/1',
  'https://dhl.com@evil.example/1',
  'ftp://track.example/1',
  'track.example',
  '',
]
test('an address others will open begins with https and hides nobody behind an @', () => {
  expect(isSafeToOpen('https://track.example/1?a=b#c')).toBe(true)
  for (const address of bad) expect([address, isSafeToOpen(address)]).toEqual([address, false])
})

test('a partner’s tracking address is taken only when it is safe to open, and is told so', () => {
  const told = (url: string) =>
    shipBody.safeParse({ carrier: 'dhl', tracking: [{ number: 'PN1', url }] })
  expect(told('https://track.example/PN1').success).toBe(true)
  for (const address of bad) {
    const read = told(address)
    expect([address, read.success]).toEqual([address, false])
    expect(read.error?.issues[0]?.message).toBe('must be an https address')
  }
})

test('where an address leads is shown as the browser takes it', () => {
  expect(hostOf('https://Track.Example:8443/1')).toBe('track.example:8443')
  expect(hostOf('https://dhl.com@evil.example/1')).toBe('evil.example')
  expect(hostOf('https://dhӏ.com/')).toMatch(/^xn--/)
  expect(hostOf('javascript:alert(1)')).toBeNull()
})
