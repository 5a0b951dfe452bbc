import { randomBytes } from 'node:crypto'
import { thisProcess } from './piece-of-work.server.ts'
import type { Recorder } from './spans.ts'

export interface OtlpOptions {
  /** Base address of a collector that takes OTLP over HTTP: `http://collector:4318`. */
  readonly endpoint: string
  readonly service: string
  /** `web`, `worker`, …: one of the service's processes. */
  readonly process: string
}

/** Longest wait for the collector. What it does not take is dropped: nothing waits for it, nothing fails by it. */
const timeoutMillis = 5_000

/** Loaded when they are needed: a bundle keeps a call of `import` for packages as it stands. */
const load = async () => ({
  ...(await import('@opentelemetry/api')),
  ...(await import('@opentelemetry/exporter-trace-otlp-http')),
  ...(await import('@opentelemetry/resources')),
  ...(await import('@opentelemetry/sdk-trace')),
})

/**
 * Sends spans to a collector, many at once, every second.
 * `OTEL_EXPORTER_OTLP_HEADERS` (a key for the collector) is read by the exporter itself.
 */
export async function openOtlp({ endpoint, service, process }: OtlpOptions): Promise<Recorder> {
  const otel = await load()
  const kinds = {
    request: otel.SpanKind.SERVER,
    job: otel.SpanKind.CONSUMER,
    call: otel.SpanKind.CLIENT,
    event: otel.SpanKind.INTERNAL,
  } as const
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`
  /** The trace of the span that begins now, where it is the first of its trace. */
  let beginning = ''
  const provider = new otel.TracerProvider({
    resource: otel.resourceFromAttributes({
      'service.name': service,
      'service.instance.id': thisProcess,
      'orderwright.process': process,
    }),
    idGenerator: {
      generateTraceId: () => beginning || randomBytes(16).toString('hex'),
      generateSpanId: () => randomBytes(8).toString('hex'),
    },
    spanProcessors: [
      new otel.BatchSpanProcessor({
        exporter: new otel.OTLPTraceExporter({ url, timeoutMillis }),
        scheduledDelayMillis: 1_000,
      }),
    ],
  })
  const tracer = provider.getTracer('orderwright')
  return {
    begin: ({ name, kind, trace: uuid, parent, told }) => {
      const traceId = uuid.replaceAll('-', '')
      beginning = traceId
      const before =
        parent === null
          ? otel.ROOT_CONTEXT
          : otel.trace.setSpanContext(otel.ROOT_CONTEXT, {
              ...{ traceId, spanId: parent, isRemote: true },
              traceFlags: otel.TraceFlags.SAMPLED,
            })
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes: { ...told } }, before)
      return {
        id: span.spanContext().spanId,
        end: (more, failed) => {
          span.setAttributes({ ...more })
          if (failed !== null) {
            span.setAttribute('error.type', failed)
            span.setStatus({ code: otel.SpanStatusCode.ERROR })
          }
          span.end()
        },
      }
    },
    close: () => provider.shutdown().catch(() => undefined),
  }
}
