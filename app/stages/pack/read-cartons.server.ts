import { z } from 'zod'
import type { ShopTx } from '../../platform/db.server.ts'
import type { CartonSort } from './carton/goods.ts'
import { surchargeShape, zoneShape } from './carton/plan-task.ts'
import type { RateCard } from './carton/rate-card.ts'
import { firstCartons } from './first-cartons.ts'

const volumeOf = ({ inner: [a, b, c] }: CartonSort) => a * b * c

/** The shop's cartons, smallest first; a shop that has none gets a first set of common sizes. */
export async function readCartons(tx: ShopTx): Promise<readonly CartonSort[]> {
  const where = { shopId: tx.shopId }
  if ((await tx.carton.count({ where })) === 0)
    await tx.carton.createMany({
      data: firstCartons.map((carton) => ({ ...where, ...carton })),
      skipDuplicates: true,
    })
  const rows = await tx.carton.findMany({ where: { ...where, active: true } })
  return rows
    .map(
      (row): CartonSort => ({
        ...{ id: row.id, name: row.name, emptyGrams: row.emptyGrams, maxGrams: row.maxGrams },
        kind: row.kind === 'mailer' ? 'mailer' : 'carton',
        inner: [row.lengthMm, row.widthMm, row.heightMm],
        outer: [
          row.outerLengthMm ?? row.lengthMm,
          row.outerWidthMm ?? row.widthMm,
          row.outerHeightMm ?? row.heightMm,
        ],
        ...{ stock: row.stock, costMinor: Number(row.costMinor) },
        maxVolume: row.maxVolumeMl === null ? null : row.maxVolumeMl * 1000,
      }),
    )
    .sort((a, b) => volumeOf(a) - volumeOf(b) || (a.name < b.name ? -1 : 1))
}

/** Rate cards in the shop's own currency: others cannot be compared. */
export async function readRateCards(tx: ShopTx, currency: string): Promise<readonly RateCard[]> {
  const rows = await tx.rateCard.findMany({
    where: { shopId: tx.shopId, currency, active: true },
    orderBy: [{ carrier: 'asc' }, { service: 'asc' }],
  })
  return rows.map((row) => ({
    ...{ id: row.id, carrier: row.carrier, service: row.service, divisor: row.divisor },
    ...{ roundUpGrams: row.roundUpGrams, maxGrams: row.maxGrams, hazmat: row.hazmat },
    ...{ maxLength: row.maxLengthMm, maxGirth: row.maxGirthMm },
    zones: z.array(zoneShape).parse(row.zones),
    surcharges: z.array(surchargeShape).parse(row.surcharges),
  }))
}
