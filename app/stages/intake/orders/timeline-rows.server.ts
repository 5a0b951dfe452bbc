import { note } from '../../../journey/timeline.server.ts'
import { orderId } from '../../../kernel/ids.ts'
import type { Prisma, ShopTx } from '../../../platform/db.server.ts'

export interface TimelineRow {
  readonly orderId: string
  readonly kind: string
  readonly by: string
  /** One sentence for the merchant; never personal data. */
  readonly text: string
  readonly detail?: Prisma.InputJsonObject
}

/** Lines of many orders' histories. */
export async function noteAll(tx: ShopTx, rows: readonly TimelineRow[]): Promise<void> {
  for (const { orderId: id, ...line } of rows)
    await note(tx, orderId(id), { ...line, room: 'intake' })
}
