import { randomBytes } from 'node:crypto'
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { thisProcess } from './piece-of-work.server.ts'
import type { Recorder } from './spans.ts'

export interface OtlpOptions {
  /** Base address of a collector that takes OTLP over HTTP: `http://collector:4318`. */
  readonly endpoint: string
  readonly service: string
  /** `web`, `worker`, …: one of the service's processes. */
  readonly process: string
}

const kinds = {
  request: SpanKind.SERVER,
  job: SpanKind.CONSUMER,
  call: SpanKind.CLIENT,
  event: SpanKind.INTERNAL,
} as const

/** Longest wait for the collector. What it does not take is dropped: nothing waits for it, nothing fails by it. */
const timeoutMillis = 5_000

/**
 * Sends spans to a collector, many at once, every second.
 * `OTEL_EXPORTER_OTLP_HEADERS` (a key for the collector) is read by the exporter itself.
 */
export function openOtlp({ endpoint, service, process }: OtlpOptions): Recorder {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`
  /** The trace of the span that begins now, where it is the first of its trace. */
  let beginning = ''
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': service,
      'service.instance.id': thisProcess,
      'orderwright.process': process,
    }),
    idGenerator: {
      generateTraceId: () => beginning || randomBytes(16).toString('hex'),
      generateSpanId: () => randomBytes(8).toString('hex'),
    },
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url, timeoutMillis }),
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
          ? ROOT_CONTEXT
          : trace.setSpanContext(ROOT_CONTEXT, {
              ...{ traceId, spanId: parent, traceFlags: TraceFlags.SAMPLED, isRemote: true },
            })
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes: { ...told } }, before)
      return {
        id: span.spanContext().spanId,
        end: (more, failed) => {
          span.setAttributes({ ...more })
          if (failed !== null) {
            span.setAttribute('error.type', failed)
            span.setStatus({ code: SpanStatusCode.ERROR })
          }
          span.end()
        },
      }
    },
    close: () => provider.shutdown().catch(() => undefined),
  }
}
