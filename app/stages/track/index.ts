/** The pure side of tracking, for pages. */
export { type OrderTurn, orderStageLabel, orderStages } from './order-stage.ts'
export { parcelStatusWords } from './parcel-words.ts'
