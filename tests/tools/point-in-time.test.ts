/** Back to a moment: a base backup, the log that PostgreSQL keeps of every change, and a server that stops replaying in time. */
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startEmbeddedPostgres } from '../../app/platform/embedded-postgres.server.ts'

vi.setConfig({ testTimeout: 120_000 })

/** As running.md has it: with `cp`, since a shop's own server may have nothing else. */
const run = (command: string, ...args: readonly string[]) => {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  expect([command, status, stderr]).toEqual([command, 0, ''])
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

test('a database whose rows somebody deleted by mistake goes back to the moment before', async () => {
  const top = mkdtempSync(join(tmpdir(), 'orderwright-moment-'))
  onTestFinished(() => rmSync(top, { recursive: true, force: true }))
  run('chmod', '755', top)
  const [live, back, archive] = [join(top, 'live'), join(top, 'back'), join(top, 'archive')]
  mkdirSync(archive)
  run('chmod', '777', archive)
  const first = await startEmbeddedPostgres({ folder: live })
  await first.stop()
  appendFileSync(
    join(live, 'cluster', 'postgresql.conf'),
    `archive_mode = on\narchive_command = 'test ! -f ${archive}/%f && cp %p ${archive}/%f'\n`,
  )
  const server = await startEmbeddedPostgres({ folder: live })
  let moment = ''
  try {
    const client = await connected(server.ownerUrl)
    await client.query('create table letter (words text)')
    await client.query(`insert into letter values ('before the backup')`)
    await client.query(`select pg_backup_start('weekly', true)`)
    run('cp', '-a', live, back)
    const { rows } = await client.query<{ label: string }>(
      'select labelfile as label from pg_backup_stop(true)',
    )
    writeFileSync(join(back, 'cluster', 'backup_label'), rows[0]?.label ?? '')
    await client.query(`insert into letter values ('after the backup')`)
    const told = await client.query<{ at: string }>('select clock_timestamp()::text as at')
    moment = told.rows[0]?.at ?? ''
    await client.query('delete from letter')
    const closed = await client.query<{ file: string }>(
      'select pg_walfile_name(pg_switch_wal()) as file',
    )
    // The file that holds the mistake lies in the archive.
    await expect
      .poll(() => existsSync(join(archive, closed.rows[0]?.file ?? 'none')), { timeout: 30_000 })
      .toBe(true)
    await client.end()
  } finally {
    await server.stop()
  }

  for (const stale of ['postmaster.pid', 'postmaster.opts'])
    rmSync(join(back, 'cluster', stale), { force: true })
  rmSync(join(back, 'cluster', 'pg_wal'), { recursive: true, force: true })
  mkdirSync(join(back, 'cluster', 'pg_wal'))
  appendFileSync(
    join(back, 'cluster', 'postgresql.conf'),
    `archive_mode = off\nrestore_command = 'cp ${archive}/%f %p'\nrecovery_target_time = '${moment}'\nrecovery_target_action = promote\n`,
  )
  writeFileSync(join(back, 'cluster', 'recovery.signal'), '')
  // The server runs as somebody else where we are root.
  if (process.getuid?.() === 0)
    run('chown', '-R', `--reference=${join(live, 'cluster', 'PG_VERSION')}`, join(back, 'cluster'))
  const restored = await startEmbeddedPostgres({ folder: back })
  try {
    const client = await connected(restored.ownerUrl)
    const { rows } = await client.query('select words from letter order by words')
    expect(rows).toEqual([{ words: 'after the backup' }, { words: 'before the backup' }])
    await expect
      .poll(() => client.query('select pg_is_in_recovery() as on').then(({ rows: [row] }) => row))
      .toEqual({ on: false })
    await client.end()
  } finally {
    await restored.stop()
  }
})
