import pg from 'pg'
import { readConfig } from '../app/platform/config.server.ts'
import { rewrapKeys } from '../app/platform/rewrap-keys.server.ts'
import { openWrapping } from '../app/platform/vault.server.ts'

/**
 * Wraps every shop's data key with MASTER_KEY; keys wrapped with OLD_MASTER_KEY are opened with that. The app goes on
 * running; safe to run twice. Ends with 0 only when every shop's key is wrapped by MASTER_KEY. See docs/running.md.
 */
const config = readConfig(process.env)
const old = config.OLD_MASTER_KEY
const pool = new pg.Pool({ connectionString: config.OWNER_DATABASE_URL, max: 1 })
const done = await rewrapKeys(
  pool,
  openWrapping(Buffer.from(config.MASTER_KEY, 'base64'), old ? Buffer.from(old, 'base64') : null),
)
await pool.end()
console.log(`${done.rewrapped} shop keys wrapped anew, ${done.already} were already`)
if (done.unopened.length > 0) {
  console.error(
    `neither MASTER_KEY nor OLD_MASTER_KEY opens the keys of: ${done.unopened.join(', ')}. Nothing of them was changed.`,
  )
  process.exit(1)
}
