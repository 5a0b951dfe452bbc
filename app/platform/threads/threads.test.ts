import { afterAll, expect, test } from 'vitest'
import {
  believedLiarTask,
  doublingTask,
  exitTask,
  greedyTask,
  hangingTask,
  throwTask,
  unknownTask,
  waitTask,
} from '../../../tests/threads/odd-tasks.ts'
import { openThreads } from './open-threads.server.ts'
import { openThreadsApart } from './open-threads-apart.server.ts'

const entry = new URL('../../../tests/threads/odd-tasks-process.ts', import.meta.url)
const threads = openThreads({ entry, size: 2, memoryMb: 48, graceMs: 200 })
afterAll(() => threads.close())

const codeOf = (err: unknown) =>
  typeof err === 'object' && err && 'code' in err ? err.code : String(err)

test('a task answers the best it has when its time is over', async () => {
  const answer = await threads.run(waitTask, { word: 'so far' }, { limitMs: 30 })
  expect(answer.word).toBe('so far')
  expect(answer.looks).toBeGreaterThan(0)
})

test('no more threads than allowed: a third task waits for its turn and gets it', async () => {
  const started = performance.now()
  const words = await Promise.all(
    ['a', 'b', 'c'].map((word) => threads.run(waitTask, { word }, { limitMs: 120 })),
  )
  expect(words.map((one) => one.word)).toEqual(['a', 'b', 'c'])
  expect(performance.now() - started).toBeGreaterThan(235)
})

test('a task that is given up answers its caller at once, waiting or under way', async () => {
  const one = openThreads({ entry, size: 1, memoryMb: 48, graceMs: 200 })
  const stop = new AbortController()
  const run = (word: string) =>
    one.run(waitTask, { word }, { limitMs: 60_000, signal: stop.signal }).catch(String)
  const both = [run('under way'), run('waiting')]
  stop.abort('changed my mind')
  expect(await Promise.all(both)).toEqual(['changed my mind', 'changed my mind'])
  expect((await one.run(waitTask, { word: 'next' }, { limitMs: 5 })).word).toBe('next')
  await expect(
    one.run(waitTask, { word: 'late' }, { limitMs: 5, signal: AbortSignal.abort('before') }),
  ).rejects.toBe('before')
  await one.close()
})

const long = { limitMs: 20_000 }

test.each([
  ['throws', () => threads.run(throwTask, {}, long), 'thread_task_failed', 'odd.throw: no bin 7'],
  [
    'answers nonsense',
    () => threads.run(believedLiarTask, {}, long),
    'thread_task_failed',
    'truth',
  ],
  [
    'nobody serves',
    () => threads.run(unknownTask, {}, long),
    'thread_task_failed',
    'no task "odd.unknown"; known: odd.wait',
  ],
  [
    'ends its thread',
    () => threads.run(exitTask, {}, long),
    'thread_died',
    'odd.exit: thread left with 3',
  ],
  [
    'fills the memory',
    () => threads.run(greedyTask, {}, long),
    'thread_out_of_memory',
    'needs more than 48 MB',
  ],
] as const)(
  'a task that %s is a fault with a name, and the next one runs',
  async (_, run, code, words) => {
    const err = await run().catch((caught: unknown) => caught)
    expect(codeOf(err)).toBe(code)
    expect(String(err)).toContain(words)
    expect((await threads.run(waitTask, { word: 'next' }, { limitMs: 5 })).word).toBe('next')
  },
)

test('a task that hangs is ended by force', async () => {
  const stop = new AbortController()
  const given = threads.run(hangingTask, {}, { limitMs: 60_000, signal: stop.signal })
  stop.abort('enough')
  await expect(given).rejects.toBe('enough')
  const err = await threads.run(hangingTask, {}, { limitMs: 1 }).catch((caught: unknown) => caught)
  expect(codeOf(err)).toBe('thread_overdue')
  expect((await threads.run(waitTask, { word: 'next' }, { limitMs: 5 })).word).toBe('next')
})

test('threads apart: what ends their whole process is a fault with a name, and the next task runs', async () => {
  const host = new URL('../../../tests/threads/odd-host.ts', import.meta.url)
  const apart = openThreadsApart({ host, entry, size: 1, memoryMb: 32, graceMs: 200 })
  const wait = () => apart.run(waitTask, { word: 'next' }, { limitMs: 5 })
  expect((await wait()).word).toBe('next')
  const failed = async (task: Parameters<typeof apart.run>[0]) =>
    codeOf(await apart.run(task, {}, long).catch((caught: unknown) => caught))
  expect(await failed(throwTask)).toBe('thread_task_failed')
  expect(await failed(exitTask)).toBe('thread_died')
  expect(await failed(doublingTask)).toBe('thread_out_of_memory')
  expect((await wait()).word).toBe('next')
  const stop = new AbortController()
  const given = apart.run(hangingTask, {}, { ...long, signal: stop.signal })
  stop.abort('enough')
  await expect(given).rejects.toBe('enough')
  expect((await wait()).word).toBe('next')
  await apart.close()
  await expect(wait().finally(() => apart.close())).resolves.toMatchObject({ word: 'next' })
})

test('input that is not what the task asks for is refused before any thread', async () => {
  const wrong: { word: string } = JSON.parse('{"word": 7}')
  await expect(threads.run(waitTask, wrong, { limitMs: 5 })).rejects.toThrow('word')
})
