import type pg from 'pg'

export interface Table {
  /** Schema and name, quoted for SQL. */
  readonly name: string
  /** Without those that the database works out by itself, quoted. */
  readonly columns: readonly string[]
}

/** Written by the migrations themselves, or true only of processes that run now. */
const notKept = ['public._prisma_migrations', 'graphile_worker.migrations', 'app.worker_process']

/**
 * Every table with data that a backup keeps, each after those that its foreign keys point at.
 * @throws Error when foreign keys go round in a circle, so that no such order is there.
 */
export async function keptTables(client: pg.Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table & { id: number; after: number[] }>(
    `select c.oid::int as id, format('%I.%I', n.nspname, c.relname) as name,
       array(select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
         and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       array(select f.confrelid::int from pg_constraint f where f.contype = 'f' and f.conrelid = c.oid
         and f.confrelid <> c.oid) as after
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'app', 'graphile_worker')
       and n.nspname || '.' || c.relname <> all ($1)
     order by n.nspname, c.relname`,
    [notKept],
  )
  const placed = new Set<number>()
  const ordered: Table[] = []
  let left = rows
  while (left.length > 0) {
    const free = left.filter(({ after }) => after.every((id) => placed.has(id)))
    if (free.length === 0)
      throw new Error(`foreign keys go round: ${left.map(({ name }) => name).join(', ')}`)
    for (const { id, name, columns } of free) {
      placed.add(id)
      ordered.push({ name, columns })
    }
    left = left.filter(({ id }) => !placed.has(id))
  }
  return ordered
}

/** Schema and name of every sequence, and the last number it gave. */
export async function sequences(client: pg.Client): Promise<Readonly<Record<string, string>>> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as last
     from pg_sequences where last_value is not null`,
  )
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]))
}

/**
 * Row-level security hides a shop's rows from everybody but those whom the database lets past it.
 * @throws Error when the role of this connection would see, or write, only a part.
 */
export async function mustSeeAll(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ all: boolean }>(
    'select rolsuper or rolbypassrls as all from pg_roles where rolname = current_user',
  )
  if (!rows[0]?.all)
    throw new Error(
      'the role of OWNER_DATABASE_URL sees no shop: backups need a superuser, or `alter role … bypassrls`',
    )
}
