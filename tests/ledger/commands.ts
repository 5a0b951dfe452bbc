/** What the floor does to the stock, made up from a number: the same number is always the same command. */

interface LotOf {
  readonly id: string
  readonly code: string
  /** Null: it does not expire. */
  readonly expiresOn: string | null
  /** Expired or blocked: never to be reserved. */
  readonly forbidden: 'expired' | 'blocked' | null
}

export interface Ground {
  readonly shop: string
  readonly place: string
  /** Pick bins in walking order. */
  readonly bins: readonly { readonly id: string; readonly code: string; readonly walk: number }[]
  readonly backBin: string
  readonly items: readonly { readonly id: string; readonly lots: readonly LotOf[] }[]
  readonly shipments: readonly {
    readonly id: string
    readonly orderId: string
    readonly lines: readonly {
      readonly lineId: string
      readonly itemId: string
      readonly quantity: number
    }[]
  }[]
}

interface InBin {
  readonly binId: string
  readonly itemId: string
  readonly lot: LotOf | null
}
type Shipment = Ground['shipments'][number]

export type Doing =
  | {
      readonly kind: 'receive'
      readonly itemId: string
      readonly lot: LotOf | null
      readonly quantity: number
    }
  | (InBin & { readonly kind: 'count'; readonly found: number })
  | (InBin & {
      readonly kind: 'move'
      readonly toCode: string
      readonly toBin: string
      readonly quantity: number
    })
  | (InBin & { readonly kind: 'return'; readonly damaged: boolean; readonly quantity: number })
  | {
      readonly kind: 'pick' | 'short'
      readonly shipment: Shipment
      readonly nth: number
      readonly quantity: number
    }
  | {
      readonly kind: 'reserve' | 'release' | 'cancel' | 'pack' | 'ship'
      readonly shipment: Shipment
    }

export interface Command {
  readonly key: string
  readonly doing: Doing
}

/** A small generator with a state of 32 bits (mulberry32): good enough to shuffle, the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** How often of a hundred each is done; what is left repeats an earlier command under its key. */
const share = {
  receive: 10,
  count: 5,
  move: 10,
  return: 5,
  pick: 22,
  short: 4,
  reserve: 20,
  release: 5,
  cancel: 3,
  pack: 4,
  ship: 4,
} as const satisfies Record<Doing['kind'], number>
const kinds = Object.entries(share).flatMap(([kind, weight]) =>
  Array.from({ length: weight }, () => kind),
)

/**
 * The nth command of a connection. Some are repeats: of what this connection did shortly before, or of what
 * another one is doing right now.
 */
export function commandAt(
  ground: Ground,
  { seed, connections }: { readonly seed: number; readonly connections: number },
  connection: number,
  nth: number,
): Command {
  const random = randomFrom(
    Math.imul(seed, 7919) ^ Math.imul(connection + 1, 104_729) ^ Math.imul(nth + 1, 1_299_709),
  )
  random()
  const roll = Math.floor(random() * 100)
  const kind = kinds[roll]
  if (kind === undefined && nth > 10) {
    const back = 1 + Math.floor(random() * 8)
    const other = random() < 0.5 ? connection : (connection + 1) % connections
    return commandAt(
      ground,
      { seed, connections },
      other,
      nth - back + (other === connection ? 0 : back),
    )
  }
  return { key: `c:${connection}:${nth}`, doing: doingOf(ground, kind ?? 'receive', random) }
}

function doingOf(ground: Ground, kind: string, random: () => number): Doing {
  const below = (most: number) => Math.floor(random() * most)
  const oneOf = <T>(all: readonly T[]): T => {
    const found = all[below(all.length)]
    if (found === undefined) throw new Error('nothing to choose from')
    return found
  }
  const item = oneOf(ground.items)
  const lot = item.lots.length > 0 ? oneOf(item.lots) : null
  const bin = oneOf(ground.bins)
  const inBin = { binId: bin.id, itemId: item.id, lot }
  const shipment = oneOf(ground.shipments)
  switch (kind) {
    case 'receive':
      return { kind, itemId: item.id, lot, quantity: 1 + below(12) }
    case 'count':
      return { kind, ...inBin, found: below(16) }
    case 'move': {
      const to = oneOf(ground.bins)
      return { kind, ...inBin, toCode: to.code, toBin: to.id, quantity: 1 + below(5) }
    }
    case 'return':
      return { kind, ...inBin, damaged: random() < 0.3, quantity: 1 + below(2) }
    case 'pick':
    case 'short':
      return { kind, shipment, nth: below(8), quantity: 1 + below(3) }
    case 'reserve':
    case 'release':
    case 'cancel':
    case 'pack':
    case 'ship':
      return { kind, shipment }
    default:
      throw new Error(`nobody does ${kind}`)
  }
}
