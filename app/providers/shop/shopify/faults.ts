import {
  ProviderAnswerUnreadable,
  ProviderRefused,
  ProviderThrottled,
  ProviderUnavailable,
} from '../../../kernel/faults.ts'

export const providerKey = 'shopify'

/** A refusal with Shopify's codes beside its words, so that a known one can be taken as done. */
export class StoreRefused extends ProviderRefused {
  readonly codes: readonly string[]
  constructor(reasons: readonly string[], codes: readonly string[] = [], options?: ErrorOptions) {
    super(providerKey, reasons, options)
    this.codes = codes
  }
}

export const unavailable = (detail: string, more: { cause?: unknown; waitMs?: number } = {}) =>
  new ProviderUnavailable(providerKey, { detail, ...more })

export const throttled = (detail: string, waitMs: number) =>
  new ProviderThrottled(providerKey, { detail, waitMs })

export const unreadable = (detail: string, cause?: unknown) =>
  new ProviderAnswerUnreadable(providerKey, { detail, cause })
