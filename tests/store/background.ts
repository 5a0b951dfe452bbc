/** What happens in a shop without anybody asking: orders at a rate, changes of mind, jobs. */
import { act } from './act.ts'
import { runBulk } from './bulk.ts'
import type { StoreContext } from './http.ts'
import { cancelOrder, editQuantity, whyNotCancel } from './orders/change.ts'
import { placeOrder } from './orders/place.ts'
import { refund } from './orders/refund.ts'
import { lineOf, netPayment, unfulfilledQuantity } from './orders/sums.ts'
import { nothing, times } from './records/money.ts'
import type { OrderRecord } from './records/orders.ts'
import type { Later } from './records/running.ts'
import type { World } from './world.ts'

/** Places the next order of the shop's seed. */
export function placeNext(world: World): OrderRecord {
  const n = world.cells.nextSeedOrder
  world.cells.nextSeedOrder += 1
  return act(world, (acting) => placeOrder(acting, world.seed.order(n), n))
}

/** Takes pieces of a line back that were not sent yet, with their money. Gives false when there are none. */
export function refundLine(
  world: World,
  order: OrderRecord,
  lineAt: number,
  quantity: number,
): boolean {
  const line = order.lines[lineAt]
  if (line === undefined) return false
  const pieces = Math.min(quantity, unfulfilledQuantity(world, order, line.id))
  if (pieces < 1) return false
  const worth = times(lineOf(order, line.id).unitPrice, pieces)
  const left = netPayment(world, order)
  act(world, (acting) =>
    refund(acting, order, {
      lines: [{ lineItemId: line.id, quantity: pieces, restockType: 'CANCEL', locationId: null }],
      shipping: nothing,
      amount: {
        shop: Math.min(worth.shop, left.shop),
        presentment: Math.min(worth.presentment, left.presentment),
      },
      note: null,
      returnId: null,
      parentId: null,
    }),
  )
  return true
}

function doLater(world: World, store: StoreContext, { what, orderId }: Later): void {
  if (what.kind === 'bulk') {
    runBulk(world, store, what.operationId)
    return
  }
  const order = world.orders.get(orderId)
  if (order === undefined) return
  switch (what.kind) {
    case 'edit_quantity':
      act(world, (acting) => editQuantity(acting, order, what.line, what.to))
      return
    case 'refund_line':
      refundLine(world, order, what.line, what.quantity)
      return
    case 'cancel':
      // Too late when something was sent in the meantime; the buyer is told so on the telephone.
      act(world, (acting) => {
        if (whyNotCancel(acting, order) === null) cancelOrder(acting, order, what)
      })
  }
}

const tickMs = 50

/** The clock of all shops of a store. */
export class Clockwork {
  readonly #worlds: ReadonlyMap<string, World>
  readonly #store: StoreContext
  readonly #timer: NodeJS.Timeout
  readonly #nextOrderAt = new Map<World, number>()

  constructor(worlds: ReadonlyMap<string, World>, store: StoreContext) {
    this.#worlds = worlds
    this.#store = store
    this.#timer = setInterval(() => this.#tick(), tickMs)
    this.#timer.unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #tick(): void {
    for (const world of this.#worlds.values()) {
      this.#doDue(world)
      this.#placeDue(world)
    }
  }

  #doDue(world: World): void {
    const { cells } = world
    if (cells.later.length === 0) return
    const now = Date.now()
    const due = cells.later.filter((one) => one.at <= now)
    if (due.length === 0) return
    cells.later = cells.later.filter((one) => one.at > now)
    for (const one of due) doLater(world, this.#store, one)
    world.changed()
  }

  #placeDue(world: World): void {
    const { rate } = world.cells
    if (rate.perMinute <= 0) {
      this.#nextOrderAt.delete(world)
      return
    }
    const now = Date.now()
    const gapMs = 60_000 / rate.perMinute
    let at = this.#nextOrderAt.get(world) ?? now
    // After a long pause the rate goes on; it does not catch up.
    if (at < now - Math.max(1000, gapMs)) at = now
    while (at <= now && rate.perMinute > 0) {
      placeNext(world)
      at += gapMs
      if (rate.remaining === null) continue
      rate.remaining -= 1
      if (rate.remaining <= 0) rate.perMinute = 0
    }
    this.#nextOrderAt.set(world, at)
  }
}
