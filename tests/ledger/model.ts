/**
 * The stock as it should be: plain sums in memory, written without a look at how the app does it. It is told
 * what was done, in the order of the ledger, and says whether that is what had to come of it.
 */
import type { Command, Doing, Ground } from './commands.ts'

/** A level's name: `bin|item|lot|state`; lot is empty without one. */
export type Spot = string
export const spot = (bin: string, item: string, lot: string | null, state: string): Spot =>
  `${bin}|${item}|${lot ?? ''}|${state}`
const parts = (at: Spot) => {
  const [bin = '', item = '', lot = '', state = ''] = at.split('|')
  return { bin, item, lot, state }
}
export const itemOf = (at: Spot): string => parts(at).item

/** What a command did, by level. */
export type Changes = ReadonlyMap<Spot, number>

const held = ['reserved', 'picked', 'packed']

export class Model {
  /** By item, so that a look at one item does not go through all. */
  readonly #levels = new Map<string, Map<Spot, number>>()
  /** What each shipment holds. */
  readonly holdings = new Map<string, Map<Spot, number>>()
  readonly #ground: Ground
  readonly #walk: ReadonlyMap<string, number>
  readonly #lots: ReadonlyMap<
    string,
    { readonly expiresOn: string | null; readonly forbidden: string | null }
  >

  constructor(ground: Ground) {
    this.#ground = ground
    this.#walk = new Map(ground.bins.map((bin) => [bin.id, bin.walk]))
    this.#lots = new Map(ground.items.flatMap((item) => item.lots).map((lot) => [lot.id, lot]))
  }

  at = (where: Spot): number => this.#levels.get(itemOf(where))?.get(where) ?? 0

  spots = (): readonly Spot[] => [...this.#levels.values()].flatMap((item) => [...item.keys()])

  #add(where: Spot, delta: number): void {
    const item = this.#levels.get(itemOf(where)) ?? new Map<Spot, number>()
    item.set(where, (item.get(where) ?? 0) + delta)
    this.#levels.set(itemOf(where), item)
  }

  /** @returns what is below none afterwards. */
  apply(changes: Changes, shipment: string | null): readonly string[] {
    const wrong: string[] = []
    const own =
      shipment === null ? new Map<Spot, number>() : (this.holdings.get(shipment) ?? new Map())
    for (const [where, delta] of changes) {
      this.#add(where, delta)
      if (this.at(where) < 0) wrong.push(`${where} is ${this.at(where)}`)
      if (!held.includes(parts(where).state)) continue
      if (shipment === null) wrong.push(`${where} changed for no shipment`)
      const left = (own.get(where) ?? 0) + delta
      if (left < 0)
        wrong.push(`a shipment gave ${-delta} of ${where} and held ${own.get(where) ?? 0}`)
      if (left === 0) own.delete(where)
      else own.set(where, left)
    }
    if (shipment !== null) this.holdings.set(shipment, own)
    return wrong
  }

  /** What a shipment holds of an item in some states. */
  #holds(
    shipment: string,
    item: string,
    states: readonly string[],
  ): readonly (readonly [Spot, number])[] {
    return [...(this.holdings.get(shipment) ?? [])].filter(
      ([where, pieces]) =>
        pieces > 0 && itemOf(where) === item && states.includes(parts(where).state),
    )
  }

  /**
   * Whether this is what a command does to one item as things stand.
   * @param did null: it was refused, or there was nothing to do.
   */
  fits({ doing }: Command, item: string, did: Changes | null): boolean {
    const want = this.#expected(doing, item, did)
    if (typeof want === 'boolean') return want
    return same(want, did ?? new Map())
  }

  #expected(doing: Doing, item: string, did: Changes | null): Changes | boolean {
    if ('shipment' in doing) return this.#ofShipment(doing, item, did)
    if (item !== doing.itemId) return new Map()
    const lot = doing.lot?.id ?? null
    switch (doing.kind) {
      case 'receive': {
        const state = doing.lot?.forbidden === 'blocked' ? 'quarantine' : 'on_hand'
        return this.#ground.bins.some(({ id }) =>
          same(new Map([[spot(id, item, lot, state), doing.quantity]]), did ?? new Map()),
        )
      }
      case 'return': {
        const [bin, state] = doing.damaged
          ? [this.#ground.backBin, 'damaged']
          : [doing.binId, 'on_hand']
        return new Map([[spot(bin, item, lot, state), doing.quantity]])
      }
      case 'count':
        return this.#counted(doing)
      case 'move': {
        const from = spot(doing.binId, item, lot, 'on_hand')
        const to = spot(doing.toBin, item, lot, 'on_hand')
        if (from === to || this.at(from) < doing.quantity) return new Map()
        return new Map([
          [from, -doing.quantity],
          [to, doing.quantity],
        ])
      }
    }
  }

  #ofShipment(
    doing: Extract<Doing, { shipment: unknown }>,
    item: string,
    did: Changes | null,
  ): Changes | boolean {
    const { id } = doing.shipment
    const stay = (state: string) => (at: ReturnType<typeof parts>) =>
      spot(at.bin, item, at.lot || null, state)
    switch (doing.kind) {
      case 'reserve':
        return did === null || (this.#gathered(doing.shipment, item) ?? false)
      case 'release':
        return this.#sent(id, item, ['reserved'], stay('on_hand'))
      case 'cancel':
        return this.#sent(id, item, held, ({ bin, lot, state }) =>
          spot(state === 'reserved' ? bin : this.#ground.backBin, item, lot || null, 'on_hand'),
        )
      case 'pack':
        return this.#sent(id, item, ['picked'], stay('packed'))
      case 'ship':
        return this.#sent(id, item, ['packed'], () => null)
      case 'pick':
      case 'short':
        return this.#taken(id, item, did, doing)
    }
  }

  #counted({ binId, itemId, lot, found }: Extract<Doing, { kind: 'count' }>): Changes {
    const at = (state: string) => spot(binId, itemId, lot?.id ?? null, state)
    const promised = this.at(at('reserved'))
    if (found < promised) return new Map()
    const blocked = lot?.forbidden === 'blocked'
    const after = new Map([
      [at('on_hand'), blocked ? 0 : found - promised],
      [at('quarantine'), blocked ? found - promised : 0],
    ])
    return without0([...after].map(([where, pieces]) => [where, pieces - this.at(where)]))
  }

  /** Everything a shipment holds in these states goes somewhere; null: away. */
  #sent(
    shipment: string,
    item: string,
    states: readonly string[],
    to: (at: ReturnType<typeof parts>) => Spot | null,
  ): Changes {
    const sums = new Map<Spot, number>()
    for (const [where, pieces] of this.#holds(shipment, item, states)) {
      sums.set(where, (sums.get(where) ?? 0) - pieces)
      const there = to(parts(where))
      if (there !== null) sums.set(there, (sums.get(there) ?? 0) + pieces)
    }
    return without0([...sums])
  }

  /** A picker takes at most what was asked from one place, of what is promised there. */
  #taken(
    shipment: string,
    item: string,
    did: Changes | null,
    doing: Extract<Doing, { kind: 'pick' | 'short' }>,
  ): boolean {
    const promised = this.#holds(shipment, item, ['reserved'])
    if (did === null || did.size === 0) return true
    const [from] = [...did].filter(([, delta]) => delta < 0)
    if (!from) return false
    const [where, delta] = from
    const { bin, lot } = parts(where)
    const to = spot(bin, item, lot || null, doing.kind === 'pick' ? 'picked' : 'quarantine')
    const there = promised.find(([one]) => one === where)?.[1] ?? 0
    return (
      -delta <= doing.quantity &&
      -delta <= there &&
      same(
        did,
        new Map([
          [where, delta],
          [to, -delta],
        ]),
      )
    )
  }

  /** Whether a shipment has nothing at all in these states. */
  holdsNothing(shipment: string, states: readonly string[]): boolean {
    return this.#ground.items.every(({ id }) => this.#holds(shipment, id, states).length === 0)
  }

  /** Whether an item of a shipment cannot be reserved as things stand. */
  lacks(shipment: Ground['shipments'][number], item: string): boolean {
    return this.#gathered(shipment, item) === null
  }

  /** Free pieces of an item that may be promised, by level. */
  #free(item: string): Map<Spot, number> {
    return new Map(
      [...(this.#levels.get(item) ?? [])].filter(([where, pieces]) => {
        const { bin, lot, state } = parts(where)
        const mayGo = lot === '' || this.#lots.get(lot)?.forbidden === null
        return state === 'on_hand' && pieces > 0 && this.#walk.has(bin) && mayGo
      }),
    )
  }

  /** First expired, first out: line by line, day by day, one bin if it is enough, else along the walk. */
  #gathered(shipment: Ground['shipments'][number], item: string): Changes | null {
    const left = this.#free(item)
    const sums = new Map<Spot, number>()
    const dayOf = (where: Spot) => this.#lots.get(parts(where).lot)?.expiresOn ?? '9999'
    const walkOf = (where: Spot) => this.#walk.get(parts(where).bin) ?? 0
    const shelves = [...left.keys()].toSorted((a, b) => walkOf(a) - walkOf(b))
    const days = [...new Set(shelves.map(dayOf))].toSorted()
    for (const line of shipment.lines.filter((one) => one.itemId === item)) {
      let open = line.quantity
      for (const day of days) {
        const today = shelves.filter((where) => dayOf(where) === day)
        const enough = today.find((where) => (left.get(where) ?? 0) >= open)
        for (const where of enough ? [enough] : today) {
          const pieces = Math.min(open, left.get(where) ?? 0)
          left.set(where, (left.get(where) ?? 0) - pieces)
          sums.set(where, (sums.get(where) ?? 0) - pieces)
          open -= pieces
        }
      }
      if (open > 0) return null
    }
    const promised = [...sums].map(([where, pieces]): [Spot, number] => {
      const { bin, lot } = parts(where)
      return [spot(bin, item, lot || null, 'reserved'), -pieces]
    })
    return without0([...sums, ...promised])
  }
}

const without0 = (all: readonly (readonly [Spot, number])[]): Changes =>
  new Map(all.filter(([, pieces]) => pieces !== 0))

const same = (a: Changes, b: Changes): boolean =>
  a.size === b.size && [...a].every(([where, delta]) => b.get(where) === delta)
