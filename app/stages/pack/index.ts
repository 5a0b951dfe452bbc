/** Pack: what pages need of its words. */

export { type FillRequest, fillContainer } from './carton/fill-container.ts'
export type { CartonSort, Goods, VoidFill } from './carton/goods.ts'
export { type PlanRefusal, planWords } from './carton/instance.ts'
export type { Objective, Worth } from './carton/judge.ts'
export type { Placement } from './carton/placements.ts'
export {
  type CartonPlan,
  carefulEffort,
  type PlannedParcel,
  type PlanRequest,
  planCartons,
  quickEffort,
} from './carton/plan.ts'
export { planCartonsTask } from './carton/plan-task.ts'
export type { RateCard } from './carton/rate-card.ts'
export { type Violation, verifyPlacements, verifyPlan } from './carton/verify-plan.ts'
export { zonesInWords } from './decide-gathering.ts'
export type { PieceRefusal } from './decide-piece.ts'
export { decideItemFacts } from './item-facts.ts'
export { photoBytes, photoWords } from './photo-limits.ts'
export { surchargesText, zonesText } from './rate-card-form.ts'
export { toleranceGrams } from './weigh.ts'
