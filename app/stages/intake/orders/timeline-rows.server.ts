import type { Prisma, ShopTx } from '../../../platform/db.server.ts'
import { touched } from '../../../platform/piece-of-work.server.ts'

export interface TimelineRow {
  readonly orderId: string
  readonly kind: string
  readonly by: string
  /** One sentence for the merchant; never personal data. */
  readonly text: string
  readonly detail?: Prisma.InputJsonObject
}

/** Lines of many orders' histories in one statement. */
export async function noteAll(tx: ShopTx, rows: readonly TimelineRow[]): Promise<void> {
  if (rows.length === 0) return
  for (const { orderId } of rows) touched(orderId)
  await tx.timeline.createMany({
    data: rows.map((row) => ({ detail: {}, ...row, shopId: tx.shopId, room: 'intake' })),
  })
}
