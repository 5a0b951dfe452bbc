/** The state in a file: written whole, beside the old one, then put in its place. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import type { ShopRecord } from './records/catalogue.ts'
import type { DoneRecord } from './records/running.ts'
import type { Cells, Table, Tables, World } from './world.ts'

export interface WorldSnapshot {
  readonly shop: ShopRecord
  readonly cells: Cells
  readonly done: readonly DoneRecord[]
  readonly tables: { readonly [Name in keyof Tables]: readonly Rows<Tables[Name]>[] }
}

type Rows<T> = T extends Table<infer Row> ? Row : never

export interface Snapshot {
  readonly version: 1
  readonly worlds: readonly WorldSnapshot[]
}

function snapshotOf(world: World): WorldSnapshot {
  const rows = <Row>(table: Table<Row>): Row[] => [...table.values()]
  return {
    shop: world.shop,
    cells: world.cells,
    done: world.done,
    tables: {
      locations: rows(world.locations),
      services: rows(world.services),
      products: rows(world.products),
      variants: rows(world.variants),
      levels: rows(world.levels),
      metafields: rows(world.metafields),
      customers: rows(world.customers),
      orders: rows(world.orders),
      transactions: rows(world.transactions),
      refunds: rows(world.refunds),
      drafts: rows(world.drafts),
      fulfillmentOrders: rows(world.fulfillmentOrders),
      merchantRequests: rows(world.merchantRequests),
      fulfillments: rows(world.fulfillments),
      returns: rows(world.returns),
      reverses: rows(world.reverses),
      transfers: rows(world.transfers),
      bulkOperations: rows(world.bulkOperations),
      deliveries: rows(world.deliveries),
    },
  }
}

/** Puts a snapshot's rows into the tables of a fresh world. */
export function restore(world: World, from: WorldSnapshot): void {
  const fill = <Row extends { readonly id: number }>(table: Table<Row>, rows: readonly Row[]) => {
    table.clear()
    for (const row of rows) table.set(row.id, row)
  }
  const { tables } = from
  fill(world.locations, tables.locations)
  fill(world.services, tables.services)
  fill(world.products, tables.products)
  fill(world.variants, tables.variants)
  fill(world.levels, tables.levels)
  fill(world.metafields, tables.metafields)
  fill(world.customers, tables.customers)
  fill(world.orders, tables.orders)
  fill(world.transactions, tables.transactions)
  fill(world.refunds, tables.refunds)
  fill(world.drafts, tables.drafts)
  fill(world.fulfillmentOrders, tables.fulfillmentOrders)
  fill(world.merchantRequests, tables.merchantRequests)
  fill(world.fulfillments, tables.fulfillments)
  fill(world.returns, tables.returns)
  fill(world.reverses, tables.reverses)
  // A file from before there were transfers has none.
  fill(world.transfers, tables.transfers ?? [])
  fill(world.bulkOperations, tables.bulkOperations)
  fill(world.deliveries, tables.deliveries)
  Object.assign(world.shop, from.shop)
  Object.assign(world.cells, from.cells)
  world.done.splice(0, world.done.length, ...from.done)
}

/** @returns null when there is no file. @throws when the file is of another making. */
export function readSnapshot(file: string): Snapshot | null {
  if (!existsSync(file)) return null
  const read: Snapshot = JSON.parse(readFileSync(file, 'utf8'))
  if (read.version !== 1) {
    throw new Error(`${file} is no state of this stand-in store; start with --fresh to forget it`)
  }
  return read
}

/** Saves soon after something changed, never more than a twentieth of the time. */
export class Saver {
  readonly #file: string | null
  readonly #worlds: () => Iterable<World>
  #timer: NodeJS.Timeout | null = null
  #pauseMs = 500
  #writing: Promise<void> = Promise.resolve()
  #dirty = false

  constructor(file: string | null, worlds: () => Iterable<World>) {
    this.#file = file
    this.#worlds = worlds
  }

  readonly changed = (): void => {
    if (this.#file === null) return
    this.#dirty = true
    if (this.#timer !== null) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#writing = this.#save()
    }, this.#pauseMs)
    this.#timer.unref()
  }

  async #save(): Promise<void> {
    if (this.#file === null) return
    const before = performance.now()
    this.#dirty = false
    const text = this.#text()
    this.#pauseMs = Math.max(500, (performance.now() - before) * 20)
    await writeFile(`${this.#file}.new`, text)
    await rename(`${this.#file}.new`, this.#file)
  }

  #text(): string {
    const snapshot: Snapshot = { version: 1, worlds: [...this.#worlds()].map(snapshotOf) }
    return JSON.stringify(snapshot)
  }

  /** Waits for a save on its way and writes what is not written yet. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    await this.#writing
    if (this.#file === null || !this.#dirty) return
    writeFileSync(`${this.#file}.new`, this.#text())
    renameSync(`${this.#file}.new`, this.#file)
  }
}
