import { Socket } from 'node:net'
import pg from 'pg'

/**
 * Hears of every connection of a pool that breaks; unheard, one would end the process. An idle one the pool tells of. One
 * that was taken says so itself, and whoever took it listens a moment later: what the server says in that moment
 * (its last word and "ready" in one packet) was heard by nobody.
 */
export function hearLostLines(pool: pg.Pool, hear: (fault: Error) => void = () => undefined): void {
  pool.on('error', hear)
  pool.on('connect', (client) => client.on('error', hear))
}

/**
 * Gives up every connection of a pool on which a question has had no answer for so long: whoever asked is told, and the
 * pool opens another. The operating system would wait a quarter of an hour: it asks whether the other end is there only
 * when all that was sent has arrived. Counted from the last byte, so an answer may take as long as it likes to
 * come; the database must have begun it. Not for pools that ask for more than that.
 */
export function giveUpSilentLines(pool: pg.Pool, afterMs: number): void {
  pool.on('connect', (client) => {
    const line = client instanceof pg.Client ? client.connection.stream : null
    if (!(line instanceof Socket)) return
    let answered = line.bytesWritten
    // Before the driver reads it, which may ask the next thing at once.
    line.prependListener('data', () => {
      answered = line.bytesWritten
    })
    line.setTimeout(afterMs)
    line.on('timeout', () => {
      if (line.bytesWritten !== answered)
        line.destroy(new Error(`the database did not answer for ${afterMs / 1_000} s`))
    })
  })
}
