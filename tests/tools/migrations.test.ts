/** The version before goes on running while migrations run and after them, so none takes away or demands in one step. */
import { expect, test } from 'vitest'
import { migrations } from '../../app/platform/migrate.server.ts'

/** What an older process would stumble over; a new thing beside the old one does the same, and a later version takes the old one away. */
const refused: Readonly<Record<string, RegExp>> = {
  'drops a table': /\bdrop\s+table\b/i,
  'drops a column': /\bdrop\s+column\b/i,
  'drops a function': /\bdrop\s+function\b/i,
  'renames something': /\brename\s+(to|column)\b/i,
  'changes a type': /\balter\s+(column\s+)?"?\w+"?\s+(set\s+data\s+)?type\b/i,
  'demands a value that was not demanded': /\bset\s+not\s+null\b/i,
  'takes a default away': /\bdrop\s+default\b/i,
  'demands a new value without a default':
    /\badd\s+column\s+(?![^,;]*\b(default|generated)\b)[^,;]*\bnot\s+null\b/i,
}

/** Why one was let through. */
const argued: Readonly<Record<string, string>> = {
  '20261127231500_sealed_labels changes a type':
    'stood before anybody ran the app; processes older than it are not promised anything',
  '20261128011500_status_page drops a function':
    'made anew under the same name in the same transaction, with more columns behind the old ones',
}

const withoutComments = (sql: string) =>
  sql.replace(/--[^\n]*/g, '').replace(/\/\*[\s\S]*?\*\//g, '')

const faultsOf = (sql: string) =>
  Object.keys(refused).filter((fault) => refused[fault]?.test(withoutComments(sql)))

test('no migration takes away or demands what the version before needs', () => {
  const all = migrations()
  expect(all.length).toBeGreaterThan(50)
  const faults = all.flatMap(({ name, sql }) => faultsOf(sql).map((fault) => `${name} ${fault}`))
  expect(faults.filter((fault) => !Object.hasOwn(argued, fault))).toEqual([])
  expect(Object.keys(argued).filter((fault) => !faults.includes(fault))).toEqual([])
})

test('what would stop the version before is seen', () => {
  for (const [sql, fault] of [
    ['alter table mail drop column error;', 'drops a column'],
    ['drop table if exists mail;', 'drops a table'],
    ['alter table mail rename column error to fault;', 'renames something'],
    ['alter table mail alter column error type jsonb using error::jsonb;', 'changes a type'],
    ['alter table mail alter error set not null;', 'demands a value that was not demanded'],
    [
      'alter table mail add column at timestamptz not null;',
      'demands a new value without a default',
    ],
  ] as const)
    expect([sql, faultsOf(sql)]).toEqual([sql, [fault]])
  for (const sql of [
    'alter table mail add column at timestamptz not null default now(), add column by text;',
    'create table letter (id uuid not null); -- drop table mail',
    'create index concurrently mail_by on mail (shop_id);',
  ])
    expect([sql, faultsOf(sql)]).toEqual([sql, []])
})
