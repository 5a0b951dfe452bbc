import type { ShopId } from '../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { ownPackaging, suggestedFor } from './advice.server.ts'
import { contentsOf } from './bench-request.ts'
import type { CartonSort } from './carton/goods.ts'
import type { DecidedParcels } from './decide-parcels.ts'
import type { BenchShipment, PackDeps } from './shipment-at-bench.server.ts'

/** Writes down what was suggested and what was used, and takes the used cartons off the stock on hand. */
export async function keepChoice(
  tx: ShopTx,
  shipment: BenchShipment,
  done: {
    readonly cartons: readonly CartonSort[]
    readonly parcels: DecidedParcels
    readonly by: string
  },
): Promise<void> {
  const { cartons, parcels, by } = done
  if (shipment.kind === 'pickup' && parcels.every((one) => one.carton === null)) return
  const key = { shopId: tx.shopId, shipmentId: shipment.id }
  const where = { shopId_shipmentId: key }
  const before = await tx.cartonChoice.findUnique({ where })
  const used = parcels.map((one) => one.carton?.name ?? ownPackaging)
  const suggested = [...(await suggestedFor(tx, shipment.id, cartons))]
  const data = { suggested, used, by, at: new Date() }
  await tx.cartonChoice.upsert({
    where,
    create: { ...key, ...data, contents: contentsOf(shipment.lines) ?? '' },
    update: data,
  })
  for (const { id, name } of cartons) {
    const count = (list: readonly string[]) => list.filter((one) => one === name).length
    // A parcel that is opened again and closed in another carton gives the first one back.
    const more = count(used) - count(before?.used ?? [])
    if (more !== 0)
      await tx.$executeRaw`
        update carton set stock = greatest(0, stock - ${more}::int)
        where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid and stock is not null`
  }
}

export interface ShownChoice {
  readonly shipmentId: string
  readonly number: string
  readonly suggested: readonly string[]
  readonly used: readonly string[]
  readonly by: string
  readonly at: Date
}

export interface ChoiceReport {
  /** Of those that were suggested something, within the last 90 days. */
  readonly asSuggested: number
  readonly otherwise: number
  /** Newest first: where packers did otherwise. */
  readonly different: readonly ShownChoice[]
}

/** How often packers took what was suggested, and where they did not. */
export function readChoices({ db }: PackDeps, shop: ShopId): Promise<ChoiceReport> {
  return withShop(db, shop, async (tx) => {
    const [sum] = await tx.$queryRaw<{ same: number; other: number }[]>`
      select count(*) filter (where (select array_agg(x order by x) from unnest(used) x)
          = (select array_agg(x order by x) from unnest(suggested) x))::int as same,
        count(*) filter (where (select array_agg(x order by x) from unnest(used) x)
          is distinct from (select array_agg(x order by x) from unnest(suggested) x))::int as other
      from carton_choice
      where shop_id = ${shop}::uuid and suggested <> '{}' and at > now() - interval '90 days'`
    const different = await tx.$queryRaw<ShownChoice[]>`
      select c.shipment_id as "shipmentId", s.number, c.suggested, c.used, c.by, c.at
      from carton_choice c join shipment s on s.shop_id = c.shop_id and s.id = c.shipment_id
      where c.shop_id = ${shop}::uuid and c.suggested <> '{}'
        and (select array_agg(x order by x) from unnest(c.used) x)
          is distinct from (select array_agg(x order by x) from unnest(c.suggested) x)
      order by c.at desc limit 20`
    return { asSuggested: sum?.same ?? 0, otherwise: sum?.other ?? 0, different }
  })
}
