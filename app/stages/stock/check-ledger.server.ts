import type { ShopTx } from '../../platform/db.server.ts'

export interface LedgerGap {
  readonly binId: string
  readonly itemId: string
  readonly state: string
  readonly level: number
  readonly ledger: number
}

/** Levels that are not what the ledger's entries add up to. Empty: the stock is right. */
export const ledgerGaps = (tx: ShopTx): Promise<readonly LedgerGap[]> => tx.$queryRaw<LedgerGap[]>`
  with ledger as (
    select bin_id, item_id, state, sum(delta)::int as quantity from stock_entry
    where shop_id = ${tx.shopId}::uuid group by 1, 2, 3),
  level as (
    select bin_id, item_id, state, quantity from stock_level where shop_id = ${tx.shopId}::uuid)
  select coalesce(level.bin_id, ledger.bin_id) as "binId", coalesce(level.item_id, ledger.item_id) as "itemId",
    coalesce(level.state, ledger.state) as state, coalesce(level.quantity, 0) as level, coalesce(ledger.quantity, 0) as ledger
  from level full join ledger using (bin_id, item_id, state)
  where coalesce(level.quantity, 0) <> coalesce(ledger.quantity, 0)`

/** Bins where the pieces reserved are not what the open reservations say. Empty: no piece is promised twice. */
const reservationGaps = (tx: ShopTx): Promise<readonly LedgerGap[]> => tx.$queryRaw<LedgerGap[]>`
  with promised as (
    select bin_id, item_id, sum(quantity)::int as quantity from reservation
    where shop_id = ${tx.shopId}::uuid group by 1, 2),
  level as (
    select bin_id, item_id, quantity from stock_level where shop_id = ${tx.shopId}::uuid and state = 'reserved')
  select coalesce(level.bin_id, promised.bin_id) as "binId", coalesce(level.item_id, promised.item_id) as "itemId",
    'reserved' as state, coalesce(level.quantity, 0) as level, coalesce(promised.quantity, 0) as ledger
  from level full join promised using (bin_id, item_id)
  where coalesce(level.quantity, 0) <> coalesce(promised.quantity, 0)`

/** Whether every level equals the sum of its entries, and every reserved piece its reservation. */
export const ledgerEqualsLevels = async (tx: ShopTx): Promise<boolean> =>
  (await ledgerGaps(tx)).length === 0 && (await reservationGaps(tx)).length === 0
