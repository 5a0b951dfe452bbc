/** The pure side of shipping, for pages. */
export { deskViews } from './desk-view.ts'
export { ownLabelWords } from './own-label.ts'
export { labelRefusalWords } from './refusal-words.ts'
