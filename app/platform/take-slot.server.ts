import type { ShopTx } from './db.server.ts'

/** Numbers of the places that a kind of work has in each shop; no number is of two kinds. */
const places = { 'intake.deliveries': [0, 1], 'check.orders': [2, 3] } as const

/**
 * Takes one of the places that a kind of work has in this shop, until the transaction ends. However much one
 * shop has to do, it fills no more of the workers than its places.
 * @returns false when all are taken.
 */
export async function takeSlot(tx: ShopTx, work: keyof typeof places): Promise<boolean> {
  for (const place of places[work]) {
    const [row] = await tx.$queryRaw<{ got: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtextextended(${tx.shopId}, ${place}::bigint)) as got`
    if (row?.got) return true
  }
  return false
}
