import { advanceShipment } from '../../journey/advance.server.ts'
import { dueBeforeLeaving } from '../../journey/due.ts'
import { holdReasons } from '../../journey/holds/open-holds.server.ts'
import { note } from '../../journey/timeline.server.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { sameCode } from '../../kernel/same-code.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { type Gathering, zonesInWords } from './decide-gathering.ts'
import { readGathering } from './gathering.server.ts'
import { type PackDeps, readShipment } from './shipment-at-bench.server.ts'

export type OpenRefusal =
  /** No shipment at the bench has this number, tote or thing in it. */
  | { readonly kind: 'nothing_like_it'; readonly scanned: string }
  | { readonly kind: 'held'; readonly reasons: readonly string[] }
  | { readonly kind: 'not_at_bench'; readonly number: string; readonly state: string }
  /** Its zones are picked at once, and some are still to come. */
  | { readonly kind: 'not_whole'; readonly number: string; readonly gathering: Gathering }
  /** Several orders of one piece share the tote: a piece of it says which. */
  | { readonly kind: 'shared_tote'; readonly tote: string; readonly orders: number }

/** For the packer. */
export function openWords(refusal: OpenRefusal): string {
  switch (refusal.kind) {
    case 'held':
      return `Put it aside, it is held: ${refusal.reasons.join('; ')}`
    case 'nothing_like_it':
      return `Nothing picked has ${refusal.scanned}`
    case 'not_at_bench':
      return `${refusal.number} is not here to be packed`
    case 'not_whole': {
      const { walked, waiting } = refusal.gathering
      const missing = [...walked.map((one) => one.zone), ...waiting].join(', ')
      return `${refusal.number}: ${zonesInWords(refusal.gathering)}. Still to come: ${missing}`
    }
    case 'shared_tote':
      return `${refusal.tote} holds ${refusal.orders} orders of one piece: scan a piece of it`
  }
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
    const answer = await find(tx, code)
    if (!answer.ok) return answer
    const found = answer.value
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
  /** Totes its zones were picked in. */
  readonly totes: readonly string[]
  readonly pieces: number
  readonly codes: readonly string[]
}

async function find(tx: ShopTx, code: string): Promise<Outcome<string, OpenRefusal>> {
  const rows = code === '' ? [] : await readAtBench(tx)
  const by = (is: (row: AtBench) => boolean) => rows.find(is)
  const isSame = (known: string | null) => known !== null && sameCode(code, known)
  const named = by((row) => isSame(row.number) || isSame(row.number.replace(/^#/, '')))
  if (named) return accept(named.id)
  const inTote = rows.filter((row) => isSame(row.tote))
  if (inTote.length > 1)
    return refuse({ kind: 'shared_tote', tote: code.toUpperCase(), orders: inTote.length })
  const shared = new Set(sharedTotes(rows))
  const has = (row: AtBench) => row.codes.some(isSame)
  const found =
    inTote[0] ??
    by((row) => row.totes.some(isSame)) ??
    // A loose piece at the bench is of a tote that several orders share, if one there wants it.
    by((row) => row.pieces === 1 && shared.has(row.tote ?? '') && has(row)) ??
    by(has)
  return found ? accept(found.id) : whyNot(tx, code)
}

const sharedTotes = (rows: readonly AtBench[]): readonly string[] =>
  [...Map.groupBy(rows, (row) => row.tote ?? '')].flatMap(([tote, of]) =>
    tote !== '' && of.length > 1 ? [tote] : [],
  )

const readAtBench = (tx: ShopTx) => tx.$queryRaw<AtBench[]>`
  select s.id, s.number, s.tote,
    array(select distinct p.tote from pick p join pick_tour t on t.shop_id = p.shop_id and t.id = p.tour_id
      where p.shop_id = s.shop_id and p.shipment_id = s.id and t.zone is not null) as totes,
    (select sum(q.quantity)::int from shipment_line q where q.shop_id = s.shop_id and q.shipment_id = s.id) as pieces,
    coalesce(array_agg(c.code) filter (where c.code is not null and l.packed < l.quantity), '{}') as codes
  from shipment s
  join shipment_line l on l.shop_id = s.shop_id and l.shipment_id = s.id
  join order_line o on o.shop_id = l.shop_id and o.id = l.order_line_id
  left join item i on i.shop_id = l.shop_id and i.id = l.item_id
  cross join lateral (values (i.barcode), (coalesce(i.sku, o.sku))) as c (code)
  where s.shop_id = ${tx.shopId}::uuid and s.state in ('picked', 'packing')
  group by s.shop_id, s.id order by (s.state = 'picked') desc, s.due_at, s.number`

/** Where it is instead: with other zones still to come, somewhere else, or nowhere. */
async function whyNot(tx: ShopTx, code: string): Promise<Outcome<never, OpenRefusal>> {
  const [elsewhere] = await tx.$queryRaw<{ id: string; number: string; state: string }[]>`
    select s.id, s.number, s.state from shipment s where s.shop_id = ${tx.shopId}::uuid
      and (s.number = any(${[code, `#${code}`]}::text[])
        or s.state in ('waiting_stock', 'ready', 'picking') and (upper(s.tote) = upper(${code})
          or exists (select from pick p join pick_tour t on t.shop_id = p.shop_id and t.id = p.tour_id
            where p.shop_id = s.shop_id and p.shipment_id = s.id and t.zone is not null and upper(p.tote) = upper(${code}))))
    order by s.due_at limit 1`
  if (!elsewhere) return refuse({ kind: 'nothing_like_it', scanned: code })
  const { id, number, state } = elsewhere
  const gathering = (await readGathering(tx, [id])).get(id)
  return gathering && !gathering.isWhole
    ? refuse({ kind: 'not_whole', number, gathering })
    : refuse({ kind: 'not_at_bench', number, state })
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
