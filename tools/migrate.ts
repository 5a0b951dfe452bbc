import { migrate } from '../app/platform/migrate.server.ts'

/** Brings the database of OWNER_DATABASE_URL up to date. Safe to run at every start and from several machines at once. */
const url = process.env['OWNER_DATABASE_URL']
if (!url) {
  console.error('OWNER_DATABASE_URL is not set: it names the database to migrate, as its owner.')
  process.exit(2)
}
const done = await migrate(url)
console.log(done.length === 0 ? 'the database is up to date' : `applied: ${done.join(', ')}`)
