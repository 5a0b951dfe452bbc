import { existsSync } from 'node:fs'
import { readConfig } from '../app/platform/config.server.ts'
import { longestStopMs } from '../app/platform/longest-stop.ts'
import { migrate } from '../app/platform/migrate.server.ts'
import { appScripts } from './app-processes.ts'
import { openLocalDatabase } from './local-database.ts'
import { type StartedProcess, startProcess, untilAnswers } from './processes.ts'

/**
 * `npm start`: web and worker in one process tree, for a machine that is all there is. With no
 * DATABASE_URL a PostgreSQL of our own is started in `./data`. `npm start web` or `npm start worker`
 * runs one of them alone, for many machines against one database.
 */
const which = process.argv[2] ?? 'all'
if (!['all', 'web', 'worker'].includes(which)) {
  console.error('usage: npm start [all | web | worker]')
  process.exit(2)
}
if (!existsSync('build/server/index.js') || !existsSync('build/worker/worker.js')) {
  console.error('There is no build yet: run `npm run build` first.')
  process.exit(2)
}

const local = process.env['DATABASE_URL']
  ? null
  : await openLocalDatabase(process.env['DATA_FOLDER'] ?? 'data')
const env = { NODE_ENV: 'production', ...(local?.env ?? {}) }
const stopDatabase = () => local?.server.stop() ?? Promise.resolve()

try {
  const config = readConfig({ ...process.env, ...env })
  if (!local) await migrate(config.OWNER_DATABASE_URL)
  const logs = process.env['LOG_FOLDER'] ?? 'logs'
  const plans = [
    { name: 'web', script: appScripts.web },
    { name: 'worker', script: appScripts.worker },
  ].filter((plan) => which === 'all' || plan.name === which)
  const running: StartedProcess[] = plans.map((plan) =>
    startProcess({ ...plan, env: { ...env, ORDERWRIGHT_PROCESS: plan.name }, logs }),
  )
  const web = running.find((one) => one.name === 'web')
  if (web) await untilAnswers(`http://${config.HOST}:${config.PORT}/healthz`, web)
  console.log(
    `orderwright ${which} runs${web ? ` at http://${config.HOST}:${config.PORT}` : ''}; logs in ${logs}/`,
  )

  let asked = false
  const stopAll = async () => {
    if (asked) return
    asked = true
    await Promise.all(running.map((one) => one.stop(longestStopMs + 5_000)))
    await stopDatabase()
  }
  process.on('SIGTERM', stopAll)
  process.on('SIGINT', stopAll)
  const first = await Promise.race(
    running.map(async (one) => ({ name: one.name, code: await one.ended })),
  )
  if (!asked)
    console.error(
      `${first.name} ended with ${first.code}; stopping the rest. See ${logs}/${first.name}.log`,
    )
  const unasked = !asked
  await stopAll()
  process.exit(unasked ? 1 : 0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  await stopDatabase()
  process.exit(1)
}
