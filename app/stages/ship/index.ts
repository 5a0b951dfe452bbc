/** The pure side of shipping, for pages. */
export type { LabelRefusal } from './decide-label.ts'
export { type OwnLabelProblem, ownLabelWords } from './own-label.ts'
export { labelRefusalWords } from './refusal-words.ts'
