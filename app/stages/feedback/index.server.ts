/**
 * Feedback: how was it?
 * Comes in: an order in `delivered`. Goes out: `completed`, with the customer's score where they gave one;
 * a low score leaves a care call with an owner and a due time.
 */
export { answerSurvey, declineSurvey, lapseSurvey, type SurveyClosed } from './answer.server.ts'
export { readAnswer } from './decide-answer.ts'
export type { FeedbackDeps } from './deps.server.ts'
export { inviteOne } from './invite.server.ts'
export { closeCareCall, readFeedback, readSurvey } from './read.server.ts'
