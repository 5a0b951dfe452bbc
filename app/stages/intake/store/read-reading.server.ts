import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, withShop } from '../../../platform/db.server.ts'

/** How far the app is with reading the store. Times are ISO instants. */
export interface StoreReading {
  /** When the store was last swept to the end; null: not yet. */
  readonly sweptAt: string | null
  readonly backlog: {
    readonly state: string
    readonly total: number
    readonly done: number
    readonly found: number
    readonly unreadable: number
    readonly startedAt: string
    readonly doneAt: string | null
  } | null
}

export function readReading(deps: { readonly db: Db }, shop: ShopId): Promise<StoreReading> {
  return withShop(deps.db, shop, async (tx) => {
    const { sweptAt } = await tx.shop.findUniqueOrThrow({
      where: { id: shop },
      select: { sweptAt: true },
    })
    const row = await tx.backlog.findFirst({ where: { shopId: shop }, orderBy: { id: 'desc' } })
    return {
      sweptAt: sweptAt?.toISOString() ?? null,
      backlog: row && {
        ...{ state: row.state, found: row.found, unreadable: row.unreadable.length },
        done: row.ordersDone,
        total: Math.max(row.ordersTotal, row.ordersDone),
        startedAt: row.startedAt.toISOString(),
        doneAt: row.doneAt?.toISOString() ?? null,
      },
    }
  })
}
