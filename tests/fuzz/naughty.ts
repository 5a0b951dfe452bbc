import type { Chance } from './chance.ts'

/** Words that have broken programs before: empty, huge, other scripts, code of other languages, bytes that are no text. */
export const words: readonly [string, ...string[]] = [
  ...([
    '',
    ' ',
    '0',
    '-1',
    '1e309',
    'NaN',
    'null',
    'undefined',
    'true',
    '[object Object]',
  ] as const),
  ...[
    '9'.repeat(400),
    '99999999999999999999',
    '2147483648',
    '-9223372036854775809',
    '0x10',
    '1,5',
    '１２',
  ],
  ...[
    '\0',
    'a\0b',
    '\ud800',
    'x\udfff',
    '\ufeff',
    '\u202eabc',
    '\u200b',
    'é',
    '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  ],
  ...['שלום', 'مرحبا بالعالم', '你好', 'ᚠᛇᚻ', 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!', 'x'.repeat(70_000)],
  ...[
    "'",
    '"',
    "' or 1=1 --",
    '; drop table sales_order; --',
    '$1',
    '%s%n',
    '{{7*7}}',
    '$' + '{7*7}',
    '<%= 7 %>',
  ],
  ...[
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '</title>',
    ']]>',
  ],
  ...[
    '../../etc/passwd',
    '..\\..\\x',
    'file:///etc/passwd',
    'http://169.254.169.254/',
    'http://[::1]:5432/',
    'CON',
  ],
  ...[
    '=1+1',
    '+1',
    '-1+1',
    '@SUM(A1)',
    '=HYPERLINK("http://x")',
    '\t=1',
    '\r\nX-Injected: 1',
    'a\r\nb',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'],
  ...[
    '^XA^FDx^FS^XZ',
    '~JR',
    '^FX',
    '%PDF-1.7',
    'gid://shopify/Order/1',
    'gid://shopify/Order/',
    '#1001',
  ],
  ...[
    '2026-02-30',
    '9999-12-31T23:59:60Z',
    '0000-00-00',
    '-271821-04-20',
    '24:00',
    'Europe/Nowhere',
  ],
  ...[
    '019f0000-0000-7000-8000-000000000001',
    '019F0000-0000-7000-8000-000000000001',
    'a@b',
    `${'a'.repeat(300)}@example.com`,
  ],
]

/** Values JSON can say and programs do not expect. */
function value(chance: Chance, depth = 0): unknown {
  switch (chance.upTo(depth > 4 ? 6 : 9)) {
    case 0:
      return null
    case 1:
      return chance.maybe(0.5)
    case 2:
      return chance.one([0, -0, -1, 1.5, 1e21, -1e308, 2 ** 53, 4_294_967_296, 1e-7])
    case 3:
    case 4:
    case 5:
      return chance.one(words)
    case 6:
      return Array.from({ length: chance.upTo(5) }, () => value(chance, depth + 1))
    case 7:
      return Array.from({ length: chance.one([0, 1, 1_500]) }, () => chance.one(words).slice(0, 20))
    default:
      return Object.fromEntries(
        Array.from({ length: chance.upTo(5) }, () => [
          chance.one(words).slice(0, 40),
          value(chance, depth + 1),
        ]),
      )
  }
}

/** A copy of something sound in which a few places hold something else, are gone, or stand twice. */
function bent(sound: unknown, chance: Chance): unknown {
  if (chance.maybe(0.04)) return value(chance)
  if (Array.isArray(sound)) {
    const all = sound.map((one) => bent(one, chance))
    return chance.maybe(0.05) ? [...all, ...all, value(chance)] : all
  }
  if (typeof sound === 'object' && sound !== null)
    return Object.fromEntries(
      Object.entries(sound).flatMap(([key, one]) =>
        chance.maybe(0.03) ? [] : [[key, bent(one, chance)]],
      ),
    )
  return sound
}

/** A body that may not even be JSON: nested without end, keys twice, huge numbers, cut, in another encoding. */
export function jsonBytes(sound: unknown, chance: Chance): Buffer {
  const text = JSON.stringify(bent(sound, chance)) ?? ''
  switch (chance.upTo(12)) {
    case 0:
      return Buffer.from(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)
    case 1:
      return Buffer.from('{"a":'.repeat(5_000))
    case 2:
      return Buffer.from(text.replace('{', '{"id":1,"id":2,"__proto__":{"admin":true},'))
    case 3:
      return Buffer.from(text.replace(/\d+/, '9'.repeat(500)))
    case 4:
      return Buffer.from(text.slice(0, chance.upTo(text.length)))
    case 5:
      return Buffer.from(text, 'utf16le')
    case 6:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])
    case 7:
      return Buffer.from(text, 'latin1')
    case 8:
      return Buffer.from(text.replace(/"([^"]{3})/, '"\\ud800$1\\u0000'))
    default:
      return Buffer.from(text)
  }
}

/** A form's body: percent signs, bytes that are no UTF-8, names twice. */
export function formBytes(fields: Readonly<Record<string, string>>, chance: Chance): Buffer {
  const pairs = Object.entries(fields).flatMap(([name, sound]) => {
    if (chance.maybe(0.1)) return []
    const said = chance.maybe(0.4) ? chance.one(words) : sound
    const pair = `${encoded(name)}=${encoded(said)}`
    return chance.maybe(0.1) ? [pair, pair] : [pair]
  })
  if (chance.maybe(0.1)) pairs.push('%=%zz', '&&=&', '%ed%a0%80=%ff%fe%00', '__proto__=1')
  return Buffer.from(pairs.join('&'))
}

/** As a browser writes it, where it can; half a surrogate goes as the bytes it would have. */
export const encoded = (text: string): string =>
  text.isWellFormed()
    ? encodeURIComponent(text)
    : `${encodeURIComponent(text.toWellFormed())}%ed%a0%80`
