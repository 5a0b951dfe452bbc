/** What a span says of itself: ids, names of our own parts, numbers. Never names, addresses, tokens or others' words. */
export type Told = Readonly<Record<string, string | number | boolean>>

export interface Beginning {
  /** `job ship.fulfil`, `call store`, `page /app/orders`: few different ones, no ids. */
  readonly name: string
  readonly kind: 'request' | 'job' | 'call' | 'event'
  /** The trace of the log, a UUID; OpenTelemetry's trace id is the same without dashes. */
  readonly trace: string
  /** The span it follows from, 16 hex digits; null: the trace begins here. */
  readonly parent: string | null
  readonly told: Told
}

export interface OpenSpan {
  readonly id: string
  /** @param failed a fault's code, when it did not go well. */
  end(told: Told, failed: string | null): void
}

/** Where spans go; otlp.server.ts is the one there is. */
export interface Recorder {
  begin(beginning: Beginning): OpenSpan
  /** Sends what is left. */
  close(): Promise<void>
}
