/** Thrown to a caller whose entry was not taken: too much waits already. */
export class QueueFull extends Error {
  constructor() {
    super('too much waits to be stored')
  }
}

export interface GroupCommitLimits {
  /** Entries and bytes of one commit at most; one entry alone may be larger. */
  readonly rows: number
  readonly bytes: number
  /** Commits under way at once. */
  readonly commits: number
  /**
   * What makes one more worth it beside others: so many entries that wait, or one that waited for so long. A commit
   * costs the database as much as twenty rows; two small ones side by side are dearer than one larger after another.
   */
  readonly together: number
  readonly patienceMs: number
  /** Entries and bytes that may wait. Beyond that `add` refuses. */
  readonly waitingRows: number
  readonly waitingBytes: number
}

export interface GroupCommit<Entry> {
  /**
   * Resolves once the entry's commit is through.
   * @throws QueueFull at once; or what the commit threw: then it is not known whether it was stored.
   */
  add(entry: Entry, bytes: number): Promise<void>
  isFull(): boolean
  /** Resolves when nothing waits and nothing is under way. */
  settled(): Promise<void>
}

interface Waiting<Entry> {
  readonly entry: Entry
  readonly bytes: number
  readonly resolve: () => void
  readonly reject: (fault: unknown) => void
}

/**
 * Lets concurrent callers share a commit: while one is under way the next batch gathers; when it is
 * through, all that gathered goes in one. A lone entry goes at once.
 * @param commit stores the batch, all or nothing.
 */
export function groupCommit<Entry>(
  commit: (batch: readonly Entry[]) => Promise<void>,
  limits: GroupCommitLimits,
): GroupCommit<Entry> {
  let waiting: Waiting<Entry>[] = []
  let askedAgain = false
  let waitingBytes = 0
  const running = new Set<Promise<void>>()
  const isFull = () => waiting.length >= limits.waitingRows || waitingBytes >= limits.waitingBytes

  const take = (): Waiting<Entry>[] => {
    let bytes = 0
    let rows = 0
    for (const { bytes: more } of waiting) {
      if (rows > 0 && (rows >= limits.rows || bytes + more > limits.bytes)) break
      rows++
      bytes += more
    }
    const batch = waiting.slice(0, rows)
    waiting = waiting.slice(rows)
    waitingBytes -= bytes
    return batch
  }

  async function next() {
    const batch = take()
    if (batch.length === 0) return
    try {
      await commit(batch.map(({ entry }) => entry))
      for (const { resolve } of batch) resolve()
    } catch (fault) {
      for (const { reject } of batch) reject(fault)
    }
  }

  async function run() {
    // One turn of the event loop: what came in the same moment shares the first commit too.
    await new Promise((resolve) => setImmediate(resolve))
    do await next()
    while (waiting.length > 0 && (running.size === 1 || waiting.length >= limits.together))
  }

  function start() {
    const one: Promise<void> = run().finally(() => {
      running.delete(one)
      // Somebody who was just answered may have added before this.
      if (waiting.length > 0 && running.size === 0) start()
    })
    running.add(one)
  }

  /** One more beside those under way: now, or when what waits has waited long enough. */
  function startBeside() {
    if (waiting.length >= limits.together) return start()
    if (askedAgain) return
    askedAgain = true
    setTimeout(() => {
      askedAgain = false
      if (waiting.length > 0 && running.size < limits.commits) start()
    }, limits.patienceMs)
  }

  return {
    isFull,
    add(entry, bytes) {
      if (isFull()) return Promise.reject(new QueueFull())
      return new Promise((resolve, reject) => {
        waiting.push({ entry, bytes, resolve, reject })
        waitingBytes += bytes
        if (running.size === 0) start()
        else if (running.size < limits.commits) startBeside()
      })
    },
    settled: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
