/**
 * The post office: sends what the shops have to say to the app, a few at a time, again and again
 * until it is answered with 2xx or given up. Nothing is ordered: a delivery that waits for its
 * next try lets later ones pass, as at Shopify.
 */
import type { Delivery } from '../records/running.ts'
import type { World } from '../world.ts'
import { post } from './post.ts'

/** Shopify tries 8 more times over about 4 hours; seconds before each. */
const backOffSeconds = [10, 30, 60, 300, 900, 1800, 3600, 7200]

export interface OutboxOptions {
  /** Shopify waits 5 s for an answer. */
  readonly timeoutMs: number
  readonly concurrency: number
  /** The back-off is multiplied with it: 0.01 makes hours minutes. */
  readonly retryFactor: number
}

export interface OutboxState {
  /** Due now, not yet on its way. */
  readonly waiting: number
  readonly inFlight: number
  /** Waiting for a later moment: delayed or to be tried again. */
  readonly later: number
  readonly delivered: number
  readonly failedTries: number
  /** Given up after the last try. */
  readonly lost: number
  /** Never sent, on demand. */
  readonly dropped: number
  /** Nothing waits. */
  readonly quiet: boolean
}

interface Item {
  readonly world: World
  readonly delivery: Delivery
}

export class Outbox {
  readonly #options: OutboxOptions
  readonly #ready: Item[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #tally = new Map<
    World,
    { delivered: number; failedTries: number; lost: number; dropped: number }
  >()
  readonly #flying = new Map<World, number>()
  #head = 0
  #inFlight = 0
  #closed = false

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  /** Takes a delivery that stands in the world's table. */
  put(world: World, delivery: Delivery): void {
    if (this.#closed) return
    const wait = delivery.dueAt - Date.now()
    if (wait <= 0) {
      this.#ready.push({ world, delivery })
      this.#pump()
      return
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#ready.push({ world, delivery })
      this.#pump()
    }, wait)
    timer.unref()
    this.#timers.add(timer)
  }

  noteDropped(world: World): void {
    this.#countOf(world).dropped += 1
  }

  state(world: World): OutboxState {
    const tally = this.#countOf(world)
    const inFlight = this.#flying.get(world) ?? 0
    const now = Date.now()
    let waiting = 0
    let later = 0
    for (const delivery of world.deliveries.values()) {
      if (delivery.dueAt > now) later += 1
      else waiting += 1
    }
    return {
      waiting: Math.max(0, waiting - inFlight),
      inFlight,
      later,
      ...tally,
      quiet: world.deliveries.size === 0,
    }
  }

  /** Everything that waits for a later moment is due now: for tests and for an impatient person. */
  hurry(world: World): void {
    for (const delivery of world.deliveries.values()) {
      if (delivery.dueAt <= Date.now()) continue
      delivery.dueAt = Date.now()
      this.#ready.push({ world, delivery })
    }
    this.#pump()
  }

  /** Stops sending; what is on its way is finished, what waits stays in the tables. */
  async close(): Promise<void> {
    this.#closed = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    while (this.#inFlight > 0) await new Promise((resolve) => setTimeout(resolve, 10))
  }

  #countOf(world: World) {
    const known = this.#tally.get(world)
    if (known !== undefined) return known
    const fresh = { delivered: 0, failedTries: 0, lost: 0, dropped: 0 }
    this.#tally.set(world, fresh)
    return fresh
  }

  #pump(): void {
    while (!this.#closed && this.#inFlight < this.#options.concurrency) {
      const item = this.#ready[this.#head]
      if (item === undefined) {
        this.#ready.length = 0
        this.#head = 0
        return
      }
      this.#head += 1
      // A hurried delivery may stand here twice; the table says whether it is still to be sent.
      if (item.world.deliveries.get(item.delivery.id) !== item.delivery) continue
      if (this.#busy.has(item.delivery)) continue
      void this.#send(item)
    }
  }

  readonly #busy = new Set<Delivery>()

  async #send({ world, delivery }: Item): Promise<void> {
    this.#inFlight += 1
    this.#busy.add(delivery)
    this.#flying.set(world, (this.#flying.get(world) ?? 0) + 1)
    const status = await post(delivery, this.#options.timeoutMs)
    this.#inFlight -= 1
    this.#busy.delete(delivery)
    this.#flying.set(world, (this.#flying.get(world) ?? 1) - 1)
    this.#settle(world, delivery, status >= 200 && status < 300)
    world.changed()
    this.#pump()
  }

  #settle(world: World, delivery: Delivery, answered: boolean): void {
    const tally = this.#countOf(world)
    if (answered && delivery.copies > 0) {
      tally.delivered += 1
      delivery.copies -= 1
      this.put(world, delivery)
      return
    }
    if (answered) {
      tally.delivered += 1
      world.deliveries.delete(delivery.id)
      return
    }
    tally.failedTries += 1
    const seconds = backOffSeconds[delivery.tries]
    delivery.tries += 1
    if (seconds === undefined) {
      tally.lost += 1
      world.deliveries.delete(delivery.id)
      return
    }
    delivery.dueAt = Date.now() + seconds * 1000 * this.#options.retryFactor
    this.put(world, delivery)
  }
}
