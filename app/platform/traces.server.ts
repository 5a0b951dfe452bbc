import { AsyncLocalStorage } from 'node:async_hooks'
import { traceNow } from './piece-of-work.server.ts'
import type { Beginning, Recorder, Told } from './spans.ts'

let recorder: Recorder | null = null
const current = new AsyncLocalStorage<string>()

export interface OpenTraces {
  /** Resolves once spans are kept; at once where nothing is configured. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

interface TracesConfig {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined
  readonly OTEL_SERVICE_NAME: string
}

/** Sends traces to a collector where one is configured; else nothing of OpenTelemetry is even loaded. */
export function openTraces(config: TracesConfig, process: string): OpenTraces {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT
  if (endpoint === undefined) return { ready: Promise.resolve(), close: () => Promise.resolve() }
  const ready = import('./otlp.server.ts').then(async ({ openOtlp }) => {
    recorder = await openOtlp({ endpoint, service: config.OTEL_SERVICE_NAME, process })
  })
  return {
    ready,
    close: async () => {
      await ready
      await recorder?.close()
      recorder = null
    },
  }
}

/** The span under way, for what is booked to follow from it; null where no traces are kept. */
export const spanNow = (): string | null => current.getStore() ?? null

interface Work extends Pick<Beginning, 'name' | 'kind'> {
  readonly told?: Told
  /** Of a job: the span that booked it. */
  readonly parent?: string | null
}

/**
 * Does a piece of work, or a call out of it, as a span of the trace under way.
 * @param work says with `tell` what is known of it only later.
 */
export async function inSpan<T>(
  { name, kind, told = {}, parent = spanNow() }: Work,
  work: (tell: (more: Told) => void) => Promise<T>,
): Promise<T> {
  const trace = traceNow()
  if (recorder === null || trace === null) return work(() => undefined)
  const span = recorder.begin({ name, kind, trace, parent, told })
  const all: Record<string, string | number | boolean> = {}
  try {
    const done = await current.run(span.id, () => work((more) => Object.assign(all, more)))
    span.end(all, null)
    return done
  } catch (fault) {
    span.end(all, codeOf(fault))
    throw fault
  }
}

/** Something that happened in the work under way, as a span without a length. */
export function mark(name: string, told: Told): void {
  const trace = traceNow()
  if (recorder === null || trace === null) return
  recorder.begin({ name, kind: 'event', trace, parent: spanNow(), told }).end({}, null)
}

/** A fault's own code; an error's words may hold anything and are not sent. */
const codeOf = (fault: unknown): string =>
  typeof fault === 'object' && fault !== null && 'code' in fault && typeof fault.code === 'string'
    ? fault.code
    : 'unexpected'
