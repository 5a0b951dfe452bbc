/**
 * Handoff: a partner (3PL) ships instead of the own warehouse.
 * Comes in: shipments in `requested`, by the job handoff.request. Goes out: `handed_over` with the
 * partner's tracking, once the store has the fulfilment; or `rejected`, for the office to decide.
 * Partners answer through the signed API or the portal; both doors call the same functions.
 */
export type { AnswerOutcome, AnswerRefusal, PartnerCaller } from './answer.server.ts'
export {
  acceptRequest,
  confirmCancel,
  refuseCancel,
  rejectRequest,
} from './answer-request.server.ts'
export { askPartner } from './ask.server.ts'
export { cancelAtPartner } from './cancel.server.ts'
export {
  endPortalSession,
  endPortalSessions,
  openPortalSession,
  partnerOfKey,
  partnerOfSession,
  portalSessions,
} from './doors.server.ts'
export { mirrorAnswer } from './mirror.server.ts'
export { issueCredential, issueSigningSecret, savePartner } from './partners.server.ts'
export { readPartnerShipment } from './read-partner-shipment.server.ts'
export { listPartners, listPlaces, readPartner, timeZoneOf } from './read-partners.server.ts'
export {
  countRequests,
  listRequests,
  type RequestGroup,
  type RequestSheet,
  readRequest,
} from './read-requests.server.ts'
export { reportShipped } from './report-shipped.server.ts'
export { rerouteShipment } from './reroute.server.ts'
export { sendAgain } from './send-again.server.ts'
