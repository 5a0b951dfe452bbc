import type { ShopTx } from '../../../platform/db.server.ts'

const serving = {
  /** Where goods stand that came in, until they are put away. */
  IN: 'receiving',
  /** Where goods wait that somebody has to look at first: the store does not sell them. */
  CHECK: 'quarantine',
} as const

/** A serving bin of a place; made where the place has none. */
export async function servingBin(
  tx: ShopTx,
  locationId: string,
  code: keyof typeof serving,
): Promise<string> {
  const bin = await tx.bin.upsert({
    where: { shopId_locationId_code: { shopId: tx.shopId, locationId, code } },
    create: { shopId: tx.shopId, locationId, code, kind: serving[code], walk: 0 },
    update: {},
    select: { id: true },
  })
  return bin.id
}
