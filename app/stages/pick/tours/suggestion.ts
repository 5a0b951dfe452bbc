import { z } from 'zod'
import { howMany } from '../../../kernel/how-many.ts'
import { tourPlan } from './request.ts'

/** What is kept for the board: a plan, who is not in it and why, or why there is none. */
export const suggestion = z.object({
  plan: tourPlan.nullable(),
  leftOut: z.array(z.object({ id: z.string(), why: z.string() })),
  refused: z.array(z.string()),
  /** Orders that wait for a later wave. */
  later: z.number(),
})
export type Suggestion = z.infer<typeof suggestion>

/** A tour on the board. */
export interface SuggestedTour {
  readonly mode: 'piece' | 'single' | 'cluster' | 'zone'
  readonly zone: string | null
  readonly orders: readonly string[]
  /** `#1001-1` of each. */
  readonly numbers: readonly string[]
  readonly pieces: number
  readonly minutes: number
  readonly atRisk: number
  /** `64 m`, or `2 aisles` where there is no map. */
  readonly walk: string
  /** Why these together. */
  readonly why: string
}

/** What of a suggestion can still be started. */
export interface OpenWork {
  readonly isOpen: (id: string, zone: string | null) => boolean
  readonly numberOf: (id: string) => string
}

/** How good the plans of some places are: said once where all are equally good, else for each place by its name. */
export function qualityWords(
  places: readonly { readonly place: string; readonly suggestion: Suggestion }[],
): readonly string[] {
  const said = places.flatMap(({ place, suggestion: one }) => {
    const words = planWords(one)
    return words === null ? [] : [{ place, words }]
  })
  const [first] = said
  if (!first) return []
  return said.length === places.length && said.every(({ words }) => words === first.words)
    ? [first.words]
    : said.map(({ place, words }) => (places.length > 1 ? `${place}: ${words}` : words))
}

/** How good a plan is; null where there is nothing to say. */
function planWords({ plan }: Suggestion): string | null {
  if (!plan || plan.tours.length === 0) return null
  if (plan.isProven) return 'No tours for these orders are shorter: that is proven.'
  return plan.gapPercent === null
    ? null
    : `These tours are at most ${plan.gapPercent} % longer than the shortest there can be.`
}

/**
 * What is left of a suggestion: tours of which an order was taken since are shown with the rest, and their
 * comparison is left out, since it is of more.
 */
export function decideSuggested({ plan }: Suggestion, open: OpenWork): readonly SuggestedTour[] {
  return (plan?.tours ?? []).flatMap((tour) => {
    const isOpen = (id: string) => open.isOpen(id, tour.zone)
    const orders = tour.orders.filter(isOpen)
    if (orders.length === 0) return []
    const isWhole = orders.length === tour.orders.length
    return {
      mode: tour.mode,
      zone: tour.zone,
      orders,
      numbers: orders.map(open.numberOf),
      pieces: tour.pieces,
      minutes: Math.max(1, Math.round(tour.minutes)),
      atRisk: tour.atRisk.filter(isOpen).length,
      walk: tour.metres === null ? aisles(tour.aisles) : `${tour.metres} m`,
      why: isWhole ? whyWords(tour) : 'Some of this tour were taken; the rest is planned anew',
    }
  })
}

const aisles = (count: number) => howMany(count, 'aisle')

function whyWords(tour: NonNullable<Suggestion['plan']>['tours'][number]): string {
  if (tour.orders.length === 1)
    return tour.metres === null ? 'By itself' : `By itself${sShape(tour.metresSShape)}`
  if (tour.metres === null)
    return `${aisles(tour.aisles)} instead of ${tour.aislesAlone} one by one`
  const saved = (tour.metresAlone ?? tour.metres) - tour.metres
  return `Saves ${Math.max(0, saved)} m against one by one in bin order${sShape(tour.metresSShape)}`
}

const sShape = (metres: number | null) => (metres === null ? '' : `; ${metres} m in an S-shape`)
