import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import pg from 'pg'
import { expect } from 'vitest'
import { test } from '../database.ts'

const shape = `
  select table_name || '.' || column_name as name, data_type, udt_name, is_nullable, replace(coalesce(column_default, ''), 'CURRENT_TIMESTAMP', 'now()') as standard
  from information_schema.columns where table_schema = 'public' and table_name not like '\\_prisma%' order by 1`
// Partial indexes and indexes over expressions are the migrations' own: Prisma's schema cannot say them.
const keys = `
  select t.relname || ' ' || regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING ', case when i.indisunique then 'unique ' else '' end) as definition
  from pg_index i join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
  where n.nspname = 'public' and t.relname not like '\\_prisma%' and i.indpred is null and i.indexprs is null order by 1`

/** What the schema says, as SQL, from Prisma itself. */
function schemaAsSql(url: string): string {
  const ran = spawnSync(
    resolve('node_modules/.bin/prisma'),
    [
      'migrate',
      'diff',
      '--from-empty',
      '--to-schema-datamodel',
      'prisma/schema.prisma',
      '--script',
    ],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        OWNER_DATABASE_URL: url,
        DATABASE_URL: url,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
      },
    },
  )
  if (ran.status !== 0) throw new Error(ran.stderr)
  return ran.stdout
}

test('the schema and the migrations describe the same tables, columns and keys', async ({
  database,
}) => {
  const name = new URL(database.ownerUrl).pathname.slice(1)
  await database.owner.query(`create database ${name}_schema`)
  const url = new URL(database.ownerUrl)
  url.pathname = `/${name}_schema`
  const other = new pg.Client({ connectionString: url.href })
  await other.connect()
  try {
    await other.query(schemaAsSql(url.href))
    expect((await database.owner.query(shape)).rows).toEqual((await other.query(shape)).rows)
    expect((await database.owner.query(keys)).rows).toEqual((await other.query(keys)).rows)
  } finally {
    await other.end()
    await database.owner.query(`drop database ${name}_schema with (force)`)
  }
})
