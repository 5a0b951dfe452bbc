import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomFillSync,
} from 'node:crypto'
import type { ShopId } from '../kernel/ids.ts'
import type { Db } from './db.server.ts'

/**
 * Personal data of one shop. Everything it seals can be opened only with the shop's data key,
 * which lies in `shop.wrapped_key`, wrapped by the master key; throwing that away redacts the shop.
 */
export interface ShopVault {
  /** AES-256-GCM over JSON. Layout: version 1, nonce 12, tag 16, cipher text. */
  seal(value: unknown): Uint8Array<ArrayBuffer>
  /** @throws SealBroken when it was sealed by another shop's key, cut or changed. */
  open(sealed: Uint8Array): unknown
  sealBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer>
  /** The same into a place with room for `bytes.length + sealedBy`; answers where it ends. For many at once. */
  sealBytesInto(bytes: Uint8Array, target: Uint8Array, at: number): number
  openBytes(sealed: Uint8Array): Buffer
  /** Keyed hash (HMAC-SHA-256) to find equal values again without storing them. */
  hash(text: string): Uint8Array<ArrayBuffer>
}

export class SealBroken extends Error {
  constructor(options?: ErrorOptions) {
    super('sealed data cannot be opened: wrong key, or changed since it was sealed', options)
  }
}

const version = 1
/** Bytes by which a sealed thing is longer than the plain one. */
export const sealedBy = 29

/** Random bytes are drawn for many nonces at once: one draw a nonce costs as much as sealing 2 KB. */
const drawn = Buffer.alloc(12 * 256)
let next = drawn.length

function nonce12(): Uint8Array {
  if (next === drawn.length) {
    randomFillSync(drawn)
    next = 0
  }
  next += 12
  return drawn.subarray(next - 12, next)
}

/** Writes the sealed bytes into `target` from `at` on; answers where they end. */
function encryptInto(key: KeyObject, plain: Uint8Array, target: Uint8Array, at: number): number {
  const nonce = nonce12()
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const text = cipher.update(plain)
  cipher.final()
  target[at] = version
  target.set(nonce, at + 1)
  target.set(cipher.getAuthTag(), at + 13)
  target.set(text, at + sealedBy)
  return at + sealedBy + text.length
}

function encrypt(key: KeyObject, plain: Uint8Array): Uint8Array<ArrayBuffer> {
  const sealed = new Uint8Array(sealedBy + plain.length)
  encryptInto(key, plain, sealed, 0)
  return sealed
}

function decrypt(key: KeyObject, sealed: Uint8Array): Buffer {
  try {
    if (sealed[0] !== version || sealed.length < sealedBy) throw new Error('unknown layout')
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13))
    decipher.setAuthTag(sealed.subarray(13, sealedBy))
    return Buffer.concat([decipher.update(sealed.subarray(sealedBy)), decipher.final()])
  } catch (cause) {
    throw new SealBroken({ cause })
  }
}

/** Whether bytes look sealed. What was kept in clear before (PDF, ZPL, JSON) never begins with this byte. */
export const isSealed = (bytes: Uint8Array): boolean =>
  bytes[0] === version && bytes.length >= sealedBy

/** The vault over a bare data key (32 bytes). */
export function shopVault(dataKey: Uint8Array): ShopVault {
  // A key object is read once; a key given as bytes costs as much at every call as sealing 6 KB.
  const key = createSecretKey(dataKey)
  const hashKey = createSecretKey(Buffer.from(hkdfSync('sha256', dataKey, '', 'find-again', 32)))
  return {
    seal: (value) => encrypt(key, Buffer.from(JSON.stringify(value))),
    open: (sealed) => JSON.parse(decrypt(key, sealed).toString('utf8')),
    sealBytes: (bytes) => encrypt(key, bytes),
    sealBytesInto: (bytes, target, at) => encryptInto(key, bytes, target, at),
    openBytes: (sealed) => decrypt(key, sealed),
    hash: (text) => new Uint8Array(createHmac('sha256', hashKey).update(text).digest()),
  }
}

export interface Vaults {
  /** A new data key, wrapped, for a new shop. */
  newWrappedKey(): Uint8Array<ArrayBuffer>
  /** @throws ShopRedacted when the shop's key was thrown away; Error when there is no such shop. */
  of(shop: ShopId): Promise<ShopVault>
  unwrap(wrapped: Uint8Array): ShopVault
  forget(shop: ShopId): void
}

export class ShopRedacted extends Error {
  constructor(shop: ShopId) {
    super(`the data key of shop ${shop} was thrown away: its personal data is gone`)
  }
}

/** A key that another process threw away is gone from this one's memory within a minute. */
const keptMs = 60_000

/** The master keys: the present one wraps, both open. Rotating goes without anybody waiting; see docs/running.md. */
export interface Wrapping {
  newWrappedKey(): Uint8Array<ArrayBuffer>
  /** @throws SealBroken when neither master key wrapped it. */
  dataKey(wrapped: Uint8Array): Buffer
  /** The same data key wrapped by the present master key; a word when it is already, or neither key opens it. */
  rewrap(wrapped: Uint8Array): Uint8Array<ArrayBuffer> | 'present' | 'unknown'
}

/** @param masterKey 32 bytes. @param other 32 bytes: the key before the present one, or the one that comes after it. */
export function openWrapping(masterKey: Uint8Array, other: Uint8Array | null): Wrapping {
  const present = createSecretKey(masterKey)
  const second = other && createSecretKey(other)
  const opened = (key: KeyObject | null, wrapped: Uint8Array): Buffer | null => {
    try {
      return key && decrypt(key, wrapped)
    } catch {
      return null
    }
  }
  return {
    newWrappedKey: () => encrypt(present, randomBytes(32)),
    dataKey: (wrapped) => opened(second, wrapped) ?? decrypt(present, wrapped),
    rewrap(wrapped) {
      if (opened(present, wrapped)) return 'present'
      const data = opened(second, wrapped)
      return data ? encrypt(present, data) : 'unknown'
    },
  }
}

/**
 * Opens shops' vaults; unwrapped keys stay in this process's memory for a while.
 * @param masterKey 32 bytes; from the environment, or fetched from a key service at start.
 * @param other another master key that opens, while keys are rotated.
 */
export function openVaults(db: Db, masterKey: Uint8Array, other: Uint8Array | null = null): Vaults {
  const known = new Map<ShopId, { readonly vault: ShopVault; readonly readAt: number }>()
  const wrapping = openWrapping(masterKey, other)
  const unwrap = (wrapped: Uint8Array) => shopVault(wrapping.dataKey(wrapped))
  return {
    newWrappedKey: wrapping.newWrappedKey,
    unwrap,
    forget: (shop) => known.delete(shop),
    async of(shop) {
      const cached = known.get(shop)
      if (cached && Date.now() - cached.readAt < keptMs) return cached.vault
      known.delete(shop)
      const row = await db.shop.findUniqueOrThrow({
        where: { id: shop },
        select: { wrappedKey: true },
      })
      if (row.wrappedKey === null) throw new ShopRedacted(shop)
      const vault = unwrap(row.wrappedKey)
      known.set(shop, { vault, readAt: Date.now() })
      return vault
    },
  }
}
