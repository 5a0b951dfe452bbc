import type { Outcome } from '../../kernel/outcome.ts'
import { accept, refuse } from '../../kernel/outcome.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import { type OpenTour, type PickRow, readTourRow } from './read-tour.server.ts'
import { isTurnOf } from './replay.ts'
import type { TourRefusal } from './tour-refusal.ts'

/** What every action at a stop names: which stop, as which version of it the picker saw, and who. */
export interface AtPick {
  readonly tourId: string
  readonly pickId: string
  readonly version: number
  /** A person's handle. */
  readonly by: string
  /** The device in hand; a tour that is walked on one is refused to others. */
  readonly device?: string | null
}

/** The open tour, if it is this person's, and (where a device is named) walked on no other. */
export async function tourOf(
  tx: ShopTx,
  {
    tourId,
    by,
    device,
  }: { readonly tourId: string; readonly by: string; readonly device?: string | null },
): Promise<Outcome<OpenTour, TourRefusal>> {
  const open = await readTourRow(tx, tourId)
  if (!open) return refuse({ kind: 'no_such_tour' })
  if (open.tour.state !== 'open') return refuse({ kind: 'tour_closed' })
  if (open.tour.picker !== by) return refuse({ kind: 'not_yours', picker: open.tour.picker })
  const lease = open.tour.device
  if (device !== undefined && lease !== null && lease !== device)
    return refuse({ kind: 'other_device' })
  return accept(open)
}

/** The stop the picker means, when it is one to work at and looks as the picker saw it. */
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
  return isTurnOf(answer.value.picks, pick)
    ? accept({ pick, open: answer.value })
    : refuse({ kind: 'seen_already' })
}
