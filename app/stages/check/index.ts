/** Check: the pure parts, for pages. */
export { type CorrectionPost, readCorrectionPost } from './correction-answers.ts'
export type { Answers, CorrectionField, FieldName } from './correction-fields.ts'
export type { FieldProblem } from './decide-correction.ts'
export type { Missing } from './missing.ts'
export { readPostcode } from './postcode.ts'
