import { abstractFetch } from '@shopify/shopify-api/runtime'
import { z } from 'zod'
import type { Gid } from '../../../kernel/ids.ts'
import type { ExportedOrder, OrderExport, ShopProvider } from '../contract.ts'
import { type Ask, change } from './ask.server.ts'
import { unavailable, unreadable } from './faults.ts'
import { readExport, startExport } from './operations/order-export.ts'
import { readByItself } from './order-by-itself.ts'
import { snapshotOf } from './order-snapshot.ts'
import { found } from './paging.ts'

type Calls = Pick<ShopProvider, 'startOrderExport' | 'orderExport' | 'exportedOrders'>

export function orderExportCalls(ask: Ask): Calls {
  return {
    async startOrderExport(store, since) {
      const { bulkOperation } = await change(ask, store, startExport, { since })
      return found(bulkOperation, 'bulk operation').id
    },
    async orderExport(store, id: Gid): Promise<OrderExport> {
      const { bulkOperation } = await ask(store, readExport, { id })
      const { status, errorCode, rootObjectCount, url } = found(bulkOperation, 'bulk operation')
      const orders = Number(rootObjectCount)
      if (status === 'COMPLETED') return { state: 'ready', orders, url }
      return ['CREATED', 'RUNNING'].includes(status)
        ? { state: 'running', orders }
        : { state: 'failed', why: (errorCode ?? status).toLowerCase() }
    },
    exportedOrders: (url) => ordersIn(linesOf(url)),
  }
}

/** How long the file may take to begin; then it comes as fast as it is read. */
const beginMs = 30_000

/** The lines of a file, as they come. @throws ProviderUnavailable when the line is cut. */
async function* linesOf(url: string): AsyncGenerator<string> {
  const reader = (await openFile(url)).getReader()
  const text = new TextDecoder('utf-8')
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(cut)
      if (done) break
      const lines = (rest + text.decode(value, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
    yield rest
  } finally {
    // Whoever stops reading early lets the line go.
    await reader.cancel().catch(() => undefined)
  }
}

function cut(cause: unknown): never {
  throw unavailable('the file of orders was cut', { cause })
}

async function openFile(url: string): Promise<ReadableStream<Uint8Array>> {
  const begin = new AbortController()
  const late = setTimeout(() => begin.abort(), beginMs)
  try {
    const response = await abstractFetch(url, { redirect: 'error', signal: begin.signal })
    if (!response.ok || !response.body)
      throw unavailable(`the file of orders answered ${response.status}`)
    return response.body
  } catch (cause) {
    return cause instanceof TypeError || cause instanceof DOMException ? cut(cause) : raise(cause)
  } finally {
    clearTimeout(late)
  }
}

function raise(fault: unknown): never {
  throw fault
}

const lineShape = z.looseObject({ id: z.string(), __parentId: z.string().optional() })
type Line = z.infer<typeof lineShape>

/** Puts each order together from its line and those of its parts, which follow it. */
async function* ordersIn(lines: AsyncIterable<string>): AsyncGenerator<ExportedOrder> {
  let open: { readonly order: Line; readonly parts: Line[] } | null = null
  for await (const text of lines) {
    if (text.trim() === '') continue
    const line = parseLine(text)
    if (line.__parentId === undefined) {
      if (open) yield await put(open)
      open = { order: line, parts: [] }
    } else {
      if (open?.order.id !== line.__parentId)
        throw unreadable('the file of orders: a part does not follow its order')
      open.parts.push(line)
    }
  }
  if (open) yield await put(open)
}

function parseLine(text: string): Line {
  try {
    return lineShape.parse(JSON.parse(text))
  } catch (cause) {
    throw unreadable('the file of orders: a line is no object with an id', cause)
  }
}

function put({
  order,
  parts,
}: {
  readonly order: Line
  readonly parts: readonly Line[]
}): Promise<ExportedOrder> {
  const of = (type: string) => parts.filter(({ id }) => id.startsWith(`gid://shopify/${type}/`))
  const whole = {
    ...order,
    fulfillmentOrders: { nodes: of('FulfillmentOrder') },
    lineItems: { nodes: of('LineItem'), pageInfo: { hasNextPage: false, endCursor: null } },
  }
  return readByItself(whole, (read) => snapshotOf(read, read.lineItems.nodes))
}
