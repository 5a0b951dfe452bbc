/**
 * A fault is something that went wrong, as opposed to a refusal, which is an answer.
 * `retry` tells the job runner whether trying again can help.
 */
export abstract class Fault extends Error {
  abstract readonly code: string
  abstract readonly retry: 'later' | 'never'
}

/** The other side did not answer, or answered 429/5xx. It is not known whether it did the work. */
export class ProviderUnavailable extends Fault {
  readonly code = 'provider_unavailable'
  readonly retry = 'later'
  readonly provider: string
  /** The least time to wait before asking again, when the other side named one. */
  readonly waitMs: number | null
  constructor(provider: string, options?: ErrorOptions & { detail?: string; waitMs?: number }) {
    super(`${provider} did not answer${options?.detail ? `: ${options.detail}` : ''}`, options)
    this.provider = provider
    this.waitMs = options?.waitMs ?? null
  }
}

/** Who did not answer, by the message of a fault that was written down; null for any other message. */
export const whoWasSilent = (message: string): string | null =>
  /^(.{1,80}?) did not answer(?:: |$)/.exec(message)?.[1] ?? null

/**
 * The other side's rate limit is used up and nothing was asked of it. It costs a job no try to come back
 * after `waitMs`: there may be a long line of others before it.
 */
export class ProviderThrottled extends ProviderUnavailable {
  declare readonly waitMs: number
}

/** The other side answered in a shape we do not know. A person has to look. */
export class ProviderAnswerUnreadable extends Fault {
  readonly code = 'provider_answer_unreadable'
  readonly retry = 'never'
  readonly provider: string
  constructor(provider: string, options?: ErrorOptions & { detail?: string }) {
    super(
      `${provider} answered in an unknown shape${options?.detail ? `: ${options.detail}` : ''}`,
      options,
    )
    this.provider = provider
  }
}

/** The other side understood and said no. Repeating the same call cannot help; a person has to look. */
export class ProviderRefused extends Fault {
  readonly code = 'provider_refused'
  readonly retry = 'never'
  readonly provider: string
  /** The other side's own words, one per thing that was wrong. */
  readonly reasons: readonly string[]
  constructor(provider: string, reasons: readonly string[], options?: ErrorOptions) {
    super(`${provider} refused: ${reasons.join('; ')}`, options)
    this.provider = provider
    this.reasons = reasons
  }
}

/** Somebody else moved the thing first. Reading again and deciding again is right. */
export class MovedMeanwhile extends Fault {
  readonly code = 'moved_meanwhile'
  readonly retry = 'later'
}

/** A move that the life cycle's table does not allow. A programming mistake, never a person's. */
export class MoveNotAllowed extends Fault {
  readonly code = 'move_not_allowed'
  readonly retry = 'never'
}
