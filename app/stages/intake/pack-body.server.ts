import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'

/** Larger than any body the door takes: what unpacks to more was not packed by us. */
const largest = 16 * 1024 * 1024

/**
 * A delivery's body as it is stored, before it is sealed: sealed bytes do not shrink, and a sixth of
 * the bytes is a sixth of the writing. The lowest level: the higher ones cost more than they save.
 */
export const packBody = (body: Uint8Array): Buffer =>
  deflateRawSync(body, { level: constants.Z_BEST_SPEED, chunkSize: 4096 })

/** @throws when it was not packed by `packBody`. */
export const unpackBody = (packed: Uint8Array): Buffer =>
  inflateRawSync(packed, { maxOutputLength: largest })
