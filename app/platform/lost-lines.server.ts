import type pg from 'pg'

/**
 * Hears of every connection of a pool that breaks; unheard, one would end the process. An idle one the pool tells of. One
 * that was taken says so itself, and whoever took it listens a moment later: what the server says in that moment
 * (its last word and "ready" in one packet) was heard by nobody.
 */
export function hearLostLines(pool: pg.Pool, hear: (fault: Error) => void = () => undefined): void {
  pool.on('error', hear)
  pool.on('connect', (client) => client.on('error', hear))
}
