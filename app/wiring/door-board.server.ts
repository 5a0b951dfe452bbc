import { z } from 'zod'
import type { ShopId } from '../kernel/ids.ts'
import {
  listInbound,
  openReceipt,
  openReceipts,
  stockPlaces,
} from '../stages/stock/index.server.ts'
import { readForm } from './read-form.server.ts'
import { services } from './services.server.ts'

const query = z.object({
  q: z.string().trim().max(100).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

/** What is being counted at the door, and what is to come in; blind: without its pieces. */
export async function doorBoard(request: Request, shop: ShopId) {
  const { q, page } = query.parse(Object.fromEntries(new URL(request.url).searchParams))
  const open = services()
  const { rows, more } = await listInbound(open, shop, { state: 'open', search: q, page })
  return {
    ...{ search: q, page, more, places: await stockPlaces(open, shop) },
    counting: (await openReceipts(open, shop)).map(({ id, number, inbound, place, pieces }) => ({
      ...{ id, number, inbound, place, pieces },
    })),
    expected: rows.map(({ id, number, vendor, place, isLate, expectedOn }) => ({
      ...{ id, number, vendor, place, isLate, expectedOn },
    })),
  }
}

const form = z.object({ inbound: z.uuid().nullable().catch(null), place: z.uuid() })

/** Begins a delivery, or goes on with the one that is open. @returns its id, or why not in words. */
export async function beginReceipt(request: Request, at: { shop: ShopId; by: string }) {
  const read = form.safeParse(Object.fromEntries(await readForm(request)))
  if (!read.success) return { ok: false as const, status: 400, words: 'Choose a place' }
  const { inbound: inboundId, place: locationId } = read.data
  const opened = await openReceipt(services(), at.shop, { inboundId, locationId, by: at.by })
  if (opened.ok) return { ok: true as const, id: opened.value }
  const words =
    opened.refusal.kind === 'not_expected'
      ? 'These goods are not expected any more'
      : 'That place is not in use'
  return { ok: false as const, status: 409, words }
}
