/** Letters to customers: the frame, its parts, and how one is made into a mail. */
export { Letter, type LetterProps, type LetterShop } from './letter.tsx'
export {
  LetterBlock,
  LetterButton,
  LetterGreeting,
  type LetterLine,
  LetterLines,
  LetterList,
  LetterSubject,
  LetterText,
} from './parts.tsx'
export { renderLetter } from './render-letter.ts'
