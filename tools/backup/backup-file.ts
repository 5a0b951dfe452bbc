import { createHash, hkdfSync } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import { shopVault, type Wrapping } from '../../app/platform/vault.server.ts'

/**
 * The file of a backup. Its first line is JSON in clear (`heading`): what a person needs to know before it is opened.
 * Behind it come frames: 4 bytes of length (big-endian), then a sealed (AES-256-GCM), gzipped text whose first line is
 * JSON (`frame`) and whose rest, of a frame of rows, is COPY text. Frames are numbered and the first holds a digest
 * of the heading, so whatever was cut, changed or moved is noticed. The key is the file's own, wrapped by the master key.
 */
const format = 'orderwright backup 1'

export const heading = z.object({
  format: z.literal(format),
  madeAt: z.iso.datetime(),
  /** Says which master key opens it, and nothing about the key. */
  masterKey: z.string(),
  /** The key that signs customers' links was this one. */
  linkKey: z.string(),
  wrappedKey: z.base64(),
  /** Of the app, as applied, with the digests of their files. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** Of the job queue. */
  queueMigration: z.number().int(),
})
export type Heading = z.infer<typeof heading>

const frame = z.discriminatedUnion('is', [
  z.object({ is: z.literal('begin'), heading: z.string() }),
  z.object({ is: z.literal('table'), table: z.string(), columns: z.array(z.string()) }),
  z.object({ is: z.literal('rows') }),
  z.object({ is: z.literal('table_end'), rows: z.number().int() }),
  z.object({ is: z.literal('sequences'), last: z.record(z.string(), z.string()) }),
  z.object({ is: z.literal('end') }),
])
export type Frame = z.infer<typeof frame>
export const numberedFrame = z.object({ at: z.number().int() }).and(frame)

const nothing = Buffer.alloc(0)
export const digest = (text: string) => createHash('sha256').update(text).digest('base64')

/** Eight bytes that tell one key from another. */
export const fingerprint = (key: Uint8Array): string =>
  Buffer.from(hkdfSync('sha256', key, '', 'fingerprint', 8)).toString('hex')

export interface BackupWriter {
  write(frame: Frame, body?: Buffer): Promise<void>
  /** Everything is on the disk when this resolves. @returns bytes. */
  close(): Promise<number>
}

/** Begins a file that only its owner may read. @throws Error when it is there already. */
export async function writeBackup(
  path: string,
  told: Omit<Heading, 'format' | 'wrappedKey'>,
  wrapping: Wrapping,
): Promise<BackupWriter> {
  const wrapped = wrapping.newWrappedKey()
  const vault = shopVault(wrapping.dataKey(wrapped))
  const line = JSON.stringify({
    ...{ format, ...told },
    wrappedKey: Buffer.from(wrapped).toString('base64'),
  } satisfies Heading)
  const file: FileHandle = await open(path, 'wx', 0o600)
  let at = 0
  let bytes = 0
  const put = async (block: Uint8Array) => {
    await file.writeFile(block)
    bytes += block.length
  }
  const write: BackupWriter['write'] = async (one, body = nothing) => {
    const head = Buffer.from(`${JSON.stringify({ at, ...one })}\n`)
    const sealed = vault.sealBytes(gzipSync(Buffer.concat([head, body]), { level: 3 }))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(sealed.length)
    at += 1
    await put(Buffer.concat([length, sealed]))
  }
  await put(Buffer.from(`${line}\n`))
  await write({ is: 'begin', heading: digest(line) })
  return {
    write,
    async close() {
      await write({ is: 'end' })
      await file.sync()
      await file.close()
      return bytes
    },
  }
}
