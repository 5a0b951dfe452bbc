/** Languages a shop's customers are written to in; the first is spoken where we do not know theirs. */
export const languages = ['en', 'de', 'fr', 'es', 'nl'] as const
export type Language = (typeof languages)[number]

const isLanguage = (text: string): text is Language => languages.some((one) => one === text)

/** The language for a customer's locale as stores write it ("de-AT", "pt_BR", ""): English where we have none of theirs. */
export function languageOf(locale: string): Language {
  const first = locale.trim().toLowerCase().split(/[-_]/)[0] ?? ''
  return isLanguage(first) ? first : 'en'
}

/** The language of ours that a browser's `Accept-Language` asks for first; its order is taken as written. */
export function languageAsked(header: string | null): Language {
  const wanted = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((one) => one.trim().toLowerCase().split(/[-_;]/)[0] ?? '')
  return wanted.find(isLanguage) ?? 'en'
}
