import { createContext } from 'react'

/**
 * What the scripts of one answer carry, so that the browser runs them and no others. The browser's own half of a page
 * has none: it hides what was sent, and what React puts in later comes from files.
 */
export const Nonce = createContext<string | undefined>(undefined)
