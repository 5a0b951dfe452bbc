/** Check: the pure parts, for pages. */

export { checkAddress } from './check-address.ts'
export { decideComplete, type OrderFacts, verdictOf } from './complete.ts'
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
export { type Answers, type FieldName, fieldOf } from './correction-fields.ts'
export type { CorrectionField } from './correction-form.ts'
export { countryChoices } from './countries.ts'
export type { FieldProblem } from './decide-correction.ts'
export { aboutOf, isNeed, kindOf, type Missing, missingForMerchant } from './missing.ts'
export { readPostcode } from './postcode.ts'
export { readRegion, regionsOf } from './regions.ts'
