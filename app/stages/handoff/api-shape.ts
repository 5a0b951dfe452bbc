import { z } from 'zod'
import { isSafeToOpen } from '../../kernel/web-address.ts'
import { isRejectReason, type RejectReason, type RequestState } from './decide-answer.ts'
import type { RequestRow, RequestSheet } from './read-requests.server.ts'

const text = (most: number) =>
  z
    .string({ error: 'must be a text' })
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must have ${most} characters at most`)
const reasonWord = z.string().refine(isRejectReason, {
  error: 'must be one of out_of_stock, address, not_served, too_late, other',
})

/** Bodies of the partner API, as docs/providers/signed-api.md has them. */
export const acceptBody = z.strictObject({ reference: text(100).nullish() })
export const rejectBody = z.strictObject({
  reason: reasonWord.transform((word): RejectReason => (isRejectReason(word) ? word : 'other')),
  note: z.string().trim().max(500).nullish(),
})
const httpsUrl = z.string().max(500).refine(isSafeToOpen, { error: 'must be an https address' })
export const shipBody = z.strictObject({
  carrier: text(60),
  tracking: z
    .array(z.strictObject({ number: text(60), url: httpsUrl.nullish() }))
    .max(100)
    .default([]),
  lines: z
    .array(z.strictObject({ line_id: z.string().max(60), quantity: z.int().min(0).max(100_000) }))
    .min(1, 'must name a line, or be left out when everything left')
    .max(500)
    .nullish(),
})
export const cancellationBody = z.strictObject({ answer: z.enum(['confirm', 'refuse']) })

/** A request's state as partners' systems read it. */
const apiState = {
  booked: 'requested',
  sent: 'requested',
  accepted: 'accepted',
  rejected: 'rejected',
  shipped: 'shipped',
  cancel_asked: 'cancel_requested',
  cancelled: 'cancelled',
} as const satisfies Record<RequestState, string>

/** A row of the list a partner's system reads; nothing personal in it. */
export const rowForApi = (row: RequestRow) => ({
  id: row.id,
  number: row.number,
  order_name: row.orderName,
  state: apiState[row.state],
  country: row.country,
  pieces: row.pieces,
  due_at: row.dueAt,
  ship_by: row.shipBy,
  requested_at: row.sentAt ?? row.createdAt,
})

/** One request in full. */
export const sheetForApi = (sheet: RequestSheet) => ({
  ...rowForApi(sheet),
  ship_to: sheet.shipTo,
  shipping: sheet.shippingTitle,
  note: sheet.note,
  reference: sheet.partnerRef,
  rejection: sheet.rejectReason,
  answered_at: sheet.answeredAt,
  shipped_at: sheet.shippedAt,
  lines: sheet.lines.map(({ lineId, sku, title, barcode, quantity }) => ({
    line_id: lineId,
    sku,
    title,
    barcode,
    quantity,
  })),
  parcels: sheet.parcels,
})
