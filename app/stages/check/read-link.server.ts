import type { OrderId, ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import { holdKinds } from './decide-hold.ts'
import { decideLinkState, type LinkState } from './decide-link.ts'
import type { CheckDeps } from './deps.server.ts'

export interface CorrectionLink {
  readonly state: LinkState
  readonly madeAt: string
  readonly expiresAt: string
  readonly usedAt: string | null
  readonly revokedAt: string | null
  /** When the newest letter with it left; null while it waits to be sent or was taken back. */
  readonly sentAt: string | null
}

/** The newest link of an order that waits for its details; null when it does not, or when none was made. */
export const readCorrectionLink = (
  { db }: Pick<CheckDeps, 'db'>,
  shop: ShopId,
  orderId: OrderId,
): Promise<CorrectionLink | null> =>
  withShop(db, shop, async (tx) => {
    const about = { shopId: shop, orderId }
    const order = await tx.order.findFirst({
      where: {
        ...{ shopId: shop, id: orderId, state: 'held', cancelledAt: null },
        holds: { some: { releasedAt: null, kind: { in: [...holdKinds] } } },
      },
      select: { id: true },
    })
    if (!order) return null
    const link = await tx.customerLink.findFirst({
      where: { ...about, purpose: 'correct' },
      orderBy: { id: 'desc' },
    })
    if (!link) return null
    const mail = await tx.mail.findFirst({
      where: {
        ...about,
        kind: { in: ['correction', 'correction_reminder'] },
        createdAt: { gte: link.createdAt },
        sentAt: { not: null },
      },
      orderBy: { sentAt: 'desc' },
      select: { sentAt: true },
    })
    return {
      state: decideLinkState(link, new Date()),
      madeAt: link.createdAt.toISOString(),
      expiresAt: link.expiresAt.toISOString(),
      usedAt: link.usedAt?.toISOString() ?? null,
      revokedAt: link.revokedAt?.toISOString() ?? null,
      sentAt: mail?.sentAt?.toISOString() ?? null,
    }
  })
