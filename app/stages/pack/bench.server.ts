import { buyerShape } from '../../journey/buyer.ts'
import type { DifferenceField } from '../../journey/difference.ts'
import { type ListedReason, openReason } from '../../journey/holds/hold-reason.ts'
import { listedReason, readOpenHolds } from '../../journey/holds/open-holds.server.ts'
import { readOrderNotes } from '../../journey/order-notes.server.ts'
import { openPackerWords } from '../../journey/own-words.ts'
import { shopSettingsIn } from '../../journey/settings.server.ts'
import { readUndecided } from '../../journey/undecided.server.ts'
import { type UrgencyFacts, urgencyOf, urgentFirst } from '../../journey/urgent.ts'
import type { ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import type { Vaults } from '../../platform/vault.server.ts'
import {
  type AdviceDeps,
  adviseCartons,
  type CartonAdvice,
  readCartonFacts,
} from './advice.server.ts'
import type { CartonSort } from './carton/goods.ts'
import { type ExtraAtBench, readBeside } from './extras/extras.server.ts'
import { type GatheringRow, readComingTogether } from './gathering.server.ts'
import {
  type BenchLine,
  type BenchShipment,
  type PackDeps,
  readShipment,
  wishesOf,
} from './shipment-at-bench.server.ts'
import { expectedGrams, type Tolerance } from './weigh.ts'

/** A line with what the customer wished for it. */
type WishedLine = BenchLine & { readonly wishes: readonly string[] }

export interface Bench {
  readonly shipment: Omit<BenchShipment, 'lines'> & { readonly lines: readonly WishedLine[] }
  readonly cartons: readonly CartonSort[]
  readonly advice: CartonAdvice
  /** Without a carton, in grams; null when a weight is not known. */
  readonly goodsGrams: number | null
  readonly tolerance: Tolerance
  /** Must the scale say what it weighs? */
  readonly weighEvery: boolean
  /** Material, inserts and gift cards that come into it. */
  readonly extras: readonly ExtraAtBench[]
  readonly isGift: boolean
  readonly giftTexts: readonly string[]
  /** Ids of photos that were taken of it, the first one first. */
  readonly photos: readonly string[]
  /** What the customer wrote with the order. */
  readonly note: string | null
  /** What whoever took the order wants the warehouse to know. */
  readonly departmentNotes: readonly string[]
  /** What the store changed and nobody has decided about yet. */
  readonly undecided: readonly DifferenceField[]
  /** Why the order is held; its goods are put aside. */
  readonly holds: readonly string[]
}

/** Everything the packing bench shows of one shipment. */
export async function readBench(
  deps: AdviceDeps & { readonly vaults: Vaults },
  shop: ShopId,
  id: string,
): Promise<Bench | null> {
  const vault = await deps.vaults.of(shop)
  const read = await withShop(deps.db, shop, async (tx) => {
    const shipment = await readShipment(tx, id)
    if (!shipment) return null
    const { sealed } = await tx.order.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop, id: shipment.orderId } },
      select: { sealed: true },
    })
    const facts = await readCartonFacts(tx, shipment)
    const { gift, extras } = await readBeside(tx, vault, shipment)
    const settings = await shopSettingsIn(tx)
    const { weightTolerancePercent, weightToleranceGrams, weighEvery } = settings
    const photos = await tx.parcelPhoto.findMany({
      where: { shopId: shop, shipmentId: id, sealed: { not: null } },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    const notes = await readOrderNotes(tx, vault, [shipment.orderId], 'warehouse')
    const lines = shipment.lines.map((line) => ({
      ...line,
      wishes: wishesOf(vault, settings, line),
    }))
    return {
      shipment: { ...shipment, lines, overrideReason: openPackerWords(vault, shipment).override },
      facts,
      ...{ extras, weighEvery, giftTexts: gift.texts, isGift: gift.isGift },
      note: sealed && !gift.isNoteText ? buyerShape.parse(vault.open(sealed)).note : null,
      departmentNotes: notes.map(({ text }) => text),
      undecided: (await readUndecided(tx, [shipment.id])).get(shipment.id) ?? [],
      holds: (await readOpenHolds(tx, shipment.orderId)).map((hold) => openReason(vault, hold)),
      tolerance: { weightTolerancePercent, weightToleranceGrams },
      photos: photos.map((one) => one.id),
    }
  })
  if (!read) return null
  const { shipment, facts, ...words } = read
  return {
    ...{ shipment, ...words, cartons: facts.cartons },
    advice: await adviseCartons(deps, shop, shipment, facts),
    goodsGrams: expectedGrams(shipment.lines, 0),
  }
}

export interface PackRow {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly state: string
  readonly tote: string | null
  readonly packer: string | null
  readonly pieces: number
  readonly packed: number
  readonly dueAt: Date | null
  /** Why it goes before others; null: it does not. */
  readonly urgency: string | null
  /** Why it is put aside: reasons of the order's holds, opened by whoever shows them. */
  readonly held: readonly ListedReason[]
  /** What changed in the store, for somebody to decide. */
  readonly undecided: readonly DifferenceField[]
}

export interface PackBoard {
  /** Picked and being packed: urgent first, then due first. */
  readonly waiting: readonly PackRow[]
  /** Picked in several zones at once, and not whole yet. */
  readonly comingTogether: readonly GatheringRow[]
  /** Packed for the counter, until the customer has it in hand. */
  readonly toCollect: readonly PackRow[]
  readonly more: boolean
}

const shown = 60

export function readPackBoard(deps: PackDeps, shop: ShopId): Promise<PackBoard> {
  return withShop(deps.db, shop, async (tx) => {
    const find = (states: readonly string[]) => tx.$queryRaw<
      (Omit<PackRow, 'undecided' | 'urgency'> & UrgencyFacts)[]
    >`
      select s.id, s.number, s.kind, s.state, s.tote, s.packer, s.due_at as "dueAt",
        o.urgent_at as "urgentAt", o.tags, o.shipping_title as "shippingTitle",
        coalesce(sum(l.quantity), 0)::int as pieces, coalesce(sum(l.packed), 0)::int as packed,
        (select coalesce(json_agg(${listedReason} order by h.due_at, h.id), '[]') from hold h
          where h.shop_id = s.shop_id and h.order_id = s.order_id and h.released_at is null) as held
      from shipment s
      join sales_order o on o.shop_id = s.shop_id and o.id = s.order_id
      left join shipment_line l on l.shop_id = s.shop_id and l.shipment_id = s.id
      where s.shop_id = ${shop}::uuid and s.state = any(${[...states]}::text[])
        and s.next_step is distinct from 'book_in_store'
      group by s.shop_id, s.id, o.shop_id, o.id order by s.due_at, s.number limit ${shown + 1}`
    const settings = await shopSettingsIn(tx)
    const list = async (states: readonly string[]): Promise<readonly PackRow[]> => {
      const rows = await find(states)
      const undecided = await readUndecided(
        tx,
        rows.map(({ id }) => id),
      )
      return rows.map(({ urgentAt, tags, shippingTitle, ...row }) => ({
        ...row,
        urgency: urgencyOf({ urgentAt, tags, shippingTitle }, settings),
        undecided: undecided.get(row.id) ?? [],
      }))
    }
    const waiting = await list(['picked', 'packing'])
    const toCollect = await list(['awaiting_collection'])
    const comingTogether = await readComingTogether(tx)
    return {
      waiting: urgentFirst(waiting).slice(0, shown),
      comingTogether,
      toCollect,
      more: waiting.length > shown,
    }
  })
}
