/** The pure side of tracking, for pages. */
export { type OrderTurn, orderStages } from './order-stage.ts'
export { parcelStatusWords } from './parcel-words.ts'
export { sayStatus, trackWords } from './words.ts'
