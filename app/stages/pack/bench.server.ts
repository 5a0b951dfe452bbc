import { buyerShape } from '../../journey/buyer.ts'
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
import { type GatheringRow, readComingTogether } from './gathering.server.ts'
import { type BenchShipment, type PackDeps, readShipment } from './shipment-at-bench.server.ts'
import { expectedGrams } from './weigh.ts'

export interface Bench {
  readonly shipment: BenchShipment
  readonly cartons: readonly CartonSort[]
  readonly advice: CartonAdvice
  /** Without a carton, in grams; null when a weight is not known. */
  readonly goodsGrams: number | null
  /** What the customer wrote with the order. */
  readonly note: string | null
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
    return { shipment, facts, note: sealed ? buyerShape.parse(vault.open(sealed)).note : null }
  })
  if (!read) return null
  const { shipment, facts, note } = read
  return {
    ...{ shipment, note, cartons: facts.cartons },
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
}

export interface PackBoard {
  /** Picked and being packed, due first. */
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
    const list = (states: readonly string[]) => tx.$queryRaw<PackRow[]>`
      select s.id, s.number, s.kind, s.state, s.tote, s.packer, s.due_at as "dueAt",
        coalesce(sum(l.quantity), 0)::int as pieces, coalesce(sum(l.packed), 0)::int as packed
      from shipment s left join shipment_line l on l.shop_id = s.shop_id and l.shipment_id = s.id
      where s.shop_id = ${shop}::uuid and s.state = any(${[...states]}::text[])
        and s.next_step is distinct from 'book_in_store'
      group by s.shop_id, s.id order by s.due_at, s.number limit ${shown + 1}`
    const waiting = await list(['picked', 'packing'])
    const toCollect = await list(['awaiting_collection'])
    const comingTogether = await readComingTogether(tx)
    return {
      waiting: waiting.slice(0, shown),
      comingTogether,
      toCollect,
      more: waiting.length > shown,
    }
  })
}
