export type Translations = Readonly<Record<string, unknown>>

/** "order.late" in `{ order: { late: … } }`; with a count, the form for it. */
function find(
  translations: Translations,
  key: string,
  count: unknown,
  locale: string,
): string | null {
  let at: unknown = translations
  for (const part of key.split('.')) {
    at = typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined
  }
  if (typeof at === 'object' && at !== null && typeof count === 'number') {
    const form = new Intl.PluralRules(locale).select(count)
    at = Reflect.get(at, form) ?? Reflect.get(at, 'other')
  }
  return typeof at === 'string' ? at : null
}

/** `shopify.i18n` over one locale's texts, filled at `{{name}}`. A missing text shows its key. */
export function makeI18n(locale: string, translations: Translations) {
  return {
    translate(key: string, values: Readonly<Record<string, unknown>> = {}): string {
      const text = find(translations, key, values['count'], locale)
      if (text === null) return `Missing translation: ${key}`
      return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(values[name] ?? ''))
    },
    formatNumber: (value: number | bigint, options?: Intl.NumberFormatOptions) =>
      new Intl.NumberFormat(locale, options).format(value),
    formatCurrency: (value: number | bigint, options?: Intl.NumberFormatOptions) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', ...options }).format(
        value,
      ),
    formatDate: (value: Date, options?: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, options).format(value),
  }
}
