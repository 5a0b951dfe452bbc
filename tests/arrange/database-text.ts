import { isSealed, SealBroken, type ShopVault } from '../../app/platform/vault.server.ts'
import type { TestDatabase } from '../database.ts'

/**
 * Everything the database holds, as somebody who stole a dump would read it: each row of every table of every schema
 * as text, and what lies in bytes as the text it may be.
 * @param vault with it, also what is sealed, as somebody reads it who has the shop's key.
 * @returns `schema.table` with its text.
 */
export async function databaseText(
  database: TestDatabase,
  vault: Pick<ShopVault, 'openBytes'> | null = null,
): Promise<ReadonlyMap<string, string>> {
  const { rows: tables } = await database.owner.query<{ schema: string; name: string }>(`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`)
  const { rows: bytes } = await database.owner.query<{ at: string; name: string }>(`
    select table_schema || '.' || table_name as at, column_name as name from information_schema.columns
    where data_type = 'bytea' and table_schema not in ('pg_catalog', 'information_schema')`)
  const text = new Map<string, string>()
  for (const { schema, name } of tables) {
    const at = `${schema}.${name}`
    const columns = bytes.filter((one) => one.at === at).map((one) => one.name)
    const { rows } = await database.owner.query<Record<string, unknown> & { whole: string }>(
      `select t::text as whole ${columns.map((column) => `, t.${column}`).join('')} from ${at} t`,
    )
    text.set(
      at,
      rows
        .flatMap(({ whole, ...blobs }) => [
          whole,
          ...Object.values(blobs).map((one) => (Buffer.isBuffer(one) ? readable(one, vault) : '')),
        ])
        .join('\n'),
    )
  }
  return text
}

/** Bytes as UTF-8 and as Latin-1, and what was sealed in them. */
function readable(bytes: Buffer, vault: Pick<ShopVault, 'openBytes'> | null): string {
  const plain = `${bytes.toString('utf8')}\n${bytes.toString('latin1')}`
  return vault && isSealed(bytes) ? `${plain}\n${opened(vault, bytes)}` : plain
}

/** Empty where another key sealed it. */
function opened(vault: Pick<ShopVault, 'openBytes'>, bytes: Buffer): string {
  try {
    return vault.openBytes(bytes).toString('utf8')
  } catch (thrown) {
    if (thrown instanceof SealBroken) return ''
    throw thrown
  }
}
