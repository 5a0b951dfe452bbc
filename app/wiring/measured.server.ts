import { z } from 'zod'
import { type Measured, measuredFloor } from '../journey/measured-floor.server.ts'
import type { ShopId } from '../kernel/ids.ts'
import { listPeople } from './people.server.ts'
import { services } from './services.server.ts'

/** How many days back a page asks for: a week where it does not say. */
export const measuredDays = (request: Request): number =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(92)
    .catch(7)
    .parse(new URL(request.url).searchParams.get('days') ?? 7)

export interface MeasuredRow extends Omit<Measured, 'by'> {
  readonly person: string
  /** Null: nothing was taken. */
  readonly secondsPerLine: number | null
  readonly secondsPerOrder: number | null
}

export async function measuredRows(shop: ShopId, days: number): Promise<readonly MeasuredRow[]> {
  const open = services()
  const names = new Map((await listPeople(open, shop)).map((one) => [one.handle, one.name]))
  const rows = await measuredFloor(open, shop, { days })
  return rows.map(({ by, ...row }) => ({
    ...row,
    person: names.get(by) ?? 'Somebody who is gone',
    secondsPerLine: row.lines === 0 ? null : row.seconds / row.lines,
    secondsPerOrder: row.orders === 0 ? null : row.seconds / row.orders,
  }))
}
