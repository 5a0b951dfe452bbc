import { expect, test } from 'vitest'
import { currentStop, type KeptStop, replay, type TourCommand } from './replay.ts'

const stop = (id: string, change: Partial<KeptStop> = {}): KeptStop => ({
  ...{
    id,
    version: 0,
    shipmentState: 'picking',
    short: 0,
    isExtra: false,
    mode: 'batch',
    bin: `A-0${id}`,
  },
  ...{ item: { sku: `CUP-${id}`, barcode: null }, title: 'Cup', open: 2, picked: 0, tote: 'T1-A' },
  ...{ binProved: false, toteProved: false, lot: null, serial: null },
  ...change,
})
type Told = readonly [command: Partial<TourCommand>, pick?: string]

/** Commands one after the other, each naming the version that is there. */
function walk(stops: readonly KeptStop[], told: readonly Told[]) {
  const words: string[] = []
  let now = stops
  for (const [command, pick] of told) {
    const at = pick ?? currentStop(now)?.id ?? ''
    const version = now.find(({ id }) => id === at)?.version ?? 0
    const all = { intent: 'scan', pick: at, version, code: '', quantity: 1, ...command } as const
    const done = replay(now, all)
    now = done.stops
    words.push(done.answer.words)
  }
  return { now, words, current: currentStop(now)?.id ?? null }
}

test('a tour is walked to its end without a network', () => {
  const codes = ['A-01', 'CUP-1', 'CUP-1', 'T1-A', 'A-02', 'CUP-2', 'CUP-2', 'T1-A']
  const { now, words, current } = walk(
    [stop('1'), stop('2')],
    codes.map((code) => [{ code }]),
  )
  const atOne = ['Right bin', '1 taken', '1 taken', 'Right tote']
  expect(words).toEqual([...atOne, ...atOne])
  expect(current).toBeNull()
  expect(now.map(({ picked, open, version }) => [picked, open, version])).toEqual([
    [2, 0, 4],
    [2, 0, 4],
  ])
})

test('a wrong scan changes nothing, and the version it named is still right', () => {
  const { now, words } = walk(
    [stop('1')],
    [[{ code: 'A-09' }], [{ code: 'A-01' }], [{ code: 'B' }]],
  )
  expect(words).toEqual(['Wrong bin. Go to A-01', 'Right bin', 'Wrong item. Take CUP-1'])
  expect(now[0]).toMatchObject({ version: 1, picked: 0, binProved: true })
})

test('the same command again, or one for another stop than the current, is not counted', () => {
  const twice = { code: 'A-01', version: 0 }
  const { words } = walk([stop('1'), stop('2')], [[twice], [twice, '1'], [{ code: 'A-02' }, '2']])
  expect(words).toEqual(['Right bin', 'Counted already', 'Counted already'])
})

test('short takes the rest, undo gives the last piece back, and a stopped order is passed by', () => {
  const { now, current } = walk(
    [stop('0', { shipmentState: 'cancelled' }), stop('1', { binProved: true }), stop('2')],
    [[{ code: 'CUP-1' }], [{ intent: 'short' }], [{ intent: 'undo' }, '1'], [{ intent: 'short' }]],
  )
  expect(now[1]).toMatchObject({ picked: 0, short: 2, open: 0 })
  expect(current).toBe('2')
})

test('orders of one piece share a bin: it is proved for all of them, and their versions stay', () => {
  const alike = (id: string) => stop(id, { mode: 'single', bin: 'A-01', open: 1 })
  const { now } = walk(
    [alike('1'), alike('2'), stop('3', { mode: 'single' })],
    [[{ code: 'A-01' }]],
  )
  expect(now.map(({ binProved, version }) => [binProved, version])).toEqual([
    [true, 1],
    [true, 0],
    [false, 0],
  ])
})

test('a stop that was put into the walk meanwhile stops nobody who has not heard of it', () => {
  const stops = [
    stop('1', { open: 0, short: 2 }),
    stop('9', { isExtra: true }),
    stop('2', { bin: 'A-02' }),
    stop('3'),
  ]
  const { words, now, current } = walk(stops, [
    [{ code: 'A-02' }, '2'],
    [{ code: 'A-03' }, '3'],
    [{ code: 'A-09' }, '9'],
  ])
  expect(words).toEqual(['Right bin', 'Counted already', 'Right bin'])
  expect(now.map(({ binProved }) => binProved)).toEqual([false, true, true, false])
  expect(current).toBe('9')
})
