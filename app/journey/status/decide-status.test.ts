import { expect, test } from 'vitest'
import { decideStatus, type StatusFacts } from './decide-status.ts'
import { looked } from './status-line.ts'

const now = new Date('2026-11-27T12:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000).toISOString()
const nothing = { many: 0, since: null }
const quiet: StatusFacts = {
  ...{ now, installedAt: ago(9_999_999), sweptAt: ago(300), sweepEverySeconds: 600, workers: 1 },
  deliveries: { waiting: nothing, dead: nothing },
  mails: { waiting: nothing, dead: nothing },
  ...{ calls: [], jobs: [], silent: [], privacy: nothing, budget: 0.9, backlogFailedSince: null },
}
const told = (facts: Partial<StatusFacts>) =>
  decideStatus({ ...quiet, ...facts })
    .filter(({ weight }) => weight !== 'well')
    .map(({ kind, weight, name, many, since }) => ({ kind, weight, name, many, since }))

test('a shop with nothing late has everything well, each said once', () => {
  expect(decideStatus(quiet).map(({ kind, weight }) => [kind, weight])).toEqual(
    looked.map((kind) => [kind, 'well']),
  )
})

test('what waits a moment is no trouble; what waits too long is late, since it began', () => {
  const waiting = (seconds: number) => ({ many: 3, since: ago(seconds) })
  expect(told({ deliveries: { waiting: waiting(59), dead: nothing } })).toEqual([])
  expect(told({ deliveries: { waiting: waiting(61), dead: nothing } })).toEqual([
    { kind: 'deliveries_waiting', weight: 'late', name: '', many: 3, since: ago(61) },
  ])
  expect(told({ mails: { waiting: waiting(599), dead: nothing } })).toEqual([])
  expect(told({ mails: { waiting: waiting(601), dead: nothing } })).toHaveLength(1)
  expect(told({ calls: [{ kind: 'fulfil', ...waiting(899) }] })).toEqual([])
  expect(told({ calls: [{ kind: 'fulfil', ...waiting(901) }] })).toMatchObject([
    { kind: 'calls_booked', name: 'fulfil' },
  ])
  const jobs = (seconds: number) => [
    { task: 'ship.fulfil', due: waiting(seconds), failing: nothing, dead: nothing },
  ]
  expect(told({ jobs: jobs(299) })).toEqual([])
  expect(told({ jobs: jobs(301) })).toMatchObject([{ kind: 'jobs_behind', weight: 'late' }])
})

test('three sweeps that did not come are late; a shop that was just installed has time for its first', () => {
  expect(told({ sweptAt: ago(2_099) })).toEqual([])
  expect(told({ sweptAt: ago(2_101) })).toMatchObject([{ kind: 'sweep', since: ago(2_101) }])
  expect(told({ sweptAt: null, installedAt: ago(60) })).toEqual([])
  expect(told({ sweptAt: null, installedAt: null })).toEqual([])
  expect(told({ sweptAt: null, installedAt: ago(4_000) })).toMatchObject([{ kind: 'sweep' }])
})

test('what passes by itself is watched, and stands behind what needs a person, oldest first', () => {
  const all = told({
    workers: 0,
    budget: 0.05,
    deliveries: { waiting: nothing, dead: { many: 1, since: ago(7_200) } },
    mails: { waiting: nothing, dead: { many: 2, since: ago(9_000) } },
    jobs: [
      {
        task: 'track.poll',
        due: nothing,
        failing: { many: 4, since: ago(20_000) },
        dead: { many: 1, since: ago(50) },
      },
    ],
    silent: [{ id: 'p', name: 'Northdock', many: 2, since: ago(3_600) }],
    privacy: { many: 1, since: ago(100_000) },
    backlogFailedSince: ago(10),
  })
  expect(all.map(({ kind }) => kind)).toEqual([
    'workers',
    'privacy_due',
    'mails_dead',
    'dead_letters',
    'partner_silent',
    'jobs_given_up',
    'backlog',
    'store_budget',
    'jobs_failing',
  ])
  expect(all.filter(({ weight }) => weight === 'watch').map(({ kind }) => kind)).toEqual([
    'store_budget',
    'jobs_failing',
  ])
})
