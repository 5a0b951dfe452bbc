/** Loaded before a process: counts what it asks of the database, into the file that STATEMENTS_FILE names. */
import { writeFileSync } from 'node:fs'
import pg from 'pg'

const file = process.env['STATEMENTS_FILE'] ?? ''
let sent = 0
const { query } = pg.Client.prototype
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...args: unknown[]) {
    sent += 1
    return Reflect.apply(query, this, args)
  },
})
setInterval(() => writeFileSync(file, String(sent)), 1_000).unref()
