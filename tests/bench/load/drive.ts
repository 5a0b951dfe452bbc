import { setTimeout as sleep } from 'node:timers/promises'
import { type LoadLine, openLoadLine } from './line.ts'
import type { Aim, Prepared } from './request.ts'

export interface Driven {
  readonly seconds: number
  /** By status; 0: the line broke. */
  readonly statuses: Readonly<Record<string, number>>
  /** Milliseconds from sending (open loop: from the moment it was due) to the whole answer, of each 200. */
  readonly ms: readonly number[]
  /** Events that were answered 200. */
  readonly answered: readonly string[]
}

interface Wish {
  readonly aim: Aim
  readonly prepared: readonly Prepared[]
  readonly connections: number
  readonly seconds: number
  /** Before every event's id, so that two runs never meet. */
  readonly run: string
}

function scribe() {
  const statuses: Record<string, number> = {}
  const ms: number[] = []
  const answered: string[] = []
  return {
    note(event: string, status: number, took: number) {
      statuses[status] = (statuses[status] ?? 0) + 1
      if (status !== 200) return
      ms.push(took)
      answered.push(event)
    },
    result: (seconds: number): Driven => ({ seconds, statuses, ms, answered }),
  }
}

/** Ids as stores make them: one lies anywhere among all others. */
const eventId = (run: string, nth: number): string =>
  `${(Math.imul(nth, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}-${run}-${nth}`

/** Each connection sends its next delivery as soon as the last is answered: how much goes through. */
export async function closedLoop({
  aim,
  prepared,
  connections,
  seconds,
  run,
}: Wish): Promise<Driven> {
  const notes = scribe()
  const from = performance.now()
  const until = from + seconds * 1_000
  let nth = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const line = openLoadLine(aim.host, aim.port)
      for (;;) {
        const now = performance.now()
        if (now >= until) break
        nth += 1
        const event = eventId(run, nth)
        const one = prepared[nth % prepared.length]
        if (!one) break
        const status = await line.send(one, event)
        notes.note(event, status, performance.now() - now)
        if (status === 0) await sleep(20)
      }
      line.close()
    }),
  )
  return notes.result((performance.now() - from) / 1_000)
}

/**
 * Deliveries come at a fixed rate whether they are answered or not: how long one waits. What is due while every
 * connection is busy waits for one, and its wait counts.
 */
export async function openLoop(wish: Wish & { readonly perSecond: number }): Promise<Driven> {
  const { aim, prepared, connections, seconds, perSecond, run } = wish
  const notes = scribe()
  const free: LoadLine[] = Array.from({ length: connections }, () =>
    openLoadLine(aim.host, aim.port),
  )
  const all = [...free]
  const due: { readonly event: string; readonly at: number; readonly one: Prepared }[] = []
  let under = 0
  const pump = () => {
    while (due.length > 0) {
      const line = free.pop()
      if (!line) return
      const next = due.shift()
      if (!next) return
      under += 1
      void line.send(next.one, next.event).then((status) => {
        under -= 1
        free.push(line)
        notes.note(next.event, status, performance.now() - next.at)
        pump()
      })
    }
  }
  const from = performance.now()
  const total = Math.floor(perSecond * seconds)
  let nth = 0
  while (nth < total) {
    const now = performance.now()
    for (; nth < total && from + (nth / perSecond) * 1_000 <= now; nth++) {
      const one = prepared[nth % prepared.length]
      if (one) due.push({ event: eventId(run, nth), at: from + (nth / perSecond) * 1_000, one })
    }
    pump()
    // Sleeping until the next is due leaves the cores to what is measured.
    await sleep(Math.max(1, from + (nth / perSecond) * 1_000 - performance.now()))
  }
  const patience = performance.now() + 60_000
  while ((due.length > 0 || under > 0) && performance.now() < patience) await sleep(5)
  const took = (performance.now() - from) / 1_000
  for (const line of all) line.close()
  return notes.result(took)
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
