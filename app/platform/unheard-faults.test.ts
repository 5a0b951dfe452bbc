import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect } from 'vitest'
import { type TestDatabase, test } from '../../tests/database.ts'

async function run({ appUrl, ownerUrl }: TestDatabase, ...more: readonly string[]) {
  const script = 'tests/queue/late-transaction-process.ts'
  const child = spawn(process.execPath, [script, appUrl, ownerUrl, ...more])
  const [said, words, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { said, code, words }
}

test('a transaction that took too long on a connection that was gone fails alone; the process lives', async ({
  database,
}) => {
  expect(await run(database)).toMatchObject({ said: 'failed', code: 0 })
})

test('what else nobody caught ends the process', async ({ database }) => {
  const { code, words } = await run(database, 'other')
  expect(code).not.toBe(0)
  expect(words).toContain('of another kind')
})
