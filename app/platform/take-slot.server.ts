import type { ShopTx } from './db.server.ts'

/** Numbers of the places that a kind of work has in each shop; no number is of two kinds, nor of a turn. */
const places = { 'intake.deliveries': [4, 1], 'check.orders': [2, 3] } as const
/** What one at a time does in each shop. */
const turns = { 'intake.deliveries': 0, 'mail.send': 5 } as const

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
 * Waits until nobody else in this shop has the turn, and keeps it until the transaction ends. What others did in
 * theirs is committed, and seen by what is read from then on. Whoever waits for it takes no place after it, and has
 * locked nothing that the one whose turn it is may want.
 */
export async function takeTurn(tx: ShopTx, work: keyof typeof turns): Promise<void> {
  await tx.$executeRaw`
    select pg_advisory_xact_lock(hashtextextended(${tx.shopId}, ${turns[work]}::bigint))`
}

async function tryPlace(tx: ShopTx, place: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ got: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${tx.shopId}, ${place}::bigint)) as got`
  return row?.got === true
}
