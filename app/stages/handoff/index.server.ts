/**
 * Handoff: a partner (3PL) ships instead of the own warehouse.
 * Comes in: shipments in `requested`, by the job handoff.request. Goes out: `handed_over` with the
 * partner's tracking, once the store has the fulfilment; or `rejected`, for the office to decide.
 * Partners answer through the signed API or the portal; both doors call the same functions.
 */
export type {
  Answered,
  AnswerOutcome,
  AnswerRefusal,
  PartnerCaller,
} from './answer.server.ts'
export {
  acceptRequest,
  confirmCancel,
  refuseCancel,
  rejectRequest,
} from './answer-request.server.ts'
export { askPartner } from './ask.server.ts'
export { cancelAtPartner } from './cancel.server.ts'
export type { HandoffDeps } from './deps.server.ts'
export {
  openPortalSession,
  type PortalDeps,
  partnerOfKey,
  partnerOfSession,
  sessionHours,
} from './doors.server.ts'
export { mirrorAnswer } from './mirror.server.ts'
export {
  issueCredential,
  issueSigningSecret,
  type PartnerRefusal,
  savePartner,
} from './partners.server.ts'
export {
  type PartnerShipmentSheet,
  readPartnerShipment,
} from './read-partner-shipment.server.ts'
export {
  listPartners,
  listPlaces,
  type PartnerRow,
  type PartnerSheet,
  type PlaceChoice,
  readPartner,
} from './read-partners.server.ts'
export {
  countRequests,
  listRequests,
  type RequestGroup,
  type RequestRow,
  type RequestSheet,
  readRequest,
} from './read-requests.server.ts'
export { reportShipped, type Shipped } from './report-shipped.server.ts'
export { type RerouteRefusal, rerouteShipment } from './reroute.server.ts'
export { sendAgain } from './send-again.server.ts'
