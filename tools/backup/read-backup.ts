import { createReadStream } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { z } from 'zod'
import {
  SealBroken,
  type ShopVault,
  shopVault,
  type Wrapping,
} from '../../app/platform/vault.server.ts'
import {
  digest,
  type Frame,
  fingerprint,
  type Heading,
  heading,
  numberedFrame,
} from './backup-file.ts'

/** The file cannot be restored as it is: the message names it, and where and why. */
export class BackupUnreadable extends Error {}

export interface ReadFrame {
  readonly frame: Frame
  /** COPY text of a frame of rows; empty otherwise. */
  readonly body: Buffer
}

export interface OpenBackup {
  readonly heading: Heading
  /**
   * Every frame from the first table to the end, once.
   * @throws BackupUnreadable where the file is not what was written.
   */
  frames(): AsyncGenerator<ReadFrame>
  close(): void
}

/** The longest heading and the largest frame that are read at all. */
const longestHeading = 1 << 20
const largestFrame = 1 << 28

/**
 * Opens a backup with the key it was made under.
 * @param masterKeys the present one first; only for what is said when neither opens it.
 * @throws BackupUnreadable when it is no backup, or was made under another master key.
 */
export async function openBackup(
  path: string,
  wrapping: Wrapping,
  masterKeys: readonly Uint8Array[],
): Promise<OpenBackup> {
  const bytes = readBytes(path)
  try {
    const line = await bytes.line(longestHeading)
    const read = parsed(line)
    if (read === null) throw new BackupUnreadable(`${path} is not a backup of this app`)
    const key = dataKey(path, read, wrapping, masterKeys)
    return { heading: read, frames: () => framesOf(path, line, key, bytes), close: bytes.close }
  } catch (fault) {
    bytes.close()
    throw fault
  }
}

function parsed(line: string): Heading | null {
  try {
    return heading.parse(JSON.parse(line))
  } catch {
    return null
  }
}

function dataKey(
  path: string,
  read: Heading,
  wrapping: Wrapping,
  masterKeys: readonly Uint8Array[],
) {
  try {
    return wrapping.dataKey(Buffer.from(read.wrappedKey, 'base64'))
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause
    const ours = masterKeys.map(fingerprint)
    const why = ours.includes(read.masterKey)
      ? 'its heading is damaged'
      : `it was made under another master key: ${read.masterKey}, and ours is ${ours.join(', ')}. Give the one of then as MASTER_KEY, or as OLD_MASTER_KEY beside the present one`
    throw new BackupUnreadable(`${path} cannot be opened: ${why}`, { cause })
  }
}

async function* framesOf(
  path: string,
  line: string,
  key: Buffer,
  bytes: Bytes,
): AsyncGenerator<ReadFrame> {
  const vault = shopVault(key)
  let within = 'its beginning'
  for (let at = 0; ; at++) {
    const from = bytes.taken
    const one = await nextFrame(bytes, vault)
    const isThere = typeof one !== 'string'
    if (!isThere || !isInPlace(one.frame, at, line))
      throw new BackupUnreadable(
        `${path} is ${isThere ? 'damaged' : one} at byte ${from}, in ${within}`,
      )
    if (one.frame.is === 'end') return
    if (one.frame.is === 'table') within = one.frame.table
    if (one.frame.is !== 'begin') yield one
  }
}

type Numbered = z.infer<typeof numberedFrame>

const isInPlace = (frame: Numbered, at: number, line: string): boolean =>
  frame.at === at && (frame.is !== 'begin' || frame.heading === digest(line))

/** What is wrong with it, where it is not as it was written. */
async function nextFrame(
  bytes: Bytes,
  vault: ShopVault,
): Promise<{ frame: Numbered; body: Buffer } | 'cut off' | 'damaged'> {
  const length = await bytes.take(4)
  if (length.length < 4) return 'cut off'
  const size = length.readUInt32BE()
  if (size > largestFrame) return 'damaged'
  const sealed = await bytes.take(size)
  if (sealed.length < size) return 'cut off'
  try {
    const plain = gunzipSync(vault.openBytes(sealed))
    const end = plain.indexOf('\n')
    const frame = numberedFrame.parse(JSON.parse(plain.subarray(0, end).toString('utf8')))
    return { frame, body: plain.subarray(end + 1) }
  } catch {
    return 'damaged'
  }
}

interface Bytes {
  /** The first line without its end; empty when there is none within `longest` bytes. */
  line(longest: number): Promise<string>
  /** The next bytes; fewer when the file ends before. */
  take(length: number): Promise<Buffer>
  readonly taken: number
  close(): void
}

function readBytes(path: string): Bytes {
  const source = createReadStream(path, { highWaterMark: 1 << 20 })
  const chunks: AsyncIterator<Buffer> = source[Symbol.asyncIterator]()
  let held = Buffer.alloc(0)
  let taken = 0
  const more = async (): Promise<boolean> => {
    const { value, done } = await chunks.next()
    if (!done) held = Buffer.concat([held, value])
    return !done
  }
  const take = async (length: number): Promise<Buffer> => {
    while (held.length < length && (await more()));
    const block = held.subarray(0, length)
    held = held.subarray(block.length)
    taken += block.length
    return block
  }
  return {
    take,
    get taken() {
      return taken
    },
    async line(longest) {
      for (;;) {
        const end = held.indexOf('\n')
        if (end >= 0) return (await take(end + 1)).subarray(0, -1).toString('utf8')
        if (held.length > longest || !(await more())) return ''
      }
    },
    close: () => void source.destroy(),
  }
}
