import { z } from 'zod'
import {
  ProviderAnswerUnreadable,
  ProviderRefused,
  ProviderUnavailable,
} from '../../../kernel/faults.ts'

export interface ReceiptAnswer {
  readonly status: number
  readonly contentType: string
  readonly retryAfterSeconds: number | null
  readonly body: string
}

const receipt = z.object({ reference: z.string().trim().min(1).max(100).optional() })
const name = 'the partner'
/** Answers that say "later", whatever their body is. */
const later = new Set([408, 425, 429])

/**
 * Reads a partner's receipt. Any 2xx without a body, or with `{"reference": "…"}`, took the message.
 * @throws ProviderUnavailable for 408, 425, 429 and 5xx: it is not known whether it was taken.
 * @throws ProviderRefused for any other 4xx and for redirects, with the partner's own words.
 * @throws ProviderAnswerUnreadable for a page instead of a receipt.
 */
export function readReceipt(answer: ReceiptAnswer): { readonly partnerRef: string | null } {
  const { status } = answer
  if (status >= 500 || later.has(status))
    throw new ProviderUnavailable(name, {
      detail: `status ${status}`,
      ...(answer.retryAfterSeconds === null ? {} : { waitMs: answer.retryAfterSeconds * 1_000 }),
    })
  if (status >= 400) throw new ProviderRefused(name, [reasonIn(answer)])
  if (status >= 300)
    throw new ProviderRefused(name, [`status ${status}: redirects are not followed`])
  if (status < 200) throw new ProviderAnswerUnreadable(name, { detail: `status ${status}` })
  if (answer.body.trim() === '') return { partnerRef: null }
  const read = receipt.safeParse(jsonIn(answer.body))
  if (!read.success)
    throw new ProviderAnswerUnreadable(name, {
      detail: `status ${status}, ${answer.contentType || 'no content type'}, no receipt`,
    })
  return { partnerRef: read.data.reference ?? null }
}

/** undefined stands for "no JSON": no JSON text has that value. */
function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const refusal = z.object({
  error: z.union([z.string(), z.object({ message: z.string() })]),
})

/** The partner's own words where it has any, cut to what fits a list. Never a whole page. */
function reasonIn(answer: ReceiptAnswer): string {
  const read = refusal.safeParse(jsonIn(answer.body))
  if (!read.success) return `status ${answer.status}`
  const said = typeof read.data.error === 'string' ? read.data.error : read.data.error.message
  return `status ${answer.status}: ${said.slice(0, 200)}`
}
