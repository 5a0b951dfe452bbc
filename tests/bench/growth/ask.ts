import { readFileSync } from 'node:fs'
import type pg from 'pg'

/** What one question costs. Times of a busy machine say little: the work done (CPU, statements) is the same on any. */
export interface Cost {
  /** Milliseconds, of all runs. */
  readonly p95Ms: number
  readonly medianMs: number
  /**
   * Microseconds of CPU a run: of this process (the median: a collection of its whole memory falls on whichever question
   * is there, and is no question's own) and of the database; null where the system does not say (not Linux).
   */
  readonly nodeUs: number
  readonly databaseUs: number | null
  /** A run's statements, those that begin and end its transactions among them. */
  readonly statements: number
}

/** Watches the connections of a pool, from before its first one is opened. */
export function watchPool(pool: pg.Pool) {
  const processes = new Set<number>()
  let statements = 0
  pool.on('connect', (client) => {
    // The driver knows the process at its other end; its types do not say so.
    if ('processID' in client && typeof client.processID === 'number')
      processes.add(client.processID)
    client.query = new Proxy(client.query, {
      apply(query, self, args) {
        statements++
        return Reflect.apply(query, self, args)
      },
    })
  })
  return {
    statements: () => statements,
    /** CPU so far of each process at the other end, in microseconds; empty where the system does not say. */
    cpuUs(): ReadonlyMap<number, number> {
      const used = new Map<number, number>()
      for (const pid of processes)
        try {
          const [nanoseconds] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')
          used.set(pid, Number(nanoseconds) / 1_000)
        } catch {
          // Its connection was idle for too long and is closed.
          processes.delete(pid)
        }
      return used
    },
  }
}

const warming = 10

/** Asks `runs` times, after some that do not count: code and pages are warm, as they are in an app that runs. */
export async function ask(
  watch: ReturnType<typeof watchPool>,
  runs: number,
  question: (run: number) => Promise<unknown>,
): Promise<Cost> {
  for (let run = 0; run < warming; run++) await question(run)
  const ms: number[] = []
  const nodeUs: number[] = []
  const [statements, databaseUs] = [watch.statements(), watch.cpuUs()]
  for (let run = 0; run < runs; run++) {
    const [before, cpu] = [performance.now(), process.cpuUsage()]
    await question(run)
    ms.push(performance.now() - before)
    const { user, system } = process.cpuUsage(cpu)
    nodeUs.push(user + system)
  }
  const databaseUsed = [...watch.cpuUs()].map(([pid, us]) => us - (databaseUs.get(pid) ?? 0))
  ms.sort((a, b) => a - b)
  nodeUs.sort((a, b) => a - b)
  const at = (share: number) => Number((ms[Math.floor(runs * share)] ?? 0).toFixed(1))
  return {
    ...{ p95Ms: at(0.95), medianMs: at(0.5) },
    nodeUs: nodeUs[Math.floor(runs / 2)] ?? 0,
    databaseUs:
      databaseUsed.length === 0
        ? null
        : Math.round(databaseUsed.reduce((sum, us) => sum + us, 0) / runs),
    statements: Math.round((watch.statements() - statements) / runs),
  }
}
