import { z } from 'zod'
import { isRejectReason, type RejectReason } from './decide-answer.ts'

const text = (most: number) => z.string().trim().min(1).max(most)
const reasonWord = z.string().refine(isRejectReason, {
  error: 'must be one of out_of_stock, address, not_served, too_late, other',
})

/** Bodies of the partner API, as docs/providers/signed-api.md has them. */
export const acceptBody = z.strictObject({ reference: text(100).nullish() })
export const rejectBody = z.strictObject({
  reason: reasonWord.transform((word): RejectReason => (isRejectReason(word) ? word : 'other')),
  note: z.string().trim().max(500).nullish(),
})
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).max(500)
export const shipBody = z.strictObject({
  carrier: text(60),
  tracking: z
    .array(z.strictObject({ number: text(60), url: httpUrl.nullish() }))
    .max(100)
    .default([]),
  lines: z
    .array(z.strictObject({ line_id: z.string().max(60), quantity: z.int().min(0).max(100_000) }))
    .min(1)
    .max(500)
    .nullish(),
})
export const cancellationBody = z.strictObject({ answer: z.enum(['confirm', 'refuse']) })
