/** Returns: what pages need and what does no IO. */
export {
  quantityField,
  type RequestProblem,
  reasonField,
  type TypedRequest,
} from './decide-request.ts'
export { reasonChoices } from './reasons.ts'
export { returnWords } from './words.ts'
