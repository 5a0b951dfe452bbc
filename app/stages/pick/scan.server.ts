import { hoursAfter } from '../../journey/due.ts'
import { countBinSoon } from '../../journey/jobs.ts'
import { takeReserved } from '../../journey/reservations.server.ts'
import { shopSettingsIn } from '../../journey/settings.server.ts'
import { note } from '../../journey/timeline.server.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import type { Db, ShopTx } from '../../platform/db.server.ts'
import { withShopInTurn } from '../../platform/in-turn.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { type AtPick, pickOf, tourOf } from './at-pick.server.ts'
import { decideScan, type ScanDone, type Scanned, type ScanRefusal } from './decide-scan.ts'
import type { PickRow } from './read-tour.server.ts'
import type { Rest } from './short/decide-rest.ts'
import { takeFromOtherBins } from './short/from-other-bins.server.ts'
import { restOf } from './short/rest.server.ts'
import { type ShortReason, shortWords } from './short-reasons.ts'
import type { TourRefusal } from './tour-refusal.ts'

export interface PickDeps {
  readonly db: Db
}

/** Pieces that were not there, and how many of them come from other bins of the same tour. */
interface Shorted {
  readonly short: number
  readonly instead: number
  /** What becomes of the others once the tour is done; null: there are none. */
  readonly rest: Rest | null
}

type AtStop<Value, More = never> = Promise<Outcome<Value, TourRefusal | More>>

/**
 * One scan at a stop: the bin, a piece, or the tote. A piece leaves its shelf in the ledger at once.
 * The same scan sent twice counts once: it names the version of the stop that the picker saw.
 */
export const scanPick = (
  deps: PickDeps,
  shop: ShopId,
  scan: AtPick & Scanned,
): AtStop<ScanDone, ScanRefusal> => withShopInTurn(deps.db, shop, (tx) => scanInTurn(tx, scan))

export async function scanInTurn(
  tx: ShopTx,
  scan: AtPick & Scanned,
): AtStop<ScanDone, ScanRefusal> {
  const at = await pickOf(tx, scan)
  if (!at.ok) return at
  const { pick } = at.value
  const answer = decideScan(pick, scan)
  if (!answer.ok) return answer
  const done = answer.value
  switch (done.kind) {
    case 'bin': {
      const changed = await change(tx, pick, { binScannedAt: new Date() })
      if (changed && pick.mode === 'single') await proveBin(tx, scan.tourId, pick)
      return changed ? accept(done) : seen
    }
    case 'tote':
      return (await change(tx, pick, { toteScannedAt: new Date() })) ? accept(done) : seen
    case 'pieces':
      return take(tx, pick, done.quantity, scan.by)
  }
}

const seen = refuse({ kind: 'seen_already' } as const)

/** Changes the stop if nobody did since it was read. */
async function change(
  tx: ShopTx,
  pick: PickRow,
  data: {
    readonly picked?: number
    readonly short?: number
    readonly shortReason?: string | null
    readonly binScannedAt?: Date
    readonly toteScannedAt?: Date | null
  },
): Promise<boolean> {
  const { count } = await tx.pick.updateMany({
    where: { shopId: tx.shopId, id: pick.id, version: pick.version },
    data: { ...data, version: { increment: 1 } },
  })
  return count === 1
}

/** Orders of one piece: who stands at the bin stands there for all of them. */
const proveBin = (tx: ShopTx, tourId: string, { binId }: PickRow) =>
  tx.pick.updateMany({
    where: { shopId: tx.shopId, tourId, binId, binScannedAt: null },
    data: { binScannedAt: new Date() },
  })

/** Moves pieces of a stop in the ledger, and what is promised of them. Goods that are not counted have no ledger. */
async function move(
  tx: ShopTx,
  pick: PickRow,
  how: Pick<Parameters<typeof takeReserved>[1], 'cause' | 'quantity' | 'from' | 'to' | 'by'>,
): Promise<'moved' | 'seen' | 'not_there'> {
  const { binId, itemId, lotId, serial, orderId, shipmentId, lineId } = pick
  if (!binId || !itemId) return 'moved'
  return takeReserved(tx, {
    ...how,
    ...{ key: `pick:${pick.id}:${pick.version}`, orderId, shipmentId, lineId },
    ...{ binId, itemId, lotId, serial },
  })
}

async function take(tx: ShopTx, pick: PickRow, quantity: number, by: string) {
  const how = { cause: 'picked', quantity, from: 'reserved', to: 'picked', by } as const
  const moved = await move(tx, pick, how)
  if (moved === 'not_there') return refuse({ kind: 'stopped' } as const)
  if (moved === 'seen' || !(await change(tx, pick, { picked: pick.picked + quantity }))) return seen
  await tx.shipmentLine.update({
    where: { shopId_id: { shopId: tx.shopId, id: pick.lineId } },
    data: { picked: { increment: quantity } },
  })
  return accept({ kind: 'pieces', quantity } as const)
}

/** Puts the last piece of a stop back onto its shelf; also of one that is settled already. */
export const undoPiece = (deps: PickDeps, shop: ShopId, at: AtPick): AtStop<'undone'> =>
  withShopInTurn(deps.db, shop, (tx) => undoInTurn(tx, at))

export async function undoInTurn(tx: ShopTx, at: AtPick): AtStop<'undone'> {
  const answer = await tourOf(tx, at)
  if (!answer.ok) return answer
  const pick = answer.value.picks.find((one) => one.id === at.pickId)
  if (!pick) return refuse({ kind: 'no_such_tour' })
  if (pick.shipmentState !== 'picking') return refuse({ kind: 'stopped' })
  if (pick.version !== at.version || pick.picked === 0) return seen
  const moved = await move(tx, pick, {
    cause: 'unpicked',
    quantity: 1,
    from: 'picked',
    to: 'reserved',
    by: at.by,
  })
  if (moved === 'not_there') return refuse({ kind: 'stopped' })
  const changed = await change(tx, pick, { picked: pick.picked - 1, toteScannedAt: null })
  if (moved === 'seen' || !changed) return seen
  await tx.shipmentLine.update({
    where: { shopId_id: { shopId: tx.shopId, id: pick.lineId } },
    data: { picked: { decrement: 1 } },
  })
  return accept('undone')
}

/**
 * The rest of a stop cannot be taken. The pieces the ledger has there are in question from now on
 * (or damaged), nobody is promised them, and the bin is to be counted.
 */
export const shortPick = (
  deps: PickDeps,
  shop: ShopId,
  at: AtPick & { readonly reason: ShortReason },
): AtStop<Shorted> => withShopInTurn(deps.db, shop, (tx) => shortInTurn(tx, at))

export async function shortInTurn(
  tx: ShopTx,
  at: AtPick & { readonly reason: ShortReason },
): AtStop<Shorted> {
  const answer = await pickOf(tx, at)
  if (!answer.ok) return answer
  const { pick, open } = answer.value
  const quantity = pick.open
  if (quantity === 0) return seen
  const moved = await move(tx, pick, {
    cause: 'short',
    quantity,
    from: 'reserved',
    to: at.reason === 'damaged' ? 'damaged' : 'quarantine',
    by: at.by,
  })
  if (moved === 'not_there') return refuse({ kind: 'stopped' })
  const changed = await change(tx, pick, {
    short: pick.short + quantity,
    shortReason: at.reason,
  })
  if (moved === 'seen' || !changed) return seen
  const { shortRule } = await shopSettingsIn(tx)
  const instead =
    shortRule === 'wait' ? 0 : await takeFromOtherBins(tx, { open, pick, by: at.by }, quantity)
  await tx.shipmentLine.update({
    where: { shopId_id: { shopId: tx.shopId, id: pick.lineId } },
    data: { short: { increment: quantity - instead } },
  })
  await askToCount(tx, pick, { quantity, reason: at.reason, by: at.by })
  const rest = instead < quantity ? await restOf(tx, await shortened(tx, pick)) : null
  return accept({ short: quantity, instead, rest })
}

const shortened = (tx: ShopTx, { shipmentId: id }: PickRow) =>
  tx.shipment.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    include: { lines: true },
  })

async function askToCount(
  tx: ShopTx,
  pick: PickRow,
  { quantity, reason, by }: { quantity: number; reason: ShortReason; by: string },
) {
  const what = `${quantity} × ${pick.item?.sku ?? pick.title}`
  const where = pick.bin ? ` in ${pick.bin}` : ''
  await note(tx, pick.orderId, {
    room: 'pick',
    kind: 'short',
    by,
    text: `Short on ${pick.shipmentNumber}: ${what}${where} (${shortWords[reason].toLowerCase()})`,
    detail: { shipmentId: pick.shipmentId, quantity, reason },
  })
  await tx.workOrder.createMany({
    data: [
      {
        shopId: tx.shopId,
        orderId: pick.orderId,
        shipmentId: pick.shipmentId,
        department: 'warehouse',
        kind: pick.bin ? 'count_bin' : 'find_goods',
        title: pick.bin
          ? `Count ${pick.bin}: ${what} not found`
          : `Find ${what} for ${pick.shipmentNumber}`,
        dueAt: hoursAfter(new Date(), 8),
        key: `count:${pick.id}`,
      },
    ],
    skipDuplicates: true,
  })
  if (pick.binId)
    await enqueue(tx, countBinSoon, {
      ...{ shopId: tx.shopId, binId: pick.binId, key: `short:${pick.id}`, by },
      reason: `${what} not found for ${pick.shipmentNumber}`,
    })
}
