import type { OpenBackup } from './read-backup.ts'

/**
 * Reads a backup from its beginning to its end without a database.
 * @throws BackupUnreadable where it is not what was written.
 */
export async function readThrough(
  backup: OpenBackup,
): Promise<{ readonly tables: number; readonly rows: number }> {
  let tables = 0
  let rows = 0
  for await (const { frame } of backup.frames()) {
    if (frame.is !== 'table_end') continue
    tables += 1
    rows += frame.rows
  }
  return { tables, rows }
}
