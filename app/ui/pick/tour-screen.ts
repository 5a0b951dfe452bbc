/** How to get somewhere: words, and where that is. */
interface Way {
  readonly words: string
  readonly place: string
}

/** A stop as the device keeps it: all it needs to go on without a network. */
export interface KeptStop {
  readonly id: string
  readonly version: number
  readonly mode: 'piece' | 'batch' | 'single'
  /** Null: found by hand. */
  readonly bin: string | null
  readonly title: string
  readonly variant: string | null
  readonly item: { readonly sku: string | null; readonly barcode: string | null } | null
  readonly imageUrl: string | null
  readonly wishes: readonly string[]
  /** What whoever took the order wants the warehouse to know. */
  readonly notes: readonly string[]
  readonly lot: string | null
  /** `2027-01-31` */
  readonly expiresOn: string | null
  readonly serial: string | null
  readonly quantity: number
  readonly picked: number
  readonly short: number
  readonly open: number
  /** It was put into the walk for what another shelf did not have. */
  readonly isExtra: boolean
  readonly tote: string
  /** Where it is brought at the end; null: to the bench, in its tote. */
  readonly slot: string | null
  readonly binProved: boolean
  readonly toteProved: boolean
  readonly shipmentId: string
  readonly shipment: string
  readonly shipmentState: string
  /** How to get there from the stop before; null without a map. */
  readonly way: Way | null
}

/** The stop somebody stands at, as the phone shows it. */
export interface ShownStop extends KeptStop {
  readonly sku: string | null
  readonly barcode: string | null
  /** What is scanned next; `by_hand`: it has no code, a press says so. */
  readonly wants: 'bin' | 'item' | 'by_hand' | 'tote'
}

/** What of a tour does not change with a scan. */
interface TourHead {
  readonly id: string
  readonly number: number
  readonly batch: boolean
  /** Orders of one piece, all in one tote. */
  readonly oneTote: boolean
  /** The zone this tour walks; null: all of its orders. */
  readonly zone: string | null
  readonly state: 'open' | 'done' | 'cancelled'
  readonly mine: boolean
  readonly picker: string
  /** The device it is walked on; null: any. */
  readonly device: string | null
  /** Milliseconds; the newer of two screens is the true one. */
  readonly stamp: number
  /** How long the walk is and what it is compared with; null without a map. */
  readonly walk: string | null
  /** How to get from the last stop to the end of the walk; null without a map. */
  readonly wayToEnd: Way | null
}

/** A tour as the phone shows it; the same after each scan, whether the server made it or the phone did. */
export interface TourScreen extends TourHead {
  readonly stops: readonly KeptStop[]
  readonly taken: number
  readonly pieces: number
  /** How to get to the current stop, or to the end of the walk; null without a map. */
  readonly way: Way | null
  readonly current: ShownStop | null
  /** The stops after the current one. */
  readonly next: readonly {
    readonly id: string
    readonly bin: string | null
    readonly title: string
    readonly open: number
  }[]
  /** The last stop a piece was taken at: what "undo" puts back. */
  readonly last: { readonly id: string; readonly version: number; readonly title: string } | null
  readonly totes: readonly {
    readonly shipmentId: string
    readonly shipment: string
    readonly tote: string
    /** Where it is brought at the end; null: to the bench, in its tote. */
    readonly slot: string | null
    readonly short: number
  }[]
}

/** The tour's rules, which are the picking room's: its pages hand them to the phone. */
export interface TourRules {
  currentStop<S extends KeptStop>(stops: readonly S[]): S | null
  replay<S extends KeptStop>(
    stops: readonly S[],
    command: {
      readonly intent: 'scan' | 'undo' | 'short'
      readonly pick: string
      readonly version: number
      readonly code: string
      readonly quantity: number
    },
  ): {
    readonly stops: readonly S[]
    readonly answer: { readonly ok: boolean; readonly words: string; readonly kind: string }
  }
}

interface PickView extends Omit<KeptStop, 'wishes' | 'notes' | 'way' | 'variant' | 'shipment'> {
  readonly orderId: string
  readonly variantTitle: string | null
  readonly properties: unknown
  readonly shipmentNumber: string
}

interface View {
  readonly tour: {
    readonly id: string
    readonly number: number
    readonly mode: 'piece' | 'batch' | 'single'
    readonly state: 'open' | 'done' | 'cancelled'
    readonly device: string | null
    readonly tourZone: string | null
  }
  readonly picks: readonly PickView[]
  readonly current: PickView | null
}

type Around = Pick<TourHead, 'mine' | 'picker' | 'stamp' | 'walk'> & {
  /** How to get to a bin; of null: to the end. */
  wayTo(bin: string | null): Way | null
  /** To the warehouse, of an order. */
  notesOf(orderId: string): readonly string[]
}

/** The screen as the server has it. */
export function tourScreen({ tour, picks, current }: View, around: Around): TourScreen {
  const { wayTo, notesOf, ...who } = around
  const stops = picks.map((pick) => ({
    ...keptStop(pick, pick.bin === null ? null : wayTo(pick.bin)),
    notes: notesOf(pick.orderId),
  }))
  const head: TourHead = {
    id: tour.id,
    number: tour.number,
    batch: tour.mode === 'batch',
    oneTote: tour.mode === 'single',
    zone: tour.tourZone,
    state: tour.state,
    device: tour.device,
    wayToEnd: wayTo(null),
    ...who,
  }
  return screenOf(head, stops, stops.find((stop) => stop.id === current?.id) ?? null)
}

/** The screen after what was done at its stops since. */
export const screenAfter = (
  screen: TourScreen,
  stops: readonly KeptStop[],
  rules: TourRules,
): TourScreen => screenOf(screen, stops, rules.currentStop(stops))

function screenOf(
  head: TourHead,
  stops: readonly KeptStop[],
  current: KeptStop | null,
): TourScreen {
  const alive = stops.filter((stop) => stop.shipmentState !== 'cancelled')
  const before = current ? alive.slice(0, alive.indexOf(current) + 1) : alive
  const last = before.findLast((stop) => stop.picked > 0) ?? null
  const after = current ? alive.slice(alive.indexOf(current) + 1) : []
  const totes = new Map<
    string,
    { tote: string; slot: string | null; shipment: string; short: number }
  >()
  for (const stop of alive) {
    const known = totes.get(stop.shipmentId)
    const short = (known?.short ?? 0) + stop.short
    const { tote, slot, shipment } = stop
    totes.set(stop.shipmentId, { tote, slot, shipment, short })
  }
  const { id, number, batch, oneTote, zone, state, mine, picker, device } = head
  const { stamp, walk, wayToEnd } = head
  return {
    ...{ id, number, batch, oneTote, zone, state, mine, picker, device },
    ...{ stamp, walk, wayToEnd, stops },
    taken: alive.reduce((sum, stop) => sum + stop.picked, 0),
    pieces: alive.reduce((sum, stop) => sum + stop.quantity - stop.short, 0),
    way: current ? current.way : wayToEnd,
    current: current && shownStop(current),
    next: after
      .filter((stop) => stop.open > 0)
      .slice(0, 4)
      .map((stop) => ({ id: stop.id, bin: stop.bin, title: stop.title, open: stop.open })),
    last: last && { id: last.id, version: last.version, title: last.title },
    totes: [...totes].map(([shipmentId, one]) => ({ shipmentId, ...one })),
  }
}

const keptStop = (pick: PickView, way: Way | null): Omit<KeptStop, 'notes'> => ({
  id: pick.id,
  version: pick.version,
  mode: pick.mode,
  bin: pick.bin,
  title: pick.title,
  variant: pick.variantTitle,
  item: pick.item,
  imageUrl: pick.imageUrl,
  wishes: wishesOf(pick.properties),
  lot: pick.lot,
  expiresOn: pick.expiresOn,
  serial: pick.serial,
  quantity: pick.quantity,
  picked: pick.picked,
  short: pick.short,
  open: pick.open,
  isExtra: pick.isExtra,
  tote: pick.tote,
  slot: pick.slot,
  binProved: pick.binProved,
  toteProved: pick.toteProved,
  shipmentId: pick.shipmentId,
  shipment: pick.shipmentNumber,
  shipmentState: pick.shipmentState,
  way,
})

const shownStop = (stop: KeptStop): ShownStop => ({
  ...stop,
  sku: stop.item?.sku ?? null,
  barcode: stop.item?.barcode ?? null,
  wants: wantsOf(stop),
})

function wantsOf(stop: KeptStop): ShownStop['wants'] {
  if (stop.bin && !stop.binProved) return 'bin'
  if (stop.open === 0) return 'tote'
  return stop.item?.sku || stop.item?.barcode ? 'item' : 'by_hand'
}

/** `Engraving: A. & J.`; names that begin with an underscore are for machines. */
function wishesOf(properties: unknown): readonly string[] {
  if (!Array.isArray(properties)) return []
  return properties.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return []
    const name: unknown = Reflect.get(one, 'name')
    const value: unknown = Reflect.get(one, 'value')
    if (typeof name !== 'string' || typeof value !== 'string') return []
    return name.startsWith('_') || value === '' ? [] : [`${name}: ${value}`]
  })
}
