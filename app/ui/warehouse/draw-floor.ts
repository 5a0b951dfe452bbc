/** A floor as it is drawn: millimetres, every extent filled in. */
export interface DrawnFloor {
  readonly aisles: readonly {
    readonly code: string
    readonly xMm: number
    readonly fromMm: number
    readonly toMm: number
    readonly direction: 'both' | 'away' | 'back'
  }[]
  readonly crossAisles: readonly {
    readonly code: string
    readonly yMm: number
    readonly fromMm: number
    readonly toMm: number
  }[]
  readonly points: readonly { readonly code: string; readonly xMm: number; readonly yMm: number }[]
  readonly bins: readonly {
    readonly code: string
    readonly xMm: number
    readonly yMm: number
    readonly side: 'left' | 'right' | null
    readonly isReserve: boolean
  }[]
  readonly legs: readonly DrawnLeg[]
  readonly stops: readonly DrawnStop[]
}

export interface DrawnLeg {
  readonly key: string
  readonly path: readonly { readonly xMm: number; readonly yMm: number }[]
  readonly isDone: boolean
  readonly isCurrent: boolean
}

export interface DrawnStop {
  readonly number: number
  readonly xMm: number
  readonly yMm: number
  readonly isDone: boolean
  readonly isCurrent: boolean
}

interface Plan {
  readonly aisles: readonly {
    readonly code: string
    readonly xMm: number
    readonly direction: 'both' | 'away' | 'back'
    readonly fromMm?: number | undefined
    readonly toMm?: number | undefined
  }[]
  readonly crossAisles: readonly {
    readonly code: string
    readonly yMm: number
    readonly fromMm?: number | undefined
    readonly toMm?: number | undefined
  }[]
  readonly points: readonly { readonly code: string; readonly xMm: number; readonly yMm: number }[]
  readonly bins: readonly {
    readonly code: string
    readonly aisle: string
    readonly yMm: number
    readonly side: 'left' | 'right' | null
    readonly kind: 'pick' | 'reserve'
  }[]
}

interface Way {
  readonly to: string
  readonly isEnd: boolean
  readonly path: readonly { readonly xMm: number; readonly yMm: number }[]
}

/** Bins are drawn one by one up to this many; more would be grey dust and a slow page. */
const mostBins = 2_500

/** @param at which of the ways is walked now; -1: none. */
export function drawFloor(plan: Plan, ways: readonly Way[], at: number): DrawnFloor {
  const ys = [...plan.crossAisles, ...plan.bins, ...plan.points].map((one) => one.yMm)
  const xs = [...plan.aisles, ...plan.points].map((one) => one.xMm)
  const xOf = new Map(plan.aisles.map((one) => [one.code, one.xMm]))
  return {
    aisles: plan.aisles.map((one) => ({
      ...one,
      fromMm: one.fromMm ?? least(ys),
      toMm: one.toMm ?? greatest(ys),
    })),
    crossAisles: plan.crossAisles.map((one) => ({
      ...one,
      fromMm: one.fromMm ?? least(xs),
      toMm: one.toMm ?? greatest(xs),
    })),
    points: plan.points,
    bins:
      plan.bins.length > mostBins
        ? []
        : plan.bins.map(({ code, aisle, yMm, side, kind }) => ({
            code,
            xMm: xOf.get(aisle) ?? 0,
            yMm,
            side,
            isReserve: kind === 'reserve',
          })),
    // What is walked now is drawn last, on top of the rest.
    legs: ways
      .map((way, leg) => ({
        key: `${leg} ${way.to}`,
        path: way.path,
        isDone: leg < at,
        isCurrent: leg === at,
      }))
      .toSorted(
        (a, b) => Number(b.isDone) - Number(a.isDone) || Number(a.isCurrent) - Number(b.isCurrent),
      ),
    stops: ways.flatMap((way, leg) => {
      const spot = way.path.at(-1)
      return way.isEnd || !spot
        ? []
        : [{ number: leg + 1, ...spot, isDone: leg < at, isCurrent: leg === at }]
    }),
  }
}

const least = (list: readonly number[]) => list.reduce((a, b) => Math.min(a, b), list[0] ?? 0)
const greatest = (list: readonly number[]) => list.reduce((a, b) => Math.max(a, b), list[0] ?? 0)

export interface Frame {
  readonly viewBox: string
  /** What everything is measured by: a twelfth of the space between two aisles, or a ninetieth of the floor. */
  readonly unit: number
  /** Pixels below which names could not be read any more: then the map is scrolled. */
  readonly leastWidth: number
  /** Names of aisles stand on end where there is no room beside each other. */
  readonly isCrowded: boolean
  readonly x: (mm: number) => number
  /** Upwards: the front is at the bottom. */
  readonly y: (mm: number) => number
}

/** What of the floor is in the picture: all of it; with a walk, the part that is walked. */
export function frameOf(floor: DrawnFloor): Frame {
  const walked = floor.legs.flatMap((leg) => leg.path)
  const all = [
    ...floor.aisles.flatMap(({ xMm, fromMm, toMm }) => [
      { xMm, yMm: fromMm },
      { xMm, yMm: toMm },
    ]),
    ...floor.points,
    ...floor.crossAisles.flatMap(({ yMm, fromMm, toMm }) => [
      { xMm: fromMm, yMm },
      { xMm: toMm, yMm },
    ]),
  ]
  const seen = walked.length > 0 ? walked : all
  const x = { from: least(seen.map((one) => one.xMm)), to: greatest(seen.map((one) => one.xMm)) }
  const y = { from: least(all.map((one) => one.yMm)), to: greatest(all.map((one) => one.yMm)) }
  const wide = Math.max(3_000, x.to - x.from)
  const high = Math.max(3_000, y.to - y.from)
  const between = spacing(floor.aisles.map((one) => one.xMm))
  const unit = Math.min(Math.max(wide, high) / 90, between / 12)
  const name = unit * 3 * Math.max(1, ...floor.aisles.map((one) => one.code.length + 2))
  const isCrowded = name > between
  const margin = unit * 11
  const above = isCrowded ? Math.max(margin, name + unit * 6) : margin
  const below = margin + unit * 6 * floor.points.length
  const width = wide + 2 * margin
  return {
    viewBox: `${x.from - margin} ${-y.to - above} ${width} ${high + above + below}`,
    unit,
    isCrowded,
    leastWidth: Math.round((width / (12 * unit)) * 26),
    x: (mm) => mm,
    y: (mm) => -mm,
  }
}

/** The least distance between two aisles. */
function spacing(xs: readonly number[]): number {
  const ascending = [...new Set(xs)].toSorted((a, b) => a - b)
  const gaps = ascending.slice(1).map((x, at) => x - (ascending[at] ?? 0))
  return Math.max(300, Math.min(6_000, ...gaps))
}

export const cornersOf = ({ path }: DrawnLeg, { x, y }: Frame): string =>
  path.map((one) => `${x(one.xMm)},${y(one.yMm)}`).join(' ')

/** Stops at one spot share a circle: the current one's number, or the first and how many more. */
export function numbersAt(stops: readonly DrawnStop[]) {
  const spots = Map.groupBy(stops, (stop) => `${stop.xMm}:${stop.yMm}`)
  const circles = [...spots].map(([key, here]) => {
    const current = here.find((stop) => stop.isCurrent)
    const open = here.find((stop) => !stop.isDone)
    const shown = current ?? open ?? here[0]
    return {
      key,
      xMm: shown?.xMm ?? 0,
      yMm: shown?.yMm ?? 0,
      number: String(shown?.number ?? ''),
      isCurrent: current !== undefined,
      isDone: open === undefined,
    }
  })
  return circles.toSorted((a, b) => Number(a.isCurrent) - Number(b.isCurrent))
}
