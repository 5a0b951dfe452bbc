const english = new Intl.PluralRules('en')

/** A number with its noun, as English counts: `1 piece`, `0 pieces`, `3 boxes`. @param more the noun for all but one. */
export const howMany = (count: number, one: string, more = `${one}s`): string =>
  `${count} ${english.select(count) === 'one' ? one : more}`
