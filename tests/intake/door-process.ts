/** A door as a process of its own, for the test that kills it: says its port to whoever started it.
 * Arguments: the database's url, as the app's role. */
import { randomBytes } from 'node:crypto'
import http from 'node:http'
import { openDatabase } from '../../app/platform/db.server.ts'
import { openVaults } from '../../app/platform/vault.server.ts'
import { webhookDoor } from '../../app/stages/intake/index.server.ts'
import { log, secret } from './deliveries.ts'

const { db, pool } = openDatabase(process.argv[2] ?? '', 4)
await db.$executeRaw`update shop set wrapped_key = null`
const door = webhookDoor({
  config: { SHOPIFY_API_SECRET: secret },
  pool,
  vaults: openVaults(db, randomBytes(32)),
  log,
})
const server = http.createServer(door)
server.listen(0, '127.0.0.1', () => {
  const at = server.address()
  process.send?.(typeof at === 'object' ? at?.port : 0)
})
