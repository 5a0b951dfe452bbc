import { hoursAfter } from '../../../journey/due.ts'
import type { GoodsMove, Place } from '../../../journey/goods.ts'
import { moveGoods } from '../../../journey/goods-ledger.server.ts'
import { MovedMeanwhile } from '../../../kernel/faults.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import type { Db, ShopTx } from '../../../platform/db.server.ts'
import { withShopInTurn } from '../../../platform/in-turn.server.ts'
import { tellStore } from '../book.server.ts'
import { itemByCode, type KnownItem } from '../item-by-code.server.ts'
import { lotOf } from '../lots.server.ts'
import { rulesOf } from '../stock-rules.server.ts'
import { openTask } from '../tasks/open-task.server.ts'
import { type CaptureRefusal, decideCapture, decideInspection } from './decide-receipt.ts'
import { servingBin } from './place-bins.server.ts'
import { inboundDocument, inTransit, offTheWay } from './transit.server.ts'

/** Pieces of one kind as they came out of the box. */
export interface CameIn {
  readonly receiptId: string
  /** Of the scan or form it came from: sent twice it is booked once. */
  readonly key: string
  readonly by: string
  readonly code: string
  readonly quantity: number
  readonly condition: 'good' | 'damaged'
  /** As printed on the goods; empty: none. */
  readonly lot: string
  /** `2026-11-30`; empty: they do not expire, or it is known of the lot. */
  readonly expiresOn: string
  readonly serial: string
}

export type LineRefusal =
  | CaptureRefusal
  | { readonly kind: 'no_such_receipt' }
  /** Nobody knows the code: with `keepUnknown` the goods are kept aside. */
  | { readonly kind: 'unknown_code'; readonly code: string }
  | { readonly kind: 'other_expiry'; readonly code: string; readonly expiresOn: string | null }
  | { readonly kind: 'serial_known'; readonly serial: string }

export interface LineBooked {
  readonly kind: 'booked' | 'seen'
  readonly item: KnownItem
  readonly quantity: number
  /** Why it is to be looked at first, in words; null: it is not. */
  readonly inspection: string | null
}

interface OpenReceipt {
  readonly id: string
  readonly number: string
  readonly inboundId: string | null
  readonly sourceGid: string | null
  readonly vendor: string | null
  readonly locationId: string
  readonly binId: string
  /** The day at the place. */
  readonly today: string
}

/** The receipt, locked: who closes it and who books into it take turns. */
export async function lockReceipt(tx: ShopTx, id: string): Promise<OpenReceipt | null> {
  const [row] = await tx.$queryRaw<OpenReceipt[]>`
    select r.id, r.number, r.inbound_id as "inboundId", i.source_gid as "sourceGid", i.vendor, r.location_id as "locationId",
      r.bin_id as "binId", to_char(now() at time zone p.time_zone, 'YYYY-MM-DD') as today
    from receipt r join location p on p.shop_id = r.shop_id and p.id = r.location_id
    left join inbound i on i.shop_id = r.shop_id and i.id = r.inbound_id
    where r.shop_id = ${tx.shopId}::uuid and r.id = ${id}::uuid and r.state = 'open' for update of r`
  return row ?? null
}

/**
 * Books pieces that came in: into the receiving bin, damaged ones as damaged, what has to be looked at into the
 * checking bin where the store does not sell it. What was on its way by the ledger is on it no more.
 */
export function receiveLine(
  deps: { readonly db: Db },
  shop: ShopId,
  what: CameIn,
): Promise<Outcome<LineBooked, LineRefusal>> {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const receipt = await lockReceipt(tx, what.receiptId)
    const item = await itemByCode(tx, what.code)
    const seen = item && (await seenLine(tx, item, what.key))
    if (seen) return accept(seen)
    if (!receipt) return refuse({ kind: 'no_such_receipt' })
    if (!item) return refuse({ kind: 'unknown_code', code: what.code })
    return bookItem(tx, receipt, item, what)
  })
}

/** The line that the same scan booked before, also when the delivery was closed since. */
async function seenLine(tx: ShopTx, item: KnownItem, key: string): Promise<LineBooked | null> {
  const before = await tx.receiptLine.findUnique({
    where: { shopId_key: { shopId: tx.shopId, key } },
  })
  return before && { kind: 'seen', item, quantity: before.quantity, inspection: before.inspection }
}

async function bookItem(
  tx: ShopTx,
  receipt: OpenReceipt,
  item: KnownItem,
  what: CameIn,
): Promise<Outcome<LineBooked, LineRefusal>> {
  const { quantity } = what
  const missing = decideCapture(item, { ...what, expiresOn: what.expiresOn || null }, receipt.today)
  if (missing) return refuse(missing)
  const lot = await lotOnGoods(tx, item.id, what)
  if (lot && what.expiresOn !== '' && lot.expiresOn !== what.expiresOn)
    return refuse({ kind: 'other_expiry', code: lot.code, expiresOn: lot.expiresOn })
  if (what.serial !== '' && (await isHere(tx, item.id, what.serial)))
    return refuse({ kind: 'serial_known', serial: what.serial })
  const inspection = what.condition === 'damaged' ? null : await whyInspected(tx, receipt, item)
  const line = await tx.receiptLine.create({
    data: {
      ...{
        shopId: tx.shopId,
        receiptId: receipt.id,
        itemId: item.id,
        code: what.code.slice(0, 120),
      },
      ...{
        condition: what.condition,
        quantity,
        lotId: lot?.id ?? null,
        key: what.key,
        by: what.by,
      },
      ...{ serial: what.serial || null, inspection },
    },
    select: { id: true },
  })
  const to = await placeFor(tx, receipt, {
    ...what,
    inspection,
    isBlocked: lot?.state === 'quarantine',
  })
  const goods = {
    itemId: item.id,
    lotId: lot?.id ?? null,
    serial: what.serial || null,
    quantity,
    to,
  }
  await bookArrival(tx, receipt, what, goods, inspection)
  if (inspection)
    await openTask(tx, {
      ...{ key: `inspect:${line.id}`, kind: 'inspect', by: what.by, reason: inspection },
      ...{
        locationId: receipt.locationId,
        binId: to.binId,
        itemId: item.id,
        lotId: lot?.id ?? null,
      },
      ...{ serial: what.serial || null, quantity, document: `receipt:${receipt.id}` },
      dueAt: hoursAfter(new Date(), 24),
    })
  return accept({ kind: 'booked', item, quantity, inspection })
}

/** A lot that is known already tells its own last day. */
async function lotOnGoods(tx: ShopTx, itemId: string, what: CameIn) {
  if (what.lot === '') return null
  return lotOf(tx, itemId, { code: what.lot, expiresOn: what.expiresOn || null })
}

const isHere = async (tx: ShopTx, itemId: string, serial: string) =>
  (await tx.stockLevel.count({
    where: { shopId: tx.shopId, itemId, serial, quantity: { gt: 0 }, state: { not: 'in_transit' } },
  })) > 0

async function placeFor(
  tx: ShopTx,
  receipt: OpenReceipt,
  goods: {
    readonly condition: string
    readonly inspection: string | null
    readonly isBlocked: boolean
  },
): Promise<Place> {
  if (goods.condition === 'damaged') return { binId: receipt.binId, state: 'damaged' }
  if (goods.inspection)
    return { binId: await servingBin(tx, receipt.locationId, 'CHECK'), state: 'quarantine' }
  return { binId: receipt.binId, state: goods.isBlocked ? 'quarantine' : 'on_hand' }
}

async function whyInspected(tx: ShopTx, receipt: OpenReceipt, item: KnownItem) {
  const { inspection } = await rulesOf(tx)
  if (inspection.length === 0) return null
  // A delivery counts once, in however many scans it comes.
  const [told] = await tx.$queryRaw<{ before: number }[]>`
    select count(distinct receipt_id)::int as before from receipt_line
    where shop_id = ${tx.shopId}::uuid and item_id = ${item.id}::uuid and receipt_id <> ${receipt.id}::uuid
      and undone_by is null and condition = 'good'`
  const vendor = receipt.vendor || item.vendor || ''
  return decideInspection(inspection, { vendor, sku: item.sku ?? '' }, told?.before ?? 0)
}

/**
 * Writes the arrival into the ledger. What comes by the store's own transfer the store learns by that transfer: only
 * pieces beyond it are told apart.
 */
async function bookArrival(
  tx: ShopTx,
  receipt: OpenReceipt,
  { key, by }: CameIn,
  goods: Omit<GoodsMove, 'from'> & { readonly to: Place },
  inspection: string | null,
): Promise<void> {
  const onTheWay = receipt.inboundId ? await inTransit(tx, receipt.inboundId) : []
  const gone = offTheWay(onTheWay, goods.itemId, goods.quantity)
  const expected = receipt.sourceGid ? gone.reduce((sum, one) => sum + one.quantity, 0) : 0
  const book = async (part: string, quantity: number, moves: readonly GoodsMove[]) => {
    if (quantity === 0) return
    const moved = await moveGoods(tx, {
      ...{ key: part, by, cause: inspection ? 'to_inspect' : 'received' },
      document: receipt.inboundId ? inboundDocument(receipt.inboundId) : `receipt:${receipt.id}`,
      moves: [...moves, { ...goods, quantity, from: null }],
    })
    if (!moved.ok) throw new MovedMeanwhile(`goods of ${receipt.number} came in meanwhile`)
  }
  await book(key, expected, gone)
  const rest = goods.quantity - expected
  const restKey = expected > 0 ? `${key}:over` : key
  await book(restKey, rest, expected > 0 ? [] : gone)
  if (rest > 0 && goods.to.state === 'on_hand') await tellStore(tx, restKey)
}
