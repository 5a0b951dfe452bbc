import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** Crockford's letters: none that is taken for another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code nobody guesses, five bits a letter; people read it and scanners do. */
export const randomCode = (length: number): string =>
  [...randomBytes(length)].map((byte) => letters[byte % 32]).join('')

const derive = (text: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(text, salt, 32, { N: 16_384, r: 8, p: 1 }, (fault, key) =>
      fault ? reject(fault) : resolve(key),
    ),
  )

/** Of a short secret that people choose (a PIN): scrypt, salt 16 bytes and key 32, about 50 ms of work. */
export async function slowHash(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const salt = randomBytes(16)
  return new Uint8Array(Buffer.concat([salt, await derive(text, salt)]))
}

/** Whether the text was the one; takes as long for a wrong one. */
export async function isSlowHashOf(stored: Uint8Array, text: string): Promise<boolean> {
  if (stored.length !== 48) return false
  return timingSafeEqual(await derive(text, stored.subarray(0, 16)), stored.subarray(16))
}
