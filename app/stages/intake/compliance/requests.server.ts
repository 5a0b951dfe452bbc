import { isUuid, type ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type Db, withShop } from '../../../platform/db.server.ts'
import type { Vaults } from '../../../platform/vault.server.ts'

/** A request of the law and what was done about it. */
export interface PrivacyRequest {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly outcome: string
  readonly dueAt: Date | null
  readonly createdAt: Date
  readonly doneAt: Date | null
  /** Collected data can be read and sent on. */
  readonly hasData: boolean
}

/** Open ones first, the one due first at the head; then the newest, at most 50 in all. */
export function listPrivacyRequests(
  deps: { readonly db: Db },
  shop: ShopId,
): Promise<readonly PrivacyRequest[]> {
  return withShop(deps.db, shop, async (tx) => {
    const rows = await tx.complianceRecord.findMany({
      where: { shopId: shop },
      orderBy: [{ state: 'desc' }, { dueAt: 'asc' }, { createdAt: 'desc' }],
      take: 50,
    })
    const first = (state: string) => (state === 'open' ? 0 : 1)
    return rows
      .map(({ id, kind, state, outcome, dueAt, createdAt, doneAt, sealed }) => ({
        ...{ id, kind, state, outcome, dueAt, createdAt, doneAt },
        hasData: sealed !== null,
      }))
      .sort((a, b) => first(a.state) - first(b.state))
  })
}

export interface NotOpen {
  readonly kind: 'not_there'
}

/** What was collected for a customer, as JSON to be sent on. */
export async function readCollected(
  deps: { readonly db: Db; readonly vaults: Vaults },
  shop: ShopId,
  id: string,
): Promise<Outcome<string, NotOpen>> {
  if (!isUuid(id)) return refuse({ kind: 'not_there' })
  const row = await withShop(deps.db, shop, (tx) =>
    tx.complianceRecord.findUnique({ where: { shopId_id: { shopId: shop, id } } }),
  )
  if (!row?.sealed) return refuse({ kind: 'not_there' })
  const vault = await deps.vaults.of(shop)
  return accept(JSON.stringify(vault.open(row.sealed), null, 2))
}

/** The office sent the data on. The collection is erased: it has done its work. */
export function closePrivacyRequest(
  deps: { readonly db: Db },
  shop: ShopId,
  done: { readonly id: string; readonly by: string },
): Promise<Outcome<'done', NotOpen>> {
  return withShop(deps.db, shop, async (tx) => {
    if (!isUuid(done.id)) return refuse({ kind: 'not_there' as const })
    const { count } = await tx.complianceRecord.updateMany({
      where: { shopId: shop, id: done.id, state: 'open' },
      data: { state: 'done', doneAt: new Date(), doneBy: done.by, sealed: null },
    })
    return count === 0 ? refuse({ kind: 'not_there' as const }) : accept('done' as const)
  })
}
