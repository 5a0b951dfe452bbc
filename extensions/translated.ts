import { readFileSync } from 'node:fs'

/** Translates as Shopify does, from an extension's own locale file; a key that is missing there is shown as it is. */
export function translator(localeFile: string) {
  const words: Readonly<Record<string, string>> = JSON.parse(readFileSync(localeFile, 'utf8'))
  return (key: string, values: Readonly<Record<string, unknown>> = {}): string =>
    (words[key] ?? key).replaceAll(/\{\{(\w+)\}\}/g, (_all, name: string) =>
      String(values[name] ?? ''),
    )
}
