import { expect, test } from 'vitest'
import { plainPath } from './plain-path.ts'

test.each([
  ['/partner/sign-in', '/partner/sign-in'],
  ['/Partner/Sign%2Din/?to=/partner', '/partner/sign-in'],
  ['/proxy/track/aB%43/#x', '/proxy/track/abc'],
  ['/', '/'],
  ['?x', '/'],
  ['/%zz', '/%zz'],
])('%s is counted as %s', (url, path) => expect(plainPath(url)).toBe(path))
