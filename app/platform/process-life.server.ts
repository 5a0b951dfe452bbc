import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { Log } from './log.server.ts'
import { piecesUnderWay, thisProcess } from './piece-of-work.server.ts'

export interface ProcessLifeOptions {
  readonly pool: pg.Pool
  readonly log: Log
  readonly beatMs?: number
  /** In whose names this process has taken jobs. */
  readonly workers?: () => readonly string[]
  /** Done after every word, once at a time; what it throws is told and passes. */
  readonly afterBeat?: () => Promise<void>
}

/** Between two words. */
export const usualBeatMs = 1_000
/** A process that said nothing for so long is taken for dead: four words did not come. */
export const usualLeaseMs = 4_500

/** The process as people know it: machine, process id, and what it was started as by its log. */
const label = (log: Log): string =>
  `${hostname()}/${process.pid}/${log.bindings()['process'] ?? ''}`

/** A line that swallows what is sent must not swallow the beat for ever. */
const query_timeout = 5_000

export interface ProcessLife {
  /** The first word was said, or could not be: later ones are tried all the same. */
  readonly begun: Promise<void>
  /** This process leaves in order, holding nothing. */
  stop(): Promise<void>
  /** Says nothing any more, without telling anybody. */
  leave(): Promise<void>
  /** A word between the others, for news that cannot wait. */
  sayNow(): Promise<void>
}

/**
 * Says every moment that this process lives. Web and worker both do: what a process leases (an outgoing call,
 * a mail) is free for others as soon as it is dead.
 */
export function keepAlive({
  pool,
  log,
  beatMs = usualBeatMs,
  workers = () => [],
  afterBeat = () => Promise.resolve(),
}: ProcessLifeOptions): ProcessLife {
  const name = label(log)
  const say = (text: string, values: readonly unknown[]) =>
    pool.query(Object.assign({ text, values: [...values] }, { query_timeout }))
  const sayAlive = () =>
    say('select app.say_alive($1, $2, $3, $4)', [
      ...[thisProcess, name, [...workers()], [...piecesUnderWay()]],
    ])
  let after: Promise<void> | null = null
  const beat = async () => {
    await sayAlive()
    after ??= afterBeat().finally(() => {
      after = null
    })
    // The next word does not wait until its line is given up.
    await Promise.race([after, wait(query_timeout, undefined, { ref: false })])
  }
  const begun = beat()
  // The database is away: nobody else can take jobs either. The next beat tries again.
  const unheard = (err: unknown) => log.warn({ err: String(err) }, 'no word to the queue')
  const quietly = (beating: Promise<void>) =>
    beating.catch(unheard).finally(() => {
      under = null
    })
  let under: Promise<void> | null = quietly(begun)
  const timer = setInterval(() => {
    under ??= quietly(beat())
  }, beatMs)
  const leave = async () => {
    clearInterval(timer)
    await under
  }
  return {
    ...{ begun, leave },
    sayNow: () => sayAlive().then(() => undefined, unheard),
    stop: async () => {
      await leave()
      await say('select app.say_goodbye($1)', [thisProcess])
    },
  }
}
