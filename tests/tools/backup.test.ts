import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { beforeEach, expect, onTestFinished } from 'vitest'
import { holdMigrations } from '../../app/platform/migrate.server.ts'
import { type BackupKeys, readKeys } from '../../tools/backup/keys.ts'
import { openBackup } from '../../tools/backup/read-backup.ts'
import { readThrough } from '../../tools/backup/read-through.ts'
import { restoreBackup } from '../../tools/backup/restore-backup.ts'
import { takeBackup } from '../../tools/backup/take-backup.ts'
import { emptyDatabase, type TestDatabase, test } from '../database.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'orderwright-backup-'))
  return () => rmSync(folder, { recursive: true, force: true })
})

const key = () => randomBytes(32).toString('base64')
const newKeys = (old?: string) => {
  const master = key()
  return { master, keys: readKeys({ MASTER_KEY: master, OLD_MASTER_KEY: old, LINK_KEY: key() }) }
}
const take = ({ ownerUrl }: Pick<TestDatabase, 'ownerUrl'>, path: string, keys: BackupKeys) =>
  takeBackup(ownerUrl, path, keys.wrapping, keys.prints)
const open = (path: string, keys: BackupKeys) => openBackup(path, keys.wrapping, keys.masterKeys)

async function anEmptyOne() {
  const empty = await emptyDatabase()
  onTestFinished(empty.close)
  return empty
}

/** A backup of a database with one shop and 400 rows about it. */
async function aBackup(database: TestDatabase) {
  const shop = await database.addShop()
  await database.owner.query(
    `insert into delivery (shop_id, topic, event_key, body) select $1, 'orders/create', n::text, sha512(n::text::bytea)
     from generate_series(1, 400) n`,
    [shop],
  )
  const path = join(folder, 'one.backup')
  const { master, keys } = newKeys()
  await take(database, path, keys)
  return { path, master, keys }
}

test('a backup is read by its owner alone and never written over another', async ({ database }) => {
  const { path, keys } = await aBackup(database)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readFileSync(path).includes('shop.example')).toBe(false)
  const before = readFileSync(path)
  writeFileSync(`${path}.part`, 'somebody else is at it')
  await expect(take(database, path, keys)).rejects.toThrow('EEXIST')
  expect(readFileSync(`${path}.part`, 'utf8')).toBe('somebody else is at it')
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('a backup that waits for a migration holds up no index of it', async ({ database }) => {
  const migrator = new pg.Client({ connectionString: database.ownerUrl })
  await migrator.connect()
  await holdMigrations(migrator, 'alone')
  const taking = aBackup(database)
  const asking = `select 1 from pg_stat_activity where datname = current_database() and query like '%advisory_lock_shared%'
    and pid <> pg_backend_pid()`
  await expect.poll(() => database.owner.query(asking).then(({ rowCount }) => rowCount)).toBe(1)
  await migrator.query('create index concurrently shop_by_name on shop (name)')
  await migrator.end()
  await taking
})

test('a backup made under another master key is refused, and says which', async ({ database }) => {
  const { path, master, keys } = await aBackup(database)
  const { keys: others } = newKeys()
  await expect(open(path, others)).rejects.toThrow(
    `${path} cannot be opened: it was made under another master key: ${keys.prints.masterKey}, and ours is ${others.prints.masterKey}`,
  )
  // As after a rotation: the key of then beside the present one.
  const { keys: rotated } = newKeys(master)
  expect((await readThrough(await open(path, rotated))).rows).toBeGreaterThan(400)
})

test('a file that was cut, changed or is another one is named, and nothing is restored', async ({
  database,
}) => {
  const { path, keys } = await aBackup(database)
  const whole = readFileSync(path)
  const head = whole.indexOf('\n')
  const damaged = join(folder, 'damaged.backup')
  const empty = await anEmptyOne()
  const refused = async (bytes: Uint8Array, says: RegExp) => {
    writeFileSync(damaged, bytes)
    const restoring = async () => restoreBackup(empty.ownerUrl, await open(damaged, keys))
    await expect(restoring()).rejects.toThrow(says)
  }
  const flipped = (at: number) => {
    const copy = Buffer.from(whole)
    copy[at] = (copy[at] ?? 0) ^ 1
    return copy
  }
  await refused(Buffer.from('not ours\n'), /damaged\.backup is not a backup of this app/)
  await refused(whole.subarray(0, head + 200), /damaged\.backup is cut off at byte \d+/)
  await refused(whole.subarray(0, -10), /damaged\.backup is cut off at byte \d+, in public\.\w+/)
  await refused(flipped(whole.length - 500), /damaged\.backup is damaged at byte \d+, in public\./)
  await refused(flipped(whole.indexOf('madeAt') + 12), /is (damaged at byte|not a backup)/)
  expect((await empty.owner.query('select 1 from shop')).rowCount).toBe(0)
  // What failed before is no hindrance.
  expect(await restoreBackup(empty.ownerUrl, await open(path, keys))).toMatchObject({
    migrated: [],
  })
  expect((await empty.owner.query('select 1 from delivery')).rowCount).toBe(400)
})

test('a database that is not empty is refused and left as it is', async ({ database }) => {
  const { path, keys } = await aBackup(database)
  const before = await database.owner.query('select count(*) from delivery')
  await expect(restoreBackup(database.ownerUrl, await open(path, keys))).rejects.toThrow(
    'the database is not empty (public.audit, public.delivery, public.shop)',
  )
  expect((await database.owner.query('select count(*) from delivery')).rows).toEqual(before.rows)
})

test('whoever sees only a part of the rows makes no backup', async ({ database }) => {
  const { keys } = newKeys()
  const path = join(folder, 'part.backup')
  await expect(take({ ownerUrl: database.appUrl }, path, keys)).rejects.toThrow('sees no shop')
})
