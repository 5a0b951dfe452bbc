import type { ChaosDatabase } from './database.ts'
import type { Control } from './options.ts'

/** What the app's processes load first under a control. */
export const preloadOf = (control: Control | null): readonly string[] =>
  control === 'answer-first' ? ['./tests/chaos/controls/answer-first-process.ts'] : []

/**
 * Takes a protection away in the database of this run alone, so that the run proves it would notice.
 * Without waiting for the disk at commit a killed database forgets what it answered: its own writer is slowed
 * down as well, or it would mostly be in time. Without leases everybody takes what somebody is at already.
 */
export async function takeAway(control: Control | null, database: ChaosDatabase): Promise<void> {
  const steps: Readonly<Record<Control, readonly string[]>> = {
    'answer-first': [],
    'no-sync-commit': [
      'alter system set synchronous_commit = off',
      "alter system set wal_writer_delay = '10s'",
      "alter system set wal_writer_flush_after = '1GB'",
      'select pg_reload_conf()',
    ],
    'no-fencing': [
      `create or replace function app.is_leased(at timestamptz, holder text, seconds double precision)
       returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp
       as 'select false'`,
    ],
  }
  for (const step of control ? steps[control] : [])
    if ((await database.ask(step)) === null) throw new Error(`${control}: ${step} was refused`)
}
