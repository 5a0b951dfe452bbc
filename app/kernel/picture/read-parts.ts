/** Reads a kind of picture: what is kept of it, in order; null when it is none, or is cut off. */
export type ReadParts = (bytes: Buffer) => readonly Uint8Array[] | null
