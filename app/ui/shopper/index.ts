/** Pages for a shop's customers: frame, parts, forms. The answer itself is made by answer.server.ts. */
export { ConfirmedPage, ConfirmLaterPage, ConfirmPage } from './confirm-page.tsx'
export {
  type CorrectionFieldView,
  CorrectionPage,
  CorrectionThanksPage,
  NothingNeededPage,
} from './correction-page.tsx'
export {
  type Choice,
  LongTextField,
  Problems,
  RadioField,
  SelectField,
  ShopperForm,
  TextField,
} from './form.tsx'
export { type LinkTrouble, LinkTroublePage, linkTroubleStatus } from './link-trouble.tsx'
export {
  Block,
  Lines,
  Notice,
  type ShopFace,
  type ShopperLine,
  ShopperPage,
  type Stage,
  Stages,
} from './page.tsx'
