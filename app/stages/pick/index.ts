/** Pick: what pages need of its words, and the pure planners. */
export { hallLengths } from './batch/hall-cost.ts'
export { planBatches } from './batch/plan-batches.ts'
export { type ScanRefusal, scanWords } from './decide-scan.ts'
export { createRouteEvaluator, type RouteEvaluator } from './route/evaluator.ts'
export { type EvenHall, evenHall, type ParallelAisles } from './route/parallel-aisles.ts'
export { type ShortReason, shortReasons, shortWords } from './short-reasons.ts'
export { mostTotes } from './walk.ts'
export { chooseWave, type Waiting } from './wave/choose-wave.ts'
