import { expect, test } from 'vitest'
import { cookieName } from './cookie-name.ts'

test('by https a cookie is kept to its host, by http it has its plain name', () => {
  expect(cookieName('orderwright_partner', 'https://app.example')).toBe(
    '__Host-orderwright_partner',
  )
  expect(cookieName('orderwright_partner', 'http://127.0.0.1:3000')).toBe('orderwright_partner')
})
