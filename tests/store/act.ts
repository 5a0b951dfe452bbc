/**
 * One thing that happens in a shop, and what follows from it: which orders it touched and which
 * webhooks go out. Everything one act sends has the same event id and the same triggered-at time.
 */
import { randomUUID } from 'node:crypto'
import type { LevelRecord } from './records/catalogue.ts'
import type { OrderRecord } from './records/orders.ts'
import type { DoneRecord } from './records/running.ts'
import { levelBody } from './webhooks/inventory-body.ts'
import { orderBody } from './webhooks/order-body.ts'
import { remember } from './webhooks/told-log.ts'
import type { World } from './world.ts'

type Body = () => object

/** A deed without what the act knows anyway. */
type Deed = DoneRecord extends infer One
  ? One extends DoneRecord
    ? Omit<One, 'at' | 'by'>
    : never
  : never

export class Act {
  readonly world: World
  readonly by: DoneRecord['by']
  /** ISO 8601 with milliseconds. */
  readonly at: string
  readonly #hooks: { readonly topic: string; readonly body: Body }[] = []
  readonly #touched = new Map<OrderRecord, boolean>()
  readonly #levels = new Set<LevelRecord>()
  readonly #about = new Set<number>()

  constructor(world: World, by: DoneRecord['by'] = 'store') {
    this.world = world
    this.by = by
    this.at = new Date().toISOString()
  }

  /** The next id of this shop. */
  id(): number {
    this.world.cells.lastId += 1
    return this.world.cells.lastId
  }

  /** The order changed: it gets a new `updatedAt`, and `orders/updated` goes out once. */
  touch(order: OrderRecord): void {
    this.#touched.set(order, this.#touched.get(order) ?? true)
  }

  /** The order is new or is told of by another topic that stands for the change. */
  touchSilently(order: OrderRecord): void {
    this.#touched.set(order, false)
  }

  /** A webhook with the whole order as its body, as it stands when the act is over. */
  tellOrder(topic: string, order: OrderRecord): void {
    this.tell(topic, () => orderBody(this.world, order))
  }

  /** @param body made when the act is over. */
  tell(topic: string, body: Body): void {
    this.#hooks.push({ topic, body })
  }

  /** The level changed; `inventory_levels/update` goes out once. */
  touchLevel(level: LevelRecord): void {
    level.updatedAt = this.at
    this.#levels.add(level)
  }

  note(deed: Deed): void {
    this.world.done.push({ ...deed, at: this.at, by: this.by })
  }

  /** Sends what there is to send. Call it once, when the state is as it should be. */
  finish(): void {
    for (const order of this.#touched.keys()) order.updatedAt = this.at
    const hooks = [...this.#hooks]
    for (const [order, told] of this.#touched) {
      if (told) hooks.push({ topic: 'orders/updated', body: () => orderBody(this.world, order) })
    }
    for (const level of this.#levels) {
      hooks.push({ topic: 'inventory_levels/update', body: () => levelBody(this.world, level) })
    }
    for (const order of this.#touched.keys()) this.#about.add(order.id)
    if (hooks.length > 0) {
      remember(this.world, this.#about, { at: this.at, topics: hooks.map(({ topic }) => topic) })
    }
    const eventId = randomUUID()
    for (const { topic, body } of hooks) this.world.send({ topic, body, eventId, at: this.at })
    this.world.changed()
  }
}

/** Does something to a shop and sends what follows. @throws whatever `doing` throws; nothing is sent then. */
export function act<Result>(world: World, doing: (act: Act) => Result): Result {
  const one = new Act(world)
  const result = doing(one)
  one.finish()
  return result
}
