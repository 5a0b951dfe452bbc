/** One stop as the phone shows it. */
export interface ShownStop {
  readonly id: string
  readonly version: number
  /** Null: found by hand. */
  readonly bin: string | null
  readonly title: string
  readonly variant: string | null
  readonly sku: string | null
  readonly barcode: string | null
  readonly imageUrl: string | null
  readonly wishes: readonly string[]
  readonly quantity: number
  readonly picked: number
  readonly open: number
  readonly tote: string
  readonly shipment: string
  /** What is scanned next; `by_hand`: it has no code, a press says so. */
  readonly wants: 'bin' | 'item' | 'by_hand' | 'tote'
}

/** A tour as the phone shows it; made on the server, the same after each scan. */
export interface TourScreen {
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
  /** Milliseconds; the newer of two screens is the true one. */
  readonly stamp: number
  readonly taken: number
  readonly pieces: number
  /** How to get to the current stop, or to the end of the walk; null without a map. */
  readonly way: { readonly words: string; readonly place: string } | null
  /** How long the walk is and what it is compared with; null without a map. */
  readonly walk: string | null
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

interface PickView {
  readonly id: string
  readonly version: number
  readonly mode: 'piece' | 'batch' | 'single'
  readonly bin: string | null
  readonly title: string
  readonly variantTitle: string | null
  readonly item: { readonly sku: string | null; readonly barcode: string | null } | null
  readonly imageUrl: string | null
  readonly properties: unknown
  readonly quantity: number
  readonly picked: number
  readonly short: number
  readonly open: number
  readonly tote: string
  readonly slot: string | null
  readonly toteProved: boolean
  readonly binProved: boolean
  readonly shipmentId: string
  readonly shipmentNumber: string
  readonly shipmentState: string
}

interface View {
  readonly tour: {
    readonly id: string
    readonly number: number
    readonly mode: 'piece' | 'batch' | 'single'
    readonly tourZone: string | null
    readonly state: 'open' | 'done' | 'cancelled'
  }
  readonly picks: readonly PickView[]
  readonly current: PickView | null
}

type Around = Pick<TourScreen, 'mine' | 'picker' | 'stamp' | 'way' | 'walk'>

export function tourScreen({ tour, picks, current }: View, who: Around): TourScreen {
  const alive = picks.filter((pick) => pick.shipmentState !== 'cancelled')
  const before = current ? alive.slice(0, alive.indexOf(current) + 1) : alive
  const last = before.findLast((pick) => pick.picked > 0) ?? null
  const after = current ? alive.slice(alive.indexOf(current) + 1) : []
  const totes = new Map<
    string,
    { tote: string; slot: string | null; shipment: string; short: number }
  >()
  for (const pick of alive) {
    const known = totes.get(pick.shipmentId)
    const short = (known?.short ?? 0) + pick.short
    const { tote, slot, shipmentNumber: shipment } = pick
    totes.set(pick.shipmentId, { tote, slot, shipment, short })
  }
  return {
    id: tour.id,
    number: tour.number,
    batch: tour.mode === 'batch',
    oneTote: tour.mode === 'single',
    zone: tour.tourZone,
    state: tour.state,
    ...who,
    taken: alive.reduce((sum, pick) => sum + pick.picked, 0),
    pieces: alive.reduce((sum, pick) => sum + pick.quantity - pick.short, 0),
    current: current && shownStop(current),
    next: after
      .filter((pick) => pick.open > 0)
      .slice(0, 4)
      .map(({ id, bin, title, open }) => ({ id, bin, title, open })),
    last: last && { id: last.id, version: last.version, title: last.title },
    totes: [...totes].map(([shipmentId, one]) => ({ shipmentId, ...one })),
  }
}

const shownStop = (pick: PickView): ShownStop => ({
  id: pick.id,
  version: pick.version,
  bin: pick.bin,
  title: pick.title,
  variant: pick.variantTitle,
  sku: pick.item?.sku ?? null,
  barcode: pick.item?.barcode ?? null,
  imageUrl: pick.imageUrl,
  wishes: wishesOf(pick.properties),
  quantity: pick.quantity,
  picked: pick.picked,
  open: pick.open,
  tote: pick.tote,
  shipment: pick.shipmentNumber,
  wants: wantsOf(pick),
})

function wantsOf(pick: PickView): ShownStop['wants'] {
  if (pick.bin && !pick.binProved) return 'bin'
  if (pick.open === 0) return 'tote'
  return pick.item?.sku || pick.item?.barcode ? 'item' : 'by_hand'
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
