import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

test.each([
  ['without proxies the header is worth nothing', '9.9.9.9', '1.1.1.1', 0, '9.9.9.9'],
  ['one proxy: the last it added', '10.0.0.1', '6.6.6.6, 1.1.1.1', 1, '1.1.1.1'],
  ['two proxies', '10.0.0.1', '6.6.6.6, 1.1.1.1, 10.0.0.2', 2, '1.1.1.1'],
  ['fewer than there should be', '10.0.0.1', undefined, 2, '10.0.0.1'],
  ['empty parts', '10.0.0.1', ' , 1.1.1.1 ,', 1, '1.1.1.1'],
])('%s', (_what, connection, forwarded, proxies, address) =>
  expect(clientAddress(connection, forwarded, proxies)).toBe(address),
)
