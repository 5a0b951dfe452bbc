import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../app/platform/embedded-postgres.server.ts'
import { type LocalDatabase, openLocalDatabase } from '../../tools/local-database.ts'
import { sleep } from '../demo/progress.ts'

export type Ending = 'in order' | 'killed'

export interface ChaosDatabase {
  readonly env: LocalDatabase['env']
  readonly port: number
  /** Past row-level security; null while the database is away or anything else is wrong. */
  ask<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[] | null>
  /** Takes it down and brings it up again at the same place. Resolves when it takes connections. */
  restart(how: Ending): Promise<void>
  stop(): Promise<void>
}

/**
 * Ends a server and all its children in one moment, as a machine without power does: none of them writes out what
 * it still has. The first is held meanwhile, so that it starts no other.
 */
function killAll(postmaster: number): void {
  process.kill(postmaster, 'SIGSTOP')
  // Elsewhere than on Linux they leave by themselves, as soon as they notice.
  const list = `/proc/${postmaster}/task/${postmaster}/children`
  const children = existsSync(list) ? readFileSync(list, 'utf8').split(' ').map(Number) : []
  for (const pid of [...children.filter((child) => child > 0), postmaster]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself in the same moment.
    }
  }
}

/** A durable PostgreSQL that can be taken down in order or killed, and comes back on its own port. */
export async function openChaosDatabase(folder: string, port: number): Promise<ChaosDatabase> {
  const { server: first, env } = await openLocalDatabase(folder, port)
  let server = first
  const pidFile = join(folder, 'cluster', 'postmaster.pid')
  const watch = new pg.Pool({ connectionString: env.OWNER_DATABASE_URL, max: 3 })
  watch.on('error', () => undefined)

  async function comeBack(): Promise<void> {
    const until = Date.now() + 15_000
    for (;;) {
      try {
        server = await startEmbeddedPostgres({ folder, port: first.port })
        if (server.port !== first.port) throw new Error('its port is taken by somebody else')
        return
      } catch (error) {
        // The killed server's children may still be leaving.
        if (Date.now() > until) throw error
        await sleep(200)
      }
    }
  }

  return {
    env,
    port: first.port,
    ask: (text, values = []) =>
      watch.query(text, values).then(
        ({ rows }) => rows,
        () => null,
      ),
    async restart(how) {
      if (how === 'in order') await server.stop()
      else killAll(Number(readFileSync(pidFile, 'utf8').split('\n', 1)[0]))
      if (how === 'killed') await sleep(300)
      await comeBack()
    },
    stop: async () => {
      await watch.end()
      await server.stop()
    },
  }
}
