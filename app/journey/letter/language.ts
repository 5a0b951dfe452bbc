import { createContext, useContext } from 'react'
import type { Language } from '../../kernel/language.ts'
import { phrases } from '../../kernel/phrases.ts'

/** The language of the letter that is being made. */
export const LetterLanguage = createContext<Language>('en')

const frameWords = phrases(
  {
    hello: 'Hello',
    questions: 'Questions?',
    answer: 'just answer this mail.',
  },
  {
    de: {
      hello: 'Guten Tag',
      questions: 'Fragen?',
      answer: 'antworten Sie einfach auf diese E-Mail.',
    },
    fr: {
      hello: 'Bonjour',
      questions: 'Des questions ?',
      answer: 'répondez simplement à cet e-mail.',
    },
    es: { hello: 'Hola', questions: '¿Preguntas?', answer: 'responda a este correo.' },
    nl: { hello: 'Hallo', questions: 'Vragen?', answer: 'antwoord gewoon op deze mail.' },
  },
)

/** What the frame of a letter says, in the letter's language. */
export const useFrameWords = () => frameWords.in(useContext(LetterLanguage))
