/** Check: the pure parts, for pages. */

export { checkAddress } from './check-address.ts'
export {
  type Contract,
  type ContractVersion,
  contractShape,
  type Need,
  noContract,
  type Rule,
} from './contract/contract.ts'
export {
  type Asked,
  answerPlace,
  judge,
  type OrderForContract,
  type Verdict,
} from './contract/judge.ts'
export { type AnswerProblem, readAnswer } from './contract/read-answer.ts'
export { type CorrectionPost, readCorrectionPost } from './correction-answers.ts'
export type { Answers, CorrectionField, FieldName } from './correction-fields.ts'
export type { FieldProblem } from './decide-correction.ts'
export type { Missing } from './missing.ts'
export { readPostcode } from './postcode.ts'
export { regionsOf } from './regions.ts'
