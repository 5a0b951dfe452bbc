import type { ShopTx } from './db.server.ts'

/** Numbers of the places that a kind of work has in each shop; no number is of two kinds. */
const places = { 'intake.deliveries': [0, 1], 'check.orders': [2, 3] } as const

/**
 * Takes one of the places that a kind of work has in this shop, until the transaction ends. However much one
 * shop has to do, it fills no more of the workers than its places.
 * @returns false when all are taken.
 */
export async function takeSlot(tx: ShopTx, work: keyof typeof places): Promise<boolean> {
  for (const place of places[work]) if (await tryPlace(tx, place)) return true
  return false
}

/**
 * As `takeSlot` where one works at a time: whoever has the second place waits there until the first is free.
 * What others did before is committed, and seen by what is read from then on.
 */
export async function takeTurn(tx: ShopTx, work: keyof typeof places): Promise<boolean> {
  const [turn, waiting] = places[work]
  if (await tryPlace(tx, turn)) return true
  if (!(await tryPlace(tx, waiting))) return false
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${tx.shopId}, ${turn}::bigint))`
  return true
}

async function tryPlace(tx: ShopTx, place: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ got: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${tx.shopId}, ${place}::bigint)) as got`
  return row?.got === true
}
