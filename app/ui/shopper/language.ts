import { createContext, useContext } from 'react'
import type { Language } from '../../kernel/language.ts'
import { shopperWords } from './words.ts'

/** The language of the page that is being made. */
export const PageLanguage = createContext<Language>('en')

/** Says things in the page's language. */
export const useWords = () => shopperWords.in(useContext(PageLanguage))
