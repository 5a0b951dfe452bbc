import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { test as base, inject } from 'vitest'
import { type ShopId, shopId } from '../app/kernel/ids.ts'
import { type Db, type OpenDatabase, openDatabase } from '../app/platform/db.server.ts'
import { openVaults, type Vaults } from '../app/platform/vault.server.ts'

export interface TestDatabase {
  /** As the app sees it: a role that owns nothing, bound by row-level security. */
  readonly db: Db
  readonly pool: pg.Pool
  /** For Shopify's session storage. */
  readonly sessions: OpenDatabase['sessions']
  readonly appUrl: string
  readonly ownerUrl: string
  /** As the owner sees it: past row-level security. For arranging and for proving, never for the app. */
  readonly owner: pg.Client
  readonly vaults: Vaults
  /** Jobs that wait, oldest first. */
  jobs(): Promise<{ task: string; key: string | null }[]>
  addShop(domain?: string): Promise<ShopId>
}

const urlFor = (database: string, user: string) => {
  const url = new URL(inject('postgresUrl'))
  url.pathname = database
  url.username = user
  return url.href
}

export interface EmptyDatabase {
  readonly ownerUrl: string
  /** Works once there is a schema. */
  readonly appUrl: string
  readonly owner: pg.Client
  close(): Promise<void>
}

/** A database that was just created: no schema, no rows. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: inject('postgresUrl') })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const ownerUrl = urlFor(name, 'postgres')
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  return {
    ...{ ownerUrl, owner, appUrl: urlFor(name, 'app_rw') },
    close: async () => {
      await owner.end()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

/** Its own copy of the migrated database; also for tests that start whole processes on it. */
export async function copyDatabase(): Promise<TestDatabase & { close(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: inject('postgresUrl') })
  await admin.connect()
  await admin.query(`create database ${name} template template_orderwright`)
  const ownerUrl = urlFor(name, 'postgres')
  const appUrl = urlFor(name, 'app_rw')
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const open = openDatabase(appUrl, 10)
  const vaults = openVaults(open.db, randomBytes(32))
  return {
    db: open.db,
    pool: open.pool,
    sessions: open.sessions,
    appUrl,
    ownerUrl,
    owner,
    vaults,
    jobs: async () =>
      (
        await owner.query(
          'select task_identifier as task, key from graphile_worker.jobs order by id',
        )
      ).rows,
    // Tests place the same little order again and again: whoever tests duplicates switches them on.
    addShop: async (domain = `shop-${randomUUID().slice(0, 8)}.myshopify.com`) => {
      const { rows } = await owner.query<{ id: string }>(
        `insert into shop (domain, name, email, wrapped_key, installed_at, settings) values ($1, 'Test shop', 'shop@example.com', $2, now(), '{"duplicateStrictness": "off"}') returning id`,
        [domain, Buffer.from(vaults.newWrappedKey())],
      )
      return shopId(rows[0]?.id ?? '')
    },
    close: async () => {
      await open.close()
      await owner.end()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

interface Fixtures {
  database: TestDatabase
  shop: ShopId
}

/** A test with its own copy of the real database, and one shop in it. */
export const test = base.extend<Fixtures>({
  database: async ({}, use) => {
    const database = await copyDatabase()
    await use(database)
    await database.close()
  },
  shop: async ({ database }, use) => {
    await use(await database.addShop())
  },
})
