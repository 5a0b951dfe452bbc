import type { ThreadControl } from '../../../platform/threads/thread-task.ts'
import { tourFaultWords } from './decide-request.ts'
import { planTours } from './plan-tours.ts'
import type { TourAnswer, TourRequest } from './request.ts'

/** The work of `planToursTask`, in its thread. */
export function answerTours(request: TourRequest, control: ThreadControl): TourAnswer {
  const answer = planTours(request, control.used)
  if (answer.ok) return { kind: 'planned', plan: answer.value }
  const { refusal } = answer
  const why = refusal.kind === 'bad_map' ? refusal.faults : refusal.faults.map(tourFaultWords)
  return { kind: 'refused', why: [...why] }
}
