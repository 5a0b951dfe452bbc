/** The pure side of shipping, for pages. */
export { ownLabelWords } from './own-label.ts'
export { labelRefusalWords } from './refusal-words.ts'
