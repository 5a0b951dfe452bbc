import { createHash } from 'node:crypto'

/** A number from 0 up to 1 that is the same for the same seed and occasion, always. */
export function chance(seed: string, occasion: string): number {
  const digest = createHash('sha256').update(`${seed}\n${occasion}`).digest()
  return digest.readUInt32BE(0) / 2 ** 32
}
