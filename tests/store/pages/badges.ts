import { words } from './format.ts'
import { html, type Markup } from './markup.ts'

export type Tone = 'plain' | 'ok' | 'note' | 'bad' | 'info'

export const badge = (text: string, tone: Tone = 'plain'): Markup =>
  html`<span class="badge ${tone}">${text}</span>`

const tones: Readonly<Record<string, Tone>> = {
  PENDING: 'note',
  PARTIALLY_PAID: 'note',
  PARTIALLY_REFUNDED: 'note',
  REFUNDED: 'plain',
  VOIDED: 'plain',
  UNFULFILLED: 'note',
  PARTIALLY_FULFILLED: 'note',
  ON_HOLD: 'bad',
  IN_PROGRESS: 'info',
  REQUEST_DECLINED: 'bad',
  OPEN: 'note',
  SCHEDULED: 'info',
  SUBMITTED: 'info',
  ACCEPTED: 'ok',
  REJECTED: 'bad',
  REQUESTED: 'note',
  DECLINED: 'bad',
  SUCCESS: 'ok',
}

/** A badge for one of Shopify's codes. */
export const codeBadge = (code: string): Markup => badge(words(code), tones[code] ?? 'plain')

export const financialBadge = codeBadge
export const fulfillmentBadge = codeBadge
