import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** What on the server calls somebody, and why it is no way to make the app call where it should not. */
const argued: Readonly<Record<string, string>> = {
  'app/platform/outbound.server.ts':
    'the way to addresses that people chose: resolved once, public ones only, nothing followed',
  'app/providers/ask-json.server.ts':
    'carriers, at addresses of the environment; `redirect: error`',
  'app/wiring/stand-in-store.server.ts':
    'stores at *.myshopify.com, or the stand-in of the environment',
  'app/providers/mail/smtp/smtp.server.ts': 'the mail server of the environment',
  'app/platform/otlp.server.ts': 'the collector of the environment',
}

/** Ways out of Node, and libraries that call by themselves. */
const waysOut =
  /(?<![.\w])fetch\(|\bhttps?\.(request|get)\(|= url\.protocol === 'https:' \? https|from '(undici|axios|got|node-fetch)'|createTransport\(|\bnet\.connect\(|\btls\.connect\(|new (WebSocket|EventSource|(otel\.)?OTLPTraceExporter)\(/

const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .map((file) => join('app', file))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|app\/platform\/prisma\//.test(file))

test('every file that calls out of the server is listed, with why it may', () => {
  const calling = files.filter(
    (file) => !file.startsWith('app/ui/') && waysOut.test(readFileSync(file, 'utf8')),
  )
  expect(calling.sort()).toEqual(Object.keys(argued).sort())
})

test('pages in the browser call the app alone: addresses that begin with a slash, or one the page was given', () => {
  const asked = files
    .filter((file) => file.startsWith('app/ui/'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/(?<![.\w])fetch\(([^,)]*)/g)])
    .map(([, first = '']) => first.trim())
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.filter((first) => /https?:/.test(first))).toEqual([])
})
