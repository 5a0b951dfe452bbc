import { Logger, runOnce, type TaskList } from 'graphile-worker'
import pg from 'pg'

/**
 * Does every job that is due and has its work in the list, until none is left, with the real queue.
 * Its connections are closed when this resolves: the database can be dropped.
 */
export async function runJobs(
  { ownerUrl }: { readonly ownerUrl: string },
  taskList: TaskList,
): Promise<void> {
  const pgPool = new pg.Pool({ connectionString: ownerUrl, max: 4 })
  pgPool.on('error', () => undefined)
  pgPool.on('connect', (client) => client.on('error', () => undefined))
  try {
    await runOnce({ pgPool, logger: new Logger(() => () => undefined), taskList })
  } finally {
    await pgPool.end()
  }
}
