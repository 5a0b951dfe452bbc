/** A process that takes a job and never ends it, for the test that kills it. Argument: the owner's url. */
import { run } from 'graphile-worker'
import pg from 'pg'
import { openLog } from '../../app/platform/log.server.ts'
import { keepWorkerLives } from '../../app/platform/worker-lives.server.ts'

const pool = new pg.Pool({ connectionString: process.argv[2] ?? '', max: 6 })
const lives = await keepWorkerLives({ pool, log: openLog('silent', 'test'), beatMs: 200 })
await run({
  pgPool: pool,
  events: lives.events,
  concurrency: 2,
  pollInterval: 100,
  noHandleSignals: true,
  taskList: {
    slow: async () => {
      process.send?.('taken')
      await new Promise(() => undefined)
    },
  },
})
