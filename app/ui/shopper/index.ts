/** Pages for a shop's customers; their parts are in page.tsx and form.tsx, the answer is made by answer.server.ts. */
export { ConfirmedPage, ConfirmLaterPage, ConfirmPage } from './confirm-page.tsx'
export { CorrectionPage, CorrectionThanksPage, NothingNeededPage } from './correction-page.tsx'
export { type LinkTrouble, LinkTroublePage, linkTroubleStatus } from './link-trouble.tsx'
export type { ShopFace } from './page.tsx'
