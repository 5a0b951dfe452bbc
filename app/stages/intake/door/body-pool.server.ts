/** One piece of memory that many bodies lie in, and how many of them are still wanted. */
interface Slab {
  readonly bytes: Buffer
  end: number
  wanted: number
}

/** A body on its way into the database, in memory that is used again once `release` was called. */
export interface PooledBody {
  readonly bytes: Buffer
  readonly release: () => void
}

const slabBytes = 1024 * 1024
/** A larger body gets memory of its own. */
const largestShared = 128 * 1024
/** Empty slabs that are kept for later. */
const mostKept = 16

/**
 * Memory for bodies. What comes off the network lies in small pieces of memory outside the heap; kept until their
 * commit they outlive the quick collections, and the slow ones go through all that the process holds. Copied here
 * (a microsecond for 8 KB) they are gone at once.
 */
export function bodyPool(): { keep(chunks: readonly Buffer[], size: number): PooledBody } {
  const empty: Slab[] = []
  const fresh = (): Slab =>
    empty.pop() ?? { bytes: Buffer.allocUnsafeSlow(slabBytes), end: 0, wanted: 0 }
  let current = fresh()

  function leave(slab: Slab): void {
    slab.wanted -= 1
    if (slab.wanted > 0) return
    slab.end = 0
    if (slab !== current && empty.length < mostKept) empty.push(slab)
  }

  return {
    keep(chunks, size) {
      if (size > largestShared)
        return { bytes: Buffer.concat(chunks, size), release: () => undefined }
      if (current.end + size > slabBytes) current = fresh()
      const slab = current
      const bytes = slab.bytes.subarray(slab.end, slab.end + size)
      slab.end += size
      slab.wanted += 1
      let at = 0
      for (const chunk of chunks) {
        bytes.set(chunk, at)
        at += chunk.length
      }
      let kept = true
      const release = () => {
        if (kept) leave(slab)
        kept = false
      }
      return { bytes, release }
    },
  }
}
