import { advanceShipment } from '../../journey/advance.server.ts'
import { dueBeforeLeaving } from '../../journey/due.ts'
import { holdReasons } from '../../journey/holds/open-holds.server.ts'
import { note } from '../../journey/timeline.server.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { sameCode } from '../../kernel/same-code.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { type PackDeps, readShipment } from './shipment-at-bench.server.ts'

export type OpenRefusal =
  /** No shipment at the bench has this number, tote or thing in it. */
  | { readonly kind: 'nothing_like_it'; readonly scanned: string }
  | { readonly kind: 'held'; readonly reasons: readonly string[] }
  | { readonly kind: 'not_at_bench'; readonly number: string; readonly state: string }

/** For the packer. */
export function openWords(refusal: OpenRefusal): string {
  if (refusal.kind === 'held') return `Put it aside, it is held: ${refusal.reasons.join('; ')}`
  return refusal.kind === 'nothing_like_it'
    ? `Nothing picked has ${refusal.scanned}`
    : `${refusal.number} is not here to be packed`
}

/**
 * Finds the shipment that a scan at the bench means: its number, its tote, or a thing that is still to
 * be packed; of several with such a thing the one due first. Opening it starts the packing.
 */
export function openAtBench(
  deps: PackDeps,
  shop: ShopId,
  scan: { readonly code: string; readonly by: string },
): Promise<Outcome<{ readonly shipmentId: string }, OpenRefusal>> {
  return withShop(deps.db, shop, async (tx) => {
    const code = scan.code.trim()
    const found = code === '' ? null : await find(tx, code)
    if (!found) {
      const elsewhere = await tx.shipment.findFirst({
        where: { shopId: shop, number: { in: [code, `#${code}`] } },
      })
      return elsewhere
        ? refuse({ kind: 'not_at_bench', number: elsewhere.number, state: elsewhere.state })
        : refuse({ kind: 'nothing_like_it', scanned: code })
    }
    const { orderId } = await tx.shipment.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop, id: found } },
      select: { orderId: true },
    })
    const reasons = await holdReasons(tx, orderId)
    if (reasons.length > 0) return refuse({ kind: 'held', reasons })
    await startPacking(tx, found, scan.by)
    return accept({ shipmentId: found })
  })
}

interface AtBench {
  readonly id: string
  readonly number: string
  readonly tote: string | null
  readonly codes: readonly string[]
}

async function find(tx: ShopTx, code: string): Promise<string | null> {
  const rows = await tx.$queryRaw<AtBench[]>`
    select s.id, s.number, s.tote,
      coalesce(array_agg(c.code) filter (where c.code is not null and l.packed < l.quantity), '{}') as codes
    from shipment s
    join shipment_line l on l.shop_id = s.shop_id and l.shipment_id = s.id
    join order_line o on o.shop_id = l.shop_id and o.id = l.order_line_id
    left join item i on i.shop_id = l.shop_id and i.id = l.item_id
    cross join lateral (values (i.barcode), (coalesce(i.sku, o.sku))) as c (code)
    where s.shop_id = ${tx.shopId}::uuid and s.state in ('picked', 'packing')
    group by s.shop_id, s.id order by (s.state = 'picked') desc, s.due_at, s.number`
  const by = (is: (row: AtBench) => boolean) => rows.find(is)?.id ?? null
  return (
    by((row) => sameCode(code, row.number) || sameCode(code, row.number.replace(/^#/, ''))) ??
    by((row) => row.tote !== null && sameCode(code, row.tote)) ??
    by((row) => row.codes.some((known) => sameCode(code, known)))
  )
}

/** Takes a picked shipment to the bench; one that lies there already gets another packer. */
export async function startPacking(tx: ShopTx, id: string, by: string): Promise<void> {
  const shipment = await readShipment(tx, id)
  if (shipment?.state === 'picked')
    await advanceShipment(
      tx,
      { ...shipment, state: 'picked' },
      {
        to: 'packing',
        reason: 'at the packing bench',
        room: 'pack',
        by,
        next: {
          owner: 'warehouse',
          step: 'pack',
          dueAt: dueBeforeLeaving(shipment.leaveBy, 'pack', new Date()),
        },
      },
    )
  if (shipment?.state !== 'picked' && shipment?.state !== 'packing') return
  if (shipment.packer === by) return
  await tx.shipment.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data: { packer: by },
  })
  if (shipment.state === 'packing')
    await note(tx, shipment.orderId, {
      room: 'pack',
      kind: 'packer_changed',
      by,
      text: `Another packer goes on with ${shipment.number}`,
      detail: { shipmentId: id },
    })
}
