import { z } from 'zod'
import type { ShopTx } from '../../../platform/db.server.ts'
import { isSettled } from '../decide-scan.ts'
import { readMap } from '../map/read-map.server.ts'
import { lengthsOnMap, walkWith } from '../plan-walk.ts'
import type { OpenTour, PickRow } from '../read-tour.server.ts'
import { alongShelves, bestPlace } from './insert-stop.ts'

export interface ExtraStop {
  readonly binId: string
  readonly lotId: string | null
  readonly serial: string | null
  readonly quantity: number
}

/**
 * Puts stops for what a shelf did not have into the walk, each where it costs the least way from there on. The
 * stops that are still to come keep their order; the directions are told anew.
 */
export async function insertStops(
  tx: ShopTx,
  { tour, picks }: OpenTour,
  short: PickRow,
  extras: readonly ExtraStop[],
): Promise<void> {
  const bins = await binsOf(tx, [
    ...picks.flatMap((one) => one.binId ?? []),
    ...extras.map((one) => one.binId),
  ])
  const codeOf = (id: string) => bins.get(id)?.code ?? ''
  const here = short.bin ?? ''
  const map = await mapOf(
    tx,
    short,
    [...bins.values()].map(({ code }) => code),
  )
  const onMap = map && lengthsOnMap(map, tour.walk)
  const distance =
    onMap ?? alongShelves(new Map([...bins.values()].map(({ code, walk }) => [code, walk])))
  const isAhead = (one: PickRow) =>
    one.id !== short.id && one.shipmentState === 'picking' && !isSettled(one)
  const ahead = picks.filter(isAhead)
  const behind = picks.filter((one) => !isAhead(one))
  let walk: readonly (PickRow | ExtraStop)[] = ahead
  const binAt = (one: PickRow | ExtraStop) => (one.binId === null ? null : codeOf(one.binId))
  for (const extra of extras) {
    const at = bestPlace(here, walk.map(binAt), codeOf(extra.binId), distance)
    walk = walk.toSpliced(at, 0, extra)
  }
  for (const [at, one] of walk.entries())
    if ('id' in one)
      await tx.pick.update({
        where: { shopId_id: { shopId: tx.shopId, id: one.id } },
        data: { position: behind.length + at },
      })
    else
      await tx.pick.create({
        data: {
          ...{ shopId: tx.shopId, tourId: tour.id, shipmentId: short.shipmentId },
          ...{ shipmentLineId: short.lineId, itemId: short.itemId, tote: short.tote },
          ...{ insteadOf: short.id, position: behind.length + at, ...one },
        },
      })
  for (const [at, one] of behind.entries())
    await tx.pick.update({
      where: { shopId_id: { shopId: tx.shopId, id: one.id } },
      data: { position: at },
    })
  const told =
    map &&
    walkWith(map, tour.walk, [
      ...behind.flatMap((one) => one.bin ?? []),
      ...walk.flatMap((one) => binAt(one) ?? []),
    ])
  if (told)
    await tx.pickTour.update({
      where: { shopId_id: { shopId: tx.shopId, id: tour.id } },
      data: { walk: z.json().parse(told) ?? {} },
    })
}

async function binsOf(tx: ShopTx, ids: readonly string[]) {
  const rows = await tx.bin.findMany({
    where: { shopId: tx.shopId, id: { in: [...ids] } },
    select: { id: true, code: true, walk: true },
  })
  return new Map(rows.map((row) => [row.id, row]))
}

async function mapOf(tx: ShopTx, short: PickRow, codes: readonly string[]) {
  const bin = await tx.bin.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id: short.binId ?? '' } },
    select: { locationId: true },
  })
  return bin ? readMap(tx, bin.locationId, codes) : null
}
