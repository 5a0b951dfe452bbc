/**
 * A worker that does what the app has to tell a store, with the app's own adapter and the shop's one budget in
 * the database. Told its share by its parent, one message at the start; answers when it is through.
 */
import { PrismaSessionStorage } from '@shopify/shopify-app-session-storage-prisma'
import { gid } from '#app/kernel/ids.ts'
import { openDatabase } from '#app/platform/db.server.ts'
import { openLog } from '#app/platform/log.server.ts'
import { openShopifyProvider } from '#app/providers/shop/shopify/shopify.server.ts'
import { redirectShopTraffic } from '#tests/store/redirect.ts'

export interface OutShare {
  readonly databaseUrl: string
  readonly storeUrl: string
  readonly domain: string
  readonly keys: { readonly apiKey: string; readonly apiSecret: string }
  /** Orders to be fulfilled, each with one fulfillment order; and orders to be held, urgently. */
  readonly fulfil: readonly string[]
  readonly hold: readonly string[]
  /** Holds come so far apart while the rest is under way. */
  readonly holdEveryMs: number
}
export interface OutDone {
  readonly fulfilled: number
  readonly holdMs: readonly number[]
  readonly fulfilMs: readonly number[]
  readonly failed: readonly string[]
}

/** Jobs at once, as a worker has. */
const atOnce = 6

async function work(share: OutShare): Promise<OutDone> {
  redirectShopTraffic(share.storeUrl)
  const { sessions, pool, close } = openDatabase(share.databaseUrl, 12)
  const provider = openShopifyProvider({
    ...{ pool, log: openLog('silent', 'bench'), sessions: new PrismaSessionStorage(sessions) },
    ...{ ...share.keys, appUrl: 'https://app.test' },
  })
  const store = { domain: share.domain }
  const failed: string[] = []
  const holdMs: number[] = []
  const fulfilMs: number[] = []
  const timed = async (into: number[], what: () => Promise<void>) => {
    // As the queue does: what could not be done now is done later, and its time goes on.
    const from = performance.now()
    for (let tries = 1; ; tries++) {
      try {
        await what()
        into.push(performance.now() - from)
        return
      } catch (fault) {
        if (tries === 50) failed.push(String(fault))
        if (tries === 50) return
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
    }
  }
  const openOf = async (order: string, urgent: boolean) => {
    const at = urgent ? { ...store, urgency: 'urgent' as const } : store
    const all = await provider.fulfillmentOrders(at, gid(order))
    return all.find(({ status }) => status === 'OPEN' || status === 'IN_PROGRESS')
  }

  const queue = [...share.fulfil]
  const fulfil = async (order: string) => {
    const records = await provider.fulfillments(store, gid(order))
    if (records.length > 0) return
    const one = await openOf(order, false)
    if (!one) throw new Error(`${order} has nothing open`)
    const record = await provider.fulfil(store, {
      orderGid: gid(order),
      lines: one.lines.map((line) => ({
        fulfillmentOrderGid: one.gid,
        lineGid: line.gid,
        quantity: line.remaining,
      })),
      tracking: { company: 'Parcelnet', numbers: [`PN${order.split('/').at(-1)}`], urls: [] },
      notifyCustomer: false,
    })
    await provider.addEvent(store, record.gid, {
      ...{ status: 'IN_TRANSIT', happenedAt: new Date() },
      ...{ message: 'On its way', estimatedDeliveryAt: null },
    })
  }
  let busy = true
  const bulk = Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const order = next
        await timed(fulfilMs, () => fulfil(order))
      }
    }),
  ).finally(() => {
    busy = false
  })
  const urgent = (async () => {
    for (const order of share.hold) {
      if (!busy) return
      await new Promise((resolve) => setTimeout(resolve, share.holdEveryMs))
      await timed(holdMs, async () => {
        const one = await openOf(order, true)
        if (one)
          await provider.hold({ ...store, urgency: 'urgent' }, one.gid, {
            ...{ reason: 'INCORRECT_ADDRESS', notes: 'no street', handle: 'orderwright-bench' },
          })
      })
    }
  })()
  await Promise.all([bulk, urgent])
  await close()
  return { fulfilled: fulfilMs.length, holdMs, fulfilMs, failed }
}

process.once('message', (share: OutShare) => {
  work(share).then(
    (done) => process.send?.(done, () => process.exit(0)),
    (error) => {
      process.stderr.write(`${error}\n`)
      process.exit(1)
    },
  )
})
