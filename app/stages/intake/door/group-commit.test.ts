import { expect, test } from 'vitest'
import { groupCommit, QueueFull } from './group-commit.server.ts'

const limits = {
  ...{ rows: 3, bytes: 100, commits: 1, together: 2, patienceMs: 5 },
  ...{ waitingRows: 6, waitingBytes: 1_000 },
}

/** Commits that the test lets through one by one. */
function heldCommits() {
  const batches: (readonly string[])[] = []
  const gates: (() => void)[] = []
  return {
    batches,
    commit: (batch: readonly string[]) => {
      batches.push(batch)
      return new Promise<void>((resolve) => gates.push(resolve))
    },
    async letThrough() {
      await new Promise((resolve) => setImmediate(resolve))
      gates.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

test('what comes while a commit is under way shares the next one', async () => {
  const held = heldCommits()
  const group = groupCommit(held.commit, limits)
  const answered: string[] = []
  const add = (name: string) => void group.add(name, 1).then(() => answered.push(name))
  add('a')
  await held.letThrough()
  expect(answered).toEqual(['a'])
  add('b')
  await new Promise((resolve) => setImmediate(resolve))
  for (const name of ['c', 'd', 'e', 'f']) add(name)
  await held.letThrough()
  await held.letThrough()
  expect(held.batches).toEqual([['a'], ['b'], ['c', 'd', 'e'], ['f']])
  expect(answered).toEqual(['a', 'b', 'c', 'd', 'e'])
  await held.letThrough()
  await group.settled()
  expect(answered).toHaveLength(6)
})

test('a second commit goes beside a slow one once enough waits, and after a while for the one that waits alone', async () => {
  const held = heldCommits()
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  const group = groupCommit(held.commit, { ...limits, commits: 2, together: 2, patienceMs: 60_000 })
  const all = [group.add('slow', 1)]
  await turn()
  all.push(group.add('a', 1))
  await turn()
  expect(held.batches).toEqual([['slow']])
  all.push(group.add('b', 1))
  await turn()
  expect(held.batches).toEqual([['slow'], ['a', 'b']])
  for (let nth = 0; nth < 2; nth++) await held.letThrough()
  await Promise.all(all)

  const alone = heldCommits()
  const patient = groupCommit(alone.commit, { ...limits, commits: 2, together: 2, patienceMs: 5 })
  const both = [patient.add('slow', 1)]
  await turn()
  both.push(patient.add('alone', 1))
  await expect.poll(() => alone.batches).toEqual([['slow'], ['alone']])
  for (let nth = 0; nth < 2; nth++) await alone.letThrough()
  await Promise.all(both)
})

test('nobody is answered before the commit is through', async () => {
  const held = heldCommits()
  const group = groupCommit(held.commit, limits)
  let answered = false
  void group.add('a', 1).then(() => {
    answered = true
  })
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect([held.batches.length, answered]).toEqual([1, false])
  await held.letThrough()
  expect(answered).toBe(true)
})

test('a batch that fails fails for all of it, and the next goes on', async () => {
  let nth = 0
  const group = groupCommit<string>(async () => {
    if (++nth === 1) throw new Error('the line was cut')
  }, limits)
  const first = await Promise.allSettled([group.add('a', 1), group.add('b', 1)])
  expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(group.add('c', 1)).resolves.toBeUndefined()
})

test('a batch is no larger than it may be; one entry alone may', async () => {
  const sizes: number[] = []
  const group = groupCommit<number>(async (batch) => {
    sizes.push(batch.length)
  }, limits)
  await Promise.all([group.add(1, 60), group.add(2, 60), group.add(3, 500), group.add(4, 1)])
  expect(sizes).toEqual([1, 1, 1, 1])
})

test('beyond what may wait it refuses at once, and takes again when there is room', async () => {
  const held = heldCommits()
  const group = groupCommit(held.commit, { ...limits, waitingRows: 2 })
  const first = group.add('a', 1)
  await new Promise((resolve) => setImmediate(resolve))
  const waiting = [group.add('b', 1), group.add('c', 1)]
  expect(group.isFull()).toBe(true)
  await expect(group.add('d', 1)).rejects.toThrow(QueueFull)
  await held.letThrough()
  await held.letThrough()
  await Promise.all([first, ...waiting])
  expect(group.isFull()).toBe(false)
})

test('whoever is answered may send the next at once', async () => {
  const group = groupCommit<number>(async () => undefined, limits)
  let left = 200
  const again = async (): Promise<void> => {
    if (left-- <= 0) return
    await group.add(left, 1)
    return again()
  }
  await Promise.all([again(), again(), again()])
  await group.settled()
  expect(left).toBeLessThan(0)
})
