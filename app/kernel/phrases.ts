import { IntlMessageFormat } from 'intl-messageformat'
import { type Language, languages } from './language.ts'

/** Names in braces of a message: `order` of "Your order {order}". */
type NamesIn<Message> = Message extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never
type Values<Message> = [NamesIn<Message>] extends [never]
  ? readonly []
  : readonly [values: Readonly<Record<NamesIn<Message>, string | number>>]

type Texts<Key extends string> = Readonly<Record<Key, string>>

/** Says things in one language: a message by its name, with what stands in its braces. */
export type Say<English extends Texts<string>> = <Key extends keyof English & string>(
  key: Key,
  ...values: Values<English[Key]>
) => string

/**
 * A catalogue of messages (ICU). The English one tells which messages there are and what they name; a
 * language that lacks one does not compile.
 */
export function phrases<const English extends Texts<string>>(
  english: English,
  others: Readonly<Record<Exclude<Language, 'en'>, Texts<keyof English & string>>>,
): {
  readonly in: (language: Language) => Say<English>
  readonly all: Record<Language, Texts<keyof English & string>>
} {
  const all = { en: english, ...others } as Record<Language, Texts<keyof English & string>>
  const made = new Map<string, IntlMessageFormat>()
  const format = (language: Language, key: keyof English & string) => {
    const name = `${language} ${key}`
    const found = made.get(name) ?? new IntlMessageFormat(all[language][key], language)
    made.set(name, found)
    return found
  }
  const say =
    (language: Language): Say<English> =>
    (key, ...[values]) =>
      String(format(language, key).format(values as Record<string, string | number> | undefined))
  return { in: say, all }
}

const braces = (message: string): string =>
  [...message.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => name)
    .toSorted()
    .join()

/** Messages that are empty or do not name what the English one names; for the catalogues' tests. */
export const unlikeEnglish = (all: Readonly<Record<Language, Texts<string>>>): readonly string[] =>
  languages.flatMap((language) =>
    Object.entries(all.en).flatMap(([key, english]) => {
      const message = all[language][key] ?? ''
      return message.trim() === '' || braces(message) !== braces(english)
        ? [`${language} ${key}`]
        : []
    }),
  )
