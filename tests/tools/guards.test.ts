import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { withShop } from '../../app/platform/db.server.ts'
import { test } from '../database.ts'

/** A little house with every kind of wrong door in it, and the real rules. */
const planted: Readonly<Record<string, string>> = {
  'app/kernel/ids.ts': `export const id = 1\n`,
  'app/platform/db.server.ts': `export const db = 1\n`,
  'app/kernel/wrong.ts': `import { db } from '../platform/db.server.ts'\nexport const x = db\n`,
  'app/stages/pick/index.server.ts': `import { pack } from '../pack/index.server.ts'\nexport const pick = pack\n`,
  'app/stages/pack/index.server.ts': `export const pack = 1\n`,
  'app/stages/pack/inner.server.ts': `export const inner = 1\n`,
  'app/stages/pack/decide.ts': `import type { Stats } from 'node:fs'\nimport { readFileSync } from 'node:fs'\nexport const y: Stats | typeof readFileSync = readFileSync\n`,
  'app/routes/app.pack.tsx': `import { inner } from '../stages/pack/inner.server.ts'\nexport const z = inner\n`,
  'app/wiring/circle-a.ts': `import { b } from './circle-b.ts'\nexport const a = () => b\n`,
  'app/wiring/circle-b.ts': `import { a } from './circle-a.ts'\nexport const b = () => a\n`,
  'tests/help.ts': `export const help = 1\n`,
  'app/stages/pick/lean-on-tests.server.ts': `import { help } from '../../../tests/help.ts'\nexport const h = help\n`,
}

let house = ''
beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'guards-'))
  for (const [path, text] of Object.entries(planted)) {
    mkdirSync(dirname(join(house, path)), { recursive: true })
    writeFileSync(join(house, path), text)
  }
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    copyFileSync(file, join(house, file))
  symlinkSync(resolve('node_modules'), join(house, 'node_modules'))
})
afterAll(() => rmSync(house, { recursive: true, force: true }))

test('every wrong door planted in the house is found by the import rules', () => {
  const ran = spawnSync(
    resolve('node_modules/.bin/depcruise'),
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'app', 'tests'],
    { cwd: house, encoding: 'utf8', maxBuffer: 32 * 1024 * 1024 },
  )
  const found: { rule: { name: string }; from: string }[] = JSON.parse(ran.stdout).summary
    .violations
  const seen = found.map(({ rule, from }) => `${rule.name} ${from}`)
  expect(seen).toEqual(
    expect.arrayContaining([
      'kernel-may-import-nothing app/kernel/wrong.ts',
      'stages-never-import-each-other app/stages/pick/index.server.ts',
      'no-node-builtins-in-pure-files app/stages/pack/decide.ts',
      'a-stage-has-one-door app/routes/app.pack.tsx',
      'the-app-never-imports-its-tests app/stages/pick/lean-on-tests.server.ts',
    ]),
  )
  expect(seen.some((line) => line.startsWith('no-circles'))).toBe(true)
})

test('a query that forgot its shop does not compile, and the database refuses it', async ({
  database,
  shop,
}) => {
  await withShop(database.db, shop, (tx) =>
    tx.carton.create({
      data: {
        shopId: shop,
        name: 'S',
        lengthMm: 1,
        widthMm: 1,
        heightMm: 1,
        emptyGrams: 1,
        maxGrams: 1,
      },
    }),
  )
  // @ts-expect-error: outside withShop a shop's tables are not there.
  const forgotten: () => Promise<unknown> = () => database.db.carton.findMany()
  await expect(forgotten()).rejects.toThrow(/app\.shop_id|invalid input syntax for type uuid/)
  const byHand = database.pool.query('select * from carton')
  await expect(byHand).rejects.toThrow(/app\.shop_id|invalid input syntax for type uuid/)
})

test('every table of a shop is bound to it by row-level security, forced, and ledgers only grow', async ({
  database,
}) => {
  const { rows } = await database.owner.query<{
    name: string
    bound: boolean
    forced: boolean
    policies: number
    may_update: boolean
  }>(`
    select c.relname as name, c.relrowsecurity as bound, c.relforcerowsecurity as forced,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
      has_table_privilege('app_rw', c.oid, 'update') as may_update
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'shop_id' and not a.attisdropped)`)
  expect(rows.length).toBeGreaterThan(25)
  expect(rows.filter((row) => !row.bound || !row.forced || row.policies === 0)).toEqual([])
  expect(
    rows.filter((row) => ['timeline', 'stock_entry'].includes(row.name) && row.may_update),
  ).toEqual([])
})
