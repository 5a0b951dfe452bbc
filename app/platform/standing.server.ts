import type pg from 'pg'
import type { Standing } from './metrics.server.ts'

/** Over all shops; a few small counts a shop. Many scrapers at once ask the database once. */
const keptMs = 10_000

/** Reads what waits in the whole house, at most once in ten seconds. @throws when the database does not answer. */
export function openStanding(pool: pg.Pool): () => Promise<Standing> {
  let asked: { readonly at: number; readonly answer: Promise<Standing> } | null = null
  return () => {
    if (asked && Date.now() - asked.at < keptMs) return asked.answer
    const answer = read(pool)
    asked = { at: Date.now(), answer }
    answer.catch(() => {
      asked = null
    })
    return answer
  }
}

async function read(pool: pg.Pool): Promise<Standing> {
  const ask = <Row extends pg.QueryResultRow>(text: string) =>
    pool.query<Row>(Object.assign({ text }, { query_timeout: 5_000 }))
  const waiting = await ask<{ what: string; name: string; many: string; since: Date | null }>(
    'select * from app.standing()',
  )
  const queue = await ask<{ task: string; many: string; since: Date | null }>(
    'select task, many, since from app.queue_standing(null)',
  )
  const alive = await ask<{ workers: string; everybody: string }>(
    'select * from app.processes_alive()',
  )
  return {
    waiting: waiting.rows.map((row) => ({ ...row, many: Number(row.many) })),
    queue: queue.rows.map((row) => ({ ...row, many: Number(row.many) })),
    alive: {
      workers: Number(alive.rows[0]?.workers ?? 0),
      everybody: Number(alive.rows[0]?.everybody ?? 0),
    },
  }
}
