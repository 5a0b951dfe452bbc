/** Handoff, the pure part: what pages and doors need to know. */
export {
  acceptBody,
  cancellationBody,
  rejectBody,
  rowForApi,
  sheetForApi,
  shipBody,
} from './api-shape.ts'
export {
  answersOffered,
  isRejectReason,
  type RequestState,
  rejectReasons,
  requestLabel,
} from './decide-answer.ts'
