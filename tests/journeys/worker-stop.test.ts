import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import pg from 'pg'
import { expect, onTestFinished } from 'vitest'
import { raiseAlarms } from '../../app/journey/jobs.ts'
import { buildWorker } from '../../tools/build.ts'
import { type TestDatabase, test } from '../database.ts'
import { appEnvironment } from '../demo/app-environment.ts'

const key = () => randomBytes(32).toString('base64')
const nowhere = 'http://127.0.0.1:9'

/** The worker as it is built, on a database of its own, with nobody around it. */
async function startWorker({ appUrl, ownerUrl }: TestDatabase) {
  const folder = '.cache/worker-stop/worker'
  await buildWorker(folder)
  const secrets = { masterKey: key(), linkKey: key(), carrierSecret: key() }
  const child = spawn(process.execPath, [`${folder}/worker.js`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ...appEnvironment(
        { app: nowhere, store: nowhere, carrier: nowhere, smtp: 'smtp://127.0.0.1:9' },
        { ...secrets, apiKey: 'key', apiSecret: key() },
        { sweepSeconds: 600, pollSeconds: 3600 },
      ),
      ...{ DATABASE_URL: appUrl, OWNER_DATABASE_URL: ownerUrl },
    },
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

test('a worker that is told to stop takes no more jobs, however long its clock still needs', async ({
  database,
  shop,
}) => {
  const { owner } = database
  const holder = new pg.Client({ connectionString: database.ownerUrl })
  await holder.connect()
  // The clock's first tick reads every shop, and waits.
  await holder.query('begin')
  await holder.query('lock table shop in access exclusive mode')
  const child = await startWorker(database)
  const lives = () =>
    owner.query('select 1 from app.worker_process').then(({ rowCount }) => rowCount)
  await expect.poll(lives, { timeout: 20_000 }).toBe(1)
  const ticking = `select 1 from pg_locks where relation = 'shop'::regclass and not granted`
  await expect.poll(() => owner.query(ticking).then(({ rowCount }) => rowCount)).toBe(1)
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await expect.poll(lives, { timeout: 5_000 }).toBe(0)
  await owner.query(`select graphile_worker.add_job($1, json_build_object('shopId', $2::text))`, [
    raiseAlarms.name,
    shop,
  ])
  await holder.query('rollback')
  await holder.end()
  expect(await ended).toEqual([0, null])
  const { rows } = await owner.query('select attempts from graphile_worker.jobs where key is null')
  expect(rows).toEqual([{ attempts: 0 }])
})
