import type { ShipmentState } from '../../journey/shipment.ts'
import type { FulfillmentOrder } from '../../providers/shop/contract.ts'

export type ShipmentKind = 'warehouse' | 'partner' | 'pickup' | 'digital'

/** Where the store says the goods lie. */
export interface Place {
  readonly gid: string
  readonly kind: 'own' | 'counter' | 'partner'
  /** Who ships from there; null for the shop's own places, and for a partner nobody set up. */
  readonly partnerId: string | null
}

/** A shipment the order has already. */
export interface StandingShipment {
  readonly id: string
  readonly kind: ShipmentKind
  readonly state: ShipmentState
  readonly locationGid: string
  /** Whether its fulfilment is in the store; `booked`: it may be, nobody knows yet. */
  readonly fulfilled: 'no' | 'booked' | 'done'
  readonly lines: readonly { readonly orderLineGid: string; readonly quantity: number }[]
}

export interface StoreFacts {
  readonly fulfillmentOrders: readonly FulfillmentOrder[]
  readonly shipments: readonly StandingShipment[]
  readonly places: readonly Place[]
  /** Gids of lines that need no shipping: files, gift cards, services. */
  readonly digitalLines: ReadonlySet<string>
  /** Ships what goes to the order's country by the shop's own rule, whatever place it lies at. */
  readonly partnerByRule: string | null
}

export interface NewShipment {
  readonly kind: ShipmentKind
  readonly locationGid: string
  readonly partnerId: string | null
  readonly lines: readonly { readonly orderLineGid: string; readonly quantity: number }[]
}

export interface Distribution {
  readonly make: readonly NewShipment[]
  /** Not begun, and the store wants it otherwise now: cancelled, what is still wanted is made anew. */
  readonly withdraw: readonly string[]
  /** Begun, and the store wants fewer pieces or another place now, of these lines: a person decides. */
  readonly changed: readonly {
    readonly id: string
    readonly tooMany: ReadonlyMap<string, number>
  }[]
  /** Words of whoever else holds parts of the order in the store. */
  readonly heldByOthers: readonly string[]
  /** Places of partners that nobody set up. */
  readonly noPartner: readonly string[]
  /** Parts that the store will release later. */
  readonly later: boolean
  /** Open pieces count as those of a fulfilment that is on its way to the store: looked at again once it is there. */
  readonly unsure: boolean
  /** What the store has: nothing yet, everything done, or parts that are open. */
  readonly store: 'empty' | 'done' | 'open'
}

/** What its partner rejected is in nobody's hands, whatever the office was asked about it. */
const notBegun: readonly ShipmentState[] = ['waiting_stock', 'ready', 'rejected']
const begun: readonly ShipmentState[] = [
  'picking',
  'picked',
  'packing',
  'packed',
  // Only while its fulfilment is refused: one that is booked is on its way to the store.
  'labelled',
  'awaiting_collection',
  'requested',
  'accepted',
]
const over = ['CLOSED', 'CANCELLED']

/**
 * What shipments an order needs beside those it has, from the store's fulfillment orders as they are
 * now. Their ids change with holds and splits, so pieces are matched by order line and place: what is
 * remaining there, less what open shipments from there already carry, or have just handed over without the
 * store knowing it yet. Running twice gives nothing new.
 */
export function decideShipments(facts: StoreFacts): Distribution {
  const open = facts.fulfillmentOrders.filter(
    (one) => !over.includes(one.status) && one.lines.some((line) => line.remaining > 0),
  )
  const surplus = surplusOf(facts, open)
  const withdraw = surplus.filter(({ of }) => notBegun.includes(of.state) && of.kind !== 'digital')
  const changed = surplus.filter(({ of }) => begun.includes(of.state))
  const withdrawn = new Set(withdraw.map(({ of }) => of.id))
  const cover = coverOf(facts.shipments.filter((one) => carries(one) && !withdrawn.has(one.id)))
  // Pieces in somebody's hands that the store wants from elsewhere now: not sent twice.
  const inHand = new Map<string, number>()
  for (const { tooMany } of changed)
    for (const [line, pieces] of tooMany) inHand.set(line, (inHand.get(line) ?? 0) + pieces)
  const heldByOthers = open.flatMap((one) =>
    one.holds.filter((hold) => !hold.ours).map((hold) => hold.reason),
  )
  const workable = open.filter((one) => one.holds.every((hold) => hold.ours))
  const due = workable.filter((one) => one.status !== 'SCHEDULED')
  const parts = due.flatMap((one) => splitByKind(one, facts))
  const leaving = coverOf(
    facts.shipments.filter((one) => one.state !== 'cancelled' && one.fulfilled === 'booked'),
  )
  const before = piecesOf(leaving)
  const needed = parts.flatMap((part) => lessCover(part, [cover, leaving], inHand))
  return {
    make: needed.filter((part) => part.kind !== 'partner' || part.partnerId !== null),
    withdraw: [...withdrawn],
    changed: changed.map(({ of, tooMany }) => ({ id: of.id, tooMany: new Map(tooMany) })),
    heldByOthers,
    noPartner: needed
      .filter((part) => part.kind === 'partner' && part.partnerId === null)
      .map((part) => part.locationGid),
    later: due.length < workable.length,
    unsure: piecesOf(leaving) < before,
    store:
      open.length > 0
        ? 'open'
        : facts.fulfillmentOrders.some((one) => one.status === 'CLOSED')
          ? 'done'
          : 'empty',
  }
}

const keyOf = (locationGid: string, orderLineGid: string) => `${locationGid} ${orderLineGid}`
/** Whether its pieces are still to be booked out in the store. */
const carries = (one: StandingShipment) => one.state !== 'cancelled' && one.fulfilled === 'no'
const piecesOf = (cover: ReadonlyMap<string, number>) =>
  [...cover.values()].reduce((sum, pieces) => sum + pieces, 0)

/** Pieces that shipments carry, by place and order line. */
function coverOf(shipments: readonly StandingShipment[]): Map<string, number> {
  const cover = new Map<string, number>()
  for (const shipment of shipments)
    for (const line of shipment.lines) {
      const key = keyOf(shipment.locationGid, line.orderLineGid)
      cover.set(key, (cover.get(key) ?? 0) + line.quantity)
    }
  return cover
}

/** Shipments that carry more of a line than the store has open at their place; newest first. */
function surplusOf(facts: StoreFacts, open: readonly FulfillmentOrder[]) {
  const left = new Map<string, number>()
  for (const one of open)
    for (const line of one.lines) {
      const key = keyOf(one.locationGid ?? '', line.orderLineGid)
      left.set(key, (left.get(key) ?? 0) + line.remaining)
    }
  // The store answers an order's parts all at once or not at all; none means that it is still thinking.
  if (facts.fulfillmentOrders.length === 0) return []
  return facts.shipments.filter(carries).flatMap((of) => {
    const tooMany = of.lines.flatMap((line): readonly (readonly [string, number])[] => {
      const key = keyOf(of.locationGid, line.orderLineGid)
      const rest = (left.get(key) ?? 0) - line.quantity
      left.set(key, Math.max(0, rest))
      return rest < 0 ? [[line.orderLineGid, -rest]] : []
    })
    return tooMany.length > 0 ? [{ of, tooMany }] : []
  })
}

/** One fulfillment order as one shipment, or two where goods and files lie together. */
function splitByKind(one: FulfillmentOrder, facts: StoreFacts): readonly NewShipment[] {
  const locationGid = one.locationGid ?? ''
  const lines = one.lines
    .filter((line) => line.remaining > 0)
    .map((line) => ({ orderLineGid: line.orderLineGid, quantity: line.remaining }))
  const isDigital = (line: { orderLineGid: string }) =>
    one.method === 'NONE' || facts.digitalLines.has(line.orderLineGid)
  const goods = lines.filter((line) => !isDigital(line))
  const files = lines.filter(isDigital)
  const place = facts.places.find((known) => known.gid === locationGid)
  const partnerId = place?.kind === 'partner' ? place.partnerId : facts.partnerByRule
  const kind: ShipmentKind =
    one.method === 'PICK_UP'
      ? 'pickup'
      : place?.kind === 'partner' || facts.partnerByRule
        ? 'partner'
        : 'warehouse'
  const part = (of: ShipmentKind, some: typeof lines): readonly NewShipment[] =>
    some.length > 0
      ? [{ kind: of, locationGid, partnerId: of === 'partner' ? partnerId : null, lines: some }]
      : []
  return [...part(kind, goods), ...part('digital', files)]
}

/** What of a part no open shipment carries yet; uses up the cover. */
function lessCover(
  part: NewShipment,
  covers: readonly Map<string, number>[],
  inHand: Map<string, number>,
): readonly NewShipment[] {
  const use = (from: Map<string, number>, key: string, wanted: number) => {
    const used = Math.min(wanted, from.get(key) ?? 0)
    from.set(key, (from.get(key) ?? 0) - used)
    return used
  }
  const lines = part.lines.flatMap((line) => {
    const key = keyOf(part.locationGid, line.orderLineGid)
    const here = covers.reduce((sum, cover) => sum + use(cover, key, line.quantity - sum), 0)
    const covered = here + use(inHand, line.orderLineGid, line.quantity - here)
    return covered < line.quantity ? [{ ...line, quantity: line.quantity - covered }] : []
  })
  return lines.length > 0 ? [{ ...part, lines }] : []
}
