import { parseArgs } from 'node:util'
import { databaseAtHand } from './backup/database-at-hand.ts'
import { readKeys } from './backup/keys.ts'
import { openBackup } from './backup/read-backup.ts'
import { readThrough } from './backup/read-through.ts'
import { restoreBackup } from './backup/restore-backup.ts'

/**
 * `npm run restore -- FILE`: brings a backup into an empty database and that up to date. `--check` only reads the
 * file from its beginning to its end and says what is in it. See docs/running.md.
 */
const usage = 'usage: npm run restore -- [--check] FILE'
const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { check: { type: 'boolean' } },
})
const [path, ...more] = positionals
if (!path || more.length > 0) {
  console.error(usage)
  process.exit(2)
}
try {
  const keys = readKeys(process.env)
  const backup = await openBackup(path, keys.wrapping, keys.masterKeys)
  console.log(`${path} was made at ${backup.heading.madeAt}`)
  if (backup.heading.linkKey !== keys.prints.linkKey)
    console.error('LINK_KEY is another one: links in letters that were sent will not open')
  if (values['check']) {
    const { tables, rows } = await readThrough(backup)
    console.log(`it is whole: ${rows} rows of ${tables} tables`)
    process.exit(0)
  }
  const database = await databaseAtHand(process.env)
  try {
    const done = await restoreBackup(database.ownerUrl, backup)
    console.log(`${done.rows} rows of ${done.tables} tables are back`)
    if (done.migrated.length > 0) console.log(`then applied: ${done.migrated.join(', ')}`)
    console.log('Before the app starts: `alter role app_rw password …`, unless npm start does it')
  } finally {
    await database.close()
  }
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
