/** Pick: what pages need of its words. */
export { type ScanRefusal, scanWords } from './decide-scan.ts'
export { type ShortReason, shortReasons, shortWords } from './short-reasons.ts'
export { mostTotes } from './walk.ts'
