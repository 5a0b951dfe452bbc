import type { OrderId } from '../kernel/ids.ts'
import type { Prisma, ShopTx } from '../platform/db.server.ts'
import { touched } from '../platform/piece-of-work.server.ts'

export interface TimelineNote {
  /** The room that writes: `intake`, `check`, …, or `journey`. */
  readonly room: string
  /** Machine word: `moved`, `held`, `mail_sent`, `label_bought`, … */
  readonly kind: string
  /** One sentence for the merchant. Never a name, address, e-mail or phone number. */
  readonly text: string
  /** `system`, `customer`, `carrier`, `partner:<id>`, `store`, or a person's handle (`shopify:123`). */
  readonly by: string
  readonly detail?: Prisma.InputJsonObject
}

/** Writes one line of an order's history. There is no way to change or remove one. */
export async function note(tx: ShopTx, orderId: OrderId, entry: TimelineNote): Promise<void> {
  const { room, kind, text, by, detail = {} } = entry
  touched(orderId)
  await tx.timeline.create({ data: { shopId: tx.shopId, orderId, room, kind, text, by, detail } })
}
