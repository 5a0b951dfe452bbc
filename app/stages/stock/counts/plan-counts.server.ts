import { daysAfter } from '../../../journey/due.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../../platform/db.server.ts'
import { rulesOf } from '../stock-rules.server.ts'
import type { StockRules } from '../stock-rules.ts'
import { openTask } from '../tasks/open-task.server.ts'
import { type CountableBin, decideClasses, decideCountPlan, type SalesClass } from './decide-abc.ts'
import { soldPieces } from './sold-pieces.server.ts'

/** Sales classes of all counted items as the rules draw the lines. */
export const classesOf = async (
  tx: ShopTx,
  rules: StockRules,
): Promise<ReadonlyMap<string, SalesClass>> =>
  decideClasses(await soldPieces(tx, rules.lookBackDays), rules)

/**
 * Opens the counts whose turn it is, no more at once than the shop wants, and looks into bins that the ledger says were
 * emptied since they were counted last. Run twice it opens nothing twice.
 * @returns how many counts were opened.
 */
export function planCounts(deps: { readonly db: Db }, shop: ShopId): Promise<number> {
  return withShop(deps.db, shop, async (tx) => {
    const rules = await rulesOf(tx)
    const now = new Date()
    const bins = await readBins(tx, await classesOf(tx, rules))
    const open = await tx.stockTask.count({
      where: {
        ...{ shopId: shop, kind: 'count', state: { in: ['open', 'approval'] } },
        key: { startsWith: 'count:plan:' },
      },
    })
    const planned = decideCountPlan(bins, rules, now, rules.countsAtOnce - open)
    let opened = 0
    for (const bin of planned)
      if (await openCount(tx, bin, 'plan', `Its turn: class ${bin.salesClass}`, daysAfter(now, 1)))
        opened++
    const emptied = rules.zeroChecks ? await emptiedBins(tx) : []
    for (const bin of emptied)
      if (await openCount(tx, bin, 'zero', 'Nothing should be left in it', daysAfter(now, 1)))
        opened++
    return opened
  })
}

interface Countable {
  readonly binId: string
  readonly locationId: string
  readonly countedAt: Date | null
}

const openCount = (tx: ShopTx, bin: Countable, why: string, reason: string, dueAt: Date) =>
  openTask(tx, {
    key: `count:${why}:${bin.binId}:${bin.countedAt?.getTime() ?? 'first'}`,
    ...{ kind: 'count', by: 'system', reason, dueAt },
    ...{ locationId: bin.locationId, binId: bin.binId },
  })

async function readBins(
  tx: ShopTx,
  classes: ReadonlyMap<string, SalesClass>,
): Promise<readonly (CountableBin & { readonly locationId: string })[]> {
  const rows = await tx.$queryRaw<
    (Countable & { code: string; items: string[]; isOpen: boolean })[]
  >`
    select b.id as "binId", b.code, b.location_id as "locationId", b.counted_at as "countedAt",
      array_agg(distinct l.item_id::text) as items,
      exists (select from stock_task t where t.shop_id = b.shop_id and t.bin_id = b.id and t.kind = 'count'
        and t.state in ('open', 'approval')) as "isOpen"
    from bin b
    join stock_level l on l.shop_id = b.shop_id and l.bin_id = b.id and l.quantity > 0
      and l.state in ('on_hand', 'reserved', 'quarantine')
    where b.shop_id = ${tx.shopId}::uuid and b.active and b.kind in ('pick', 'reserve')
    group by b.shop_id, b.id order by b.code`
  return rows.map(({ items, ...bin }) => ({
    ...bin,
    salesClass: items.map((item) => classes.get(item) ?? 'C').toSorted()[0] ?? 'C',
  }))
}

/** Bins people pick from that lost their last piece after they were counted, and nobody looked since. */
const emptiedBins = (tx: ShopTx) => tx.$queryRaw<Countable[]>`
  select b.id as "binId", b.location_id as "locationId", b.counted_at as "countedAt" from bin b
  where b.shop_id = ${tx.shopId}::uuid and b.active and b.kind = 'pick'
    and not exists (select from stock_level l where l.shop_id = b.shop_id and l.bin_id = b.id
      and l.state in ('on_hand', 'reserved', 'quarantine') and l.quantity > 0)
    and exists (select from stock_level l
      join stock_entry e on e.shop_id = l.shop_id and e.item_id = l.item_id and e.bin_id = l.bin_id
      where l.shop_id = b.shop_id and l.bin_id = b.id and e.cause = 'picked' and e.at > coalesce(b.counted_at, '-infinity'))
  order by b.walk, b.code limit 50`
