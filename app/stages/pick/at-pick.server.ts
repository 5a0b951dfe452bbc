import type { Outcome } from '../../kernel/outcome.ts'
import { accept, refuse } from '../../kernel/outcome.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { currentPick, type OpenTour, type PickRow, readTourRow } from './read-tour.server.ts'

/** What every action at a stop names: which stop, as which version of it the picker saw, and who. */
export interface AtPick {
  readonly tourId: string
  readonly pickId: string
  readonly version: number
  /** A person's handle. */
  readonly by: string
}

export type TourRefusal =
  | { readonly kind: 'no_such_tour' }
  | { readonly kind: 'tour_closed' }
  /** Somebody else walks it; it can be taken over. */
  | { readonly kind: 'not_yours'; readonly picker: string }
  /** This scan was counted before, or the stop moved on: the screen is older than the shelf. */
  | { readonly kind: 'seen_already' }
  /** The order was stopped meanwhile; its goods go back. */
  | { readonly kind: 'stopped' }

/** For the picker. */
export function tourWords(refusal: TourRefusal): string {
  switch (refusal.kind) {
    case 'no_such_tour':
      return 'There is no such tour'
    case 'tour_closed':
      return 'This tour is finished'
    case 'not_yours':
      return 'Somebody else is walking this tour'
    case 'seen_already':
      return 'Counted already'
    case 'stopped':
      return 'This order was stopped. Leave the goods'
  }
}

/** The open tour, if it is this person's. */
export async function tourOf(
  tx: ShopTx,
  { tourId, by }: { readonly tourId: string; readonly by: string },
): Promise<Outcome<OpenTour, TourRefusal>> {
  const open = await readTourRow(tx, tourId)
  if (!open) return refuse({ kind: 'no_such_tour' })
  if (open.tour.state !== 'open') return refuse({ kind: 'tour_closed' })
  if (open.tour.picker !== by) return refuse({ kind: 'not_yours', picker: open.tour.picker })
  return accept(open)
}

/** The stop the picker means, when it is the one to work at and looks as the picker saw it. */
export async function pickOf(
  tx: ShopTx,
  at: AtPick,
): Promise<Outcome<{ readonly pick: PickRow; readonly open: OpenTour }, TourRefusal>> {
  const answer = await tourOf(tx, at)
  if (!answer.ok) return answer
  const pick = answer.value.picks.find((one) => one.id === at.pickId)
  if (!pick) return refuse({ kind: 'no_such_tour' })
  if (pick.shipmentState !== 'picking') return refuse({ kind: 'stopped' })
  if (pick.version !== at.version) return refuse({ kind: 'seen_already' })
  return currentPick(answer.value.picks)?.id === pick.id
    ? accept({ pick, open: answer.value })
    : refuse({ kind: 'seen_already' })
}
