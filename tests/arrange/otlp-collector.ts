import { createServer } from 'node:http'
import { z } from 'zod'

const value = z.union([
  z.object({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
  z.object({ intValue: z.coerce.number() }).transform(({ intValue }) => intValue),
  z.object({ boolValue: z.boolean() }).transform(({ boolValue }) => boolValue),
])
const attributes = z
  .array(z.object({ key: z.string(), value }))
  .transform((all) => Object.fromEntries(all.map(({ key, value: its }) => [key, its])))
const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().default(''),
  name: z.string(),
  kind: z.number(),
  attributes,
  status: z.object({ code: z.number().default(0) }).default({ code: 0 }),
})
export type CollectedSpan = z.infer<typeof span>
const sent = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
})

/** Takes OTLP over HTTP as a collector does, and keeps the spans; `raw` is all that came, as it was written. */
export async function startCollector() {
  const spans: CollectedSpan[] = []
  const raw: string[] = []
  const services = new Set<string>()
  const processes = new Set<string>()
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const text = Buffer.concat(parts).toString('utf8')
    raw.push(text)
    if (request.url === '/v1/traces')
      for (const { resource, scopeSpans } of sent.parse(JSON.parse(text)).resourceSpans) {
        services.add(String(resource.attributes['service.name']))
        processes.add(String(resource.attributes['orderwright.process']))
        for (const scope of scopeSpans) spans.push(...scope.spans)
      }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return {
    ...{ url: `http://127.0.0.1:${address.port}`, spans, raw, services, processes },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
