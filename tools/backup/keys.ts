import { z } from 'zod'
import { key32 } from '../../app/platform/config.server.ts'
import { openWrapping, type Wrapping } from '../../app/platform/vault.server.ts'
import { fingerprint } from './backup-file.ts'

const shape = z.object({ MASTER_KEY: key32, OLD_MASTER_KEY: key32.optional(), LINK_KEY: key32 })

/** What a backup is sealed and opened with. */
export interface BackupKeys {
  readonly wrapping: Wrapping
  /** The present one first. */
  readonly masterKeys: readonly Uint8Array[]
  readonly prints: { readonly masterKey: string; readonly linkKey: string }
}

/**
 * The app's keys, and nothing else of its environment: at two in the morning the rest may not be there yet.
 * @throws Error that names every key that is missing or no key, and never prints one.
 */
export function readKeys(env: Readonly<Record<string, string | undefined>>): BackupKeys {
  const read = shape.safeParse(env)
  if (!read.success)
    throw new Error(
      read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    )
  const { MASTER_KEY, OLD_MASTER_KEY, LINK_KEY } = read.data
  const master = Buffer.from(MASTER_KEY, 'base64')
  const old = OLD_MASTER_KEY ? Buffer.from(OLD_MASTER_KEY, 'base64') : null
  return {
    wrapping: openWrapping(master, old),
    masterKeys: old ? [master, old] : [master],
    prints: {
      masterKey: fingerprint(master),
      linkKey: fingerprint(Buffer.from(LINK_KEY, 'base64')),
    },
  }
}
