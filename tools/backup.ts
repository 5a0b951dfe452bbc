import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { databaseAtHand } from './backup/database-at-hand.ts'
import { readKeys } from './backup/keys.ts'
import { takeBackup } from './backup/take-backup.ts'

/**
 * `npm run backup -- FILE_OR_FOLDER`: all that the database holds, as it was in one moment, while the app goes on.
 * In a folder the file is named after the moment. See docs/running.md.
 */
const [to, ...more] = process.argv.slice(2)
if (!to || more.length > 0) {
  console.error('usage: npm run backup -- FILE_OR_FOLDER')
  process.exit(2)
}
try {
  const keys = readKeys(process.env)
  const moment = new Date().toISOString().slice(0, 19).replaceAll(':', '')
  const isFolder = existsSync(to) && statSync(to).isDirectory()
  const path = isFolder ? join(to, `orderwright-${moment}Z.backup`) : to
  if (existsSync(path)) throw new Error(`${path} is there already; it is not written over`)
  const database = await databaseAtHand(process.env)
  try {
    const kept = await takeBackup(database.ownerUrl, path, keys.wrapping, keys.prints)
    console.log(`${path}: ${kept.rows} rows of ${kept.tables} tables, ${kept.bytes} bytes`)
  } finally {
    await database.close()
  }
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
