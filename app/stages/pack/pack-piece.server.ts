import { answeredBefore, keepScan, type ScanAnswer } from '../../journey/floor-scans.server.ts'
import { holdReasons } from '../../journey/holds/open-holds.server.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { sameCode } from '../../kernel/same-code.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { withShopInTurn } from '../../platform/in-turn.server.ts'
import type { ShopVault, Vaults } from '../../platform/vault.server.ts'
import { decideByHand, decidePiece, type PieceRefusal, pieceWords } from './decide-piece.ts'
import type { Extra } from './extras/decide-extras.ts'
import { markExtra, readBeside } from './extras/extras.server.ts'
import { startPacking } from './open-shipment.server.ts'
import { type BenchShipment, type PackDeps, readShipment } from './shipment-at-bench.server.ts'

export type BenchRefusal =
  | { readonly kind: 'no_such_shipment' }
  /** It is not at the bench (any more): stopped, or packed by somebody else. */
  | { readonly kind: 'not_packing'; readonly state: string }
  /** Something holds its order: it waits, packed or not. */
  | { readonly kind: 'held'; readonly reasons: readonly string[] }
  /** The scan was counted before: the screen was older than the parcel. */
  | { readonly kind: 'seen_already' }

/** For the packer. */
export function benchWords(refusal: BenchRefusal): string {
  switch (refusal.kind) {
    case 'no_such_shipment':
      return 'There is no such shipment'
    case 'not_packing':
      return refusal.state === 'cancelled'
        ? 'This order was stopped. Put the goods back'
        : 'This is not at the bench any more'
    case 'held':
      return `Put it aside, it is held: ${refusal.reasons.join('; ')}`
    case 'seen_already':
      return 'Counted already'
  }
}

export interface PieceScan {
  readonly shipmentId: string
  /** As the scanner typed it; empty together with `lineId`: put in by hand. */
  readonly code: string
  readonly lineId: string | null
  readonly quantity: number
  /** Pieces the screen showed as packed in all: makes the same scan sent twice count once. */
  readonly seen: number
  readonly by: string
}

/** Counts one scanned piece (or a typed number of them) into the parcel. */
export const packPiece = (deps: PackDeps, shop: ShopId, scan: PieceScan): Promise<PackedPiece> =>
  withShop(deps.db, shop, (tx) => packIn(tx, scan))

type PackedPiece = Outcome<
  { readonly title: string; readonly lineId: string },
  PieceRefusal | BenchRefusal
>

async function packIn(tx: ShopTx, scan: PieceScan): Promise<PackedPiece> {
  const at = await atBench(tx, scan)
  if (!at.ok) return at
  const line = at.value.lines.find((one) => one.id === scan.lineId)
  const answer =
    scan.code === '' && line ? decideByHand(line, scan.quantity) : decidePiece(at.value.lines, scan)
  if (!answer.ok) return answer
  const { id, title } = answer.value.line
  await tx.shipmentLine.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data: { packed: { increment: answer.value.quantity } },
  })
  return accept({ title, lineId: id })
}

/** A code of no goods may be that of material or an insert; null: it is not. Scanned once more it stays in. */
async function scanExtra(
  tx: ShopTx,
  vault: ShopVault,
  { scan, refusal }: { readonly scan: PieceScan; readonly refusal: PieceRefusal | BenchRefusal },
) {
  if (refusal.kind !== 'not_in_parcel') return null
  const shipment = await readShipment(tx, scan.shipmentId)
  if (!shipment) return null
  const { extras } = await readBeside(tx, vault, shipment)
  const isCalled = (one: Extra) =>
    [one.code, one.sku].some((code) => code && sameCode(scan.code, code))
  const extra = extras.find((one) => !one.isIn && isCalled(one)) ?? extras.find(isCalled)
  if (!extra) return null
  await markExtra(tx, shipment, extra, { isIn: true, by: scan.by })
  return accept({ title: `${extra.quantity} × ${extra.name}`, lineId: null })
}

/** Ticks something beside the goods, or takes the tick away. Without an id the next that has no code of its own. */
export async function tickExtra(
  deps: PackDeps & { readonly vaults: Vaults },
  shop: ShopId,
  what: {
    readonly shipmentId: string
    readonly ruleId: string | null
    readonly isIn: boolean
    readonly by: string
  },
): Promise<Outcome<{ readonly name: string }, BenchRefusal>> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const at = await holdAtBench(tx, what.shipmentId, what.by)
    if (!at.ok) return at
    const { extras } = await readBeside(tx, vault, at.value)
    const extra = extras.find((one) =>
      what.ruleId === null ? !one.isIn && one.code === '' : one.ruleId === what.ruleId,
    )
    if (!extra) return refuse({ kind: 'seen_already' })
    await markExtra(tx, at.value, extra, what)
    return accept({ name: extra.name })
  })
}

/** A scan at the bench with its key: kept, applied once, and a repeat answered as it was. */
export interface KeyedPiece extends PieceScan {
  /** A uuid made on the device. */
  readonly key: string
  readonly device: string | null
}

export async function packPieceOnce(
  deps: PackDeps & { readonly vaults: Vaults },
  shop: ShopId,
  { key, device, ...scan }: KeyedPiece,
): Promise<ScanAnswer> {
  const vault = await deps.vaults.of(shop)
  return withShopInTurn(deps.db, shop, async (tx) => {
    const before = await answeredBefore(tx, key)
    if (before) return before
    const tried = await packIn(tx, scan)
    const beside = tried.ok ? null : await scanExtra(tx, vault, { scan, refusal: tried.refusal })
    const outcome = beside ?? tried
    const answer: ScanAnswer = outcome.ok
      ? { ok: true, words: outcome.value.title, kind: 'done' }
      : { ok: false, words: packWords(outcome.refusal), kind: outcome.refusal.kind }
    const at = await tx.shipment.findUnique({
      where: { shopId_id: { shopId: shop, id: scan.shipmentId } },
      select: { orderId: true },
    })
    await keepScan(
      tx,
      {
        ...{ key, device, room: 'pack', intent: 'scan', by: scan.by, at: new Date() },
        shipmentId: at ? scan.shipmentId : null,
        orderId: at?.orderId ?? null,
        ...(outcome.ok && outcome.value.lineId !== null
          ? { proved: 'pieces', lineId: outcome.value.lineId, quantity: scan.quantity }
          : {}),
      },
      answer,
    )
    return answer
  })
}

/** For the packer. */
export function packWords(refusal: PieceRefusal | BenchRefusal): string {
  switch (refusal.kind) {
    case 'no_such_shipment':
    case 'not_packing':
    case 'held':
    case 'seen_already':
      return benchWords(refusal)
    default:
      return pieceWords(refusal)
  }
}

/** Takes one piece of a line out of the parcel again. */
export function unpackPiece(
  deps: PackDeps,
  shop: ShopId,
  what: {
    readonly shipmentId: string
    readonly lineId: string
    readonly seen: number
    readonly by: string
  },
): Promise<Outcome<{ readonly title: string }, BenchRefusal>> {
  return withShop(deps.db, shop, async (tx) => {
    const at = await atBench(tx, what)
    if (!at.ok) return at
    const line = at.value.lines.find((one) => one.id === what.lineId)
    if (!line || line.packed === 0) return refuse({ kind: 'seen_already' })
    await tx.shipmentLine.update({
      where: { shopId_id: { shopId: shop, id: line.id } },
      data: { packed: { decrement: 1 } },
    })
    return accept({ title: line.title })
  })
}

/** The shipment at the bench, held until the transaction ends, as the packer saw it. */
async function atBench(
  tx: ShopTx,
  scan: { readonly shipmentId: string; readonly seen: number; readonly by: string },
): Promise<Outcome<BenchShipment, BenchRefusal>> {
  const held = await holdAtBench(tx, scan.shipmentId, scan.by)
  if (!held.ok) return held
  const packed = held.value.lines.reduce((sum, line) => sum + line.packed, 0)
  return packed === scan.seen ? held : refuse({ kind: 'seen_already' })
}

/** The order's row first, as everybody who moves a shipment does. */
export async function holdAtBench(
  tx: ShopTx,
  id: string,
  by: string,
): Promise<Outcome<BenchShipment, BenchRefusal>> {
  await tx.$queryRaw`select 1 from sales_order where shop_id = ${tx.shopId}::uuid and id =
    (select order_id from shipment where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid) for update`
  const before = await readShipment(tx, id)
  if (!before) return refuse({ kind: 'no_such_shipment' })
  const reasons = await holdReasons(tx, before.orderId)
  if (reasons.length > 0) return refuse({ kind: 'held', reasons })
  await startPacking(tx, id, by)
  const shipment = await readShipment(tx, id)
  if (!shipment) return refuse({ kind: 'no_such_shipment' })
  return shipment.state === 'packing'
    ? accept(shipment)
    : refuse({ kind: 'not_packing', state: shipment.state })
}
