/**
 * A process whose transaction takes too long while its connection is gone and nobody has noticed yet, for the test
 * that it lives on. Arguments: the app's url, the owner's url, and `other` for a fault of another kind.
 */
import pg from 'pg'
import { openDatabase } from '../../app/platform/db.server.ts'
import { openLog } from '../../app/platform/log.server.ts'
import { surviveLateTransactions } from '../../app/platform/unheard-faults.server.ts'

const [appUrl = '', ownerUrl = '', kind] = process.argv.slice(2)
surviveLateTransactions(openLog('silent', 'test'))
if (kind === 'other') void Promise.reject(new Error('of another kind'))

const { db } = openDatabase(appUrl, 2)
const owner = new pg.Client({ connectionString: ownerUrl })
await owner.connect()
const timeout = 300
const late = db.$transaction(
  async (tx) => {
    const [me] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`
    await owner.query('select pg_terminate_backend($1)', [me?.pid])
    // What the database says of it lies unread, as behind a line that was cut, when the timer goes off.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2 * timeout)
    await new Promise((resolve) => setTimeout(resolve, timeout))
    await tx.$queryRaw`select 1`
  },
  { timeout },
)
const said = await late.then(
  () => 'nothing',
  () => 'failed',
)
// Long enough for what nobody hears to be thrown.
await new Promise((resolve) => setTimeout(resolve, 200))
process.stdout.write(said)
process.exit(0)
