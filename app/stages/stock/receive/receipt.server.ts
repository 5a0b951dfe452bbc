import type { ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import type { Db, ShopTx } from '../../../platform/db.server.ts'
import { withShopInTurn } from '../../../platform/in-turn.server.ts'
import { planPutAway } from '../put-away/plan-put-away.server.ts'
import { rulesOf } from '../stock-rules.server.ts'
import { servingBin } from './place-bins.server.ts'
import { bookTransferTold, type CamePieces } from './tell-transfers.server.ts'

export type OpenRefusal = { readonly kind: 'unknown_place' } | { readonly kind: 'not_expected' }

/**
 * Goods are at the door: a delivery of an inbound, or of nobody knows what. The same inbound may be delivered in
 * parts, each of them a receipt; one that is open already is gone on with.
 * @returns the receipt's id.
 */
export function openReceipt(
  deps: { readonly db: Db },
  shop: ShopId,
  what: { readonly inboundId: string | null; readonly locationId: string; readonly by: string },
): Promise<Outcome<string, OpenRefusal>> {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const inbound =
      what.inboundId === null
        ? null
        : await tx.inbound.findFirst({
            where: { shopId: shop, id: what.inboundId, state: 'open' },
            select: { id: true, locationId: true },
          })
    if (what.inboundId !== null && !inbound) return refuse({ kind: 'not_expected' })
    const locationId = inbound?.locationId ?? what.locationId
    const place = await tx.location.findFirst({
      where: { shopId: shop, id: locationId, kind: { in: ['own', 'counter'] }, active: true },
    })
    if (!place) return refuse({ kind: 'unknown_place' })
    const before = inbound && (await openReceiptOf(tx, inbound.id))
    if (before) return accept(before.id)
    const made = await tx.receipt.create({
      data: {
        ...{ shopId: shop, inboundId: inbound?.id ?? null, locationId, openedBy: what.by },
        ...{ number: await nextReceipt(tx), blind: (await rulesOf(tx)).blind },
        binId: await servingBin(tx, locationId, 'IN'),
      },
      select: { id: true },
    })
    return accept(made.id)
  })
}

const openReceiptOf = (tx: ShopTx, inboundId: string) =>
  tx.receipt.findFirst({
    where: { shopId: tx.shopId, inboundId, state: 'open' },
    select: { id: true },
  })

async function nextReceipt(tx: ShopTx): Promise<string> {
  const [last] = await tx.$queryRaw<{ n: number | null }[]>`
    select max(substr(number, 3)::int) as n from receipt
    where shop_id = ${tx.shopId}::uuid and number ~ '^R-[0-9]{1,8}$'`
  return `R-${(last?.n ?? 1000) + 1}`
}

/** Whether the same person closed it before: a device that never heard so says it again. */
const closedBefore = async (
  tx: ShopTx,
  { receiptId: id, by }: { readonly receiptId: string; readonly by: string },
) => (await tx.receipt.count({ where: { shopId: tx.shopId, id, state: 'done', closedBy: by } })) > 0

/**
 * The delivery is counted: its good pieces are to be put away, the store is told of its transfer, and when nothing
 * more is to come the inbound is done.
 */
export function closeReceipt(
  deps: { readonly db: Db },
  shop: ShopId,
  what: { readonly receiptId: string; readonly by: string; readonly note: string },
): Promise<boolean> {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const { count } = await tx.receipt.updateMany({
      where: { shopId: shop, id: what.receiptId, state: 'open' },
      data: { state: 'done', closedBy: what.by, closedAt: new Date(), note: what.note },
    })
    if (count === 0) return closedBefore(tx, what)
    const receipt = await tx.receipt.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop, id: what.receiptId } },
    })
    await planPutAway(tx, receipt, what.by)
    if (receipt.inboundId) {
      await bookTransferTold(tx, receipt.inboundId, receipt.id, await cameBy(tx, receipt.id))
      await finishInbound(tx, receipt.inboundId, what.by)
    }
    return true
  })
}

/**
 * What a receipt brought of what was on its way, by item; pieces beyond it were told apart, and what is looked at first
 * is told once that is done.
 */
const cameBy = (tx: ShopTx, receiptId: string) => tx.$queryRaw<CamePieces[]>`
  select l.item_id as "itemId", coalesce(sum(-e.delta) filter (where l.condition = 'good'), 0)::int as good,
    coalesce(sum(-e.delta) filter (where l.condition = 'damaged'), 0)::int as bad
  from receipt_line l
  join stock_entry e on e.shop_id = l.shop_id and e.key = l.key and e.state = 'in_transit'
  where l.shop_id = ${tx.shopId}::uuid and l.receipt_id = ${receiptId}::uuid and l.inspection is null and l.undone_by is null
  group by 1 order by 1`

/** Done once all that was to come is here; a notice's goods count for its order, too. */
async function finishInbound(tx: ShopTx, inboundId: string, by: string): Promise<void> {
  const inbound = await tx.inbound.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: inboundId } },
    select: { ofId: true },
  })
  for (const id of [inboundId, ...(inbound.ofId ? [inbound.ofId] : [])]) {
    const open = (await progressOf(tx, id)).some((line) => line.good + line.damaged < line.expected)
    if (!open)
      await tx.inbound.updateMany({
        where: { shopId: tx.shopId, id, state: 'open' },
        data: {
          ...{ state: 'done', closedBy: by, closedAt: new Date() },
          version: { increment: 1 },
        },
      })
  }
}

/** Per item: what was to come by an inbound, and what came by all deliveries of it and of its notices. */
export const progressOf = (tx: ShopTx, inboundId: string) => tx.$queryRaw<
  { itemId: string; expected: number; good: number; damaged: number }[]
>`
  with came as (
    select l.item_id, sum(l.quantity) filter (where l.condition = 'good') as good,
      sum(l.quantity) filter (where l.condition = 'damaged') as damaged
    from receipt r join receipt_line l on l.shop_id = r.shop_id and l.receipt_id = r.id
    where r.shop_id = ${tx.shopId}::uuid and l.item_id is not null and l.undone_by is null
      and r.inbound_id in (select id from inbound
        where shop_id = ${tx.shopId}::uuid and (id = ${inboundId}::uuid or of_id = ${inboundId}::uuid))
    group by 1),
  due as (
    select item_id, sum(quantity) as expected from inbound_line
    where shop_id = ${tx.shopId}::uuid and inbound_id = ${inboundId}::uuid group by 1)
  select coalesce(due.item_id, came.item_id) as "itemId", coalesce(expected, 0)::int as expected,
    coalesce(good, 0)::int as good, coalesce(damaged, 0)::int as damaged
  from due full join came on came.item_id = due.item_id order by 1`
