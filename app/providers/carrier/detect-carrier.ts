import { isMod10, isS10Check, isUpsCheck } from './check-digits.ts'

/** National posts by the country at the end of their S10 numbers, as Shopify writes their names. */
const posts: Readonly<Record<string, string>> = {
  AT: 'Österreichische Post',
  AU: 'Australia Post',
  BE: 'BPost',
  BR: 'Correios',
  CA: 'Canada Post',
  CH: 'Swiss Post',
  CN: 'China Post',
  DE: 'Deutsche Post',
  DK: 'PostNord DK',
  ES: 'Correos',
  FR: 'Colissimo',
  GB: 'Royal Mail',
  IE: 'An Post',
  IT: 'Poste Italiane',
  JP: 'Japan Post (EN)',
  NL: 'PostNL',
  NO: 'Bring',
  NZ: 'New Zealand Post',
  SE: 'PostNord SE',
  SG: 'Singapore Post',
  US: 'USPS',
}

interface Pattern {
  readonly carrier: string
  readonly form: RegExp
  readonly check?: (number: string) => boolean
}

/**
 * Forms that are one carrier's alone. Bare runs of ten to sixteen digits are left out: too many
 * carriers use them, and a wrong carrier is worse than none.
 */
const patterns: readonly Pattern[] = [
  { carrier: 'UPS', form: /^1Z[0-9A-Z]{15}\d$/, check: (number) => isUpsCheck(number.slice(2)) },
  { carrier: 'USPS', form: /^9[1-5]\d{20}$/, check: isMod10 },
  { carrier: 'USPS', form: /^420\d{5}9[1-5]\d{20}$/, check: (number) => isMod10(number.slice(8)) },
  { carrier: 'FedEx', form: /^96\d{32}$/ },
  { carrier: 'DHL', form: /^00340434\d{12}$/, check: isMod10 },
  { carrier: 'DHL Express', form: /^J(?:JD|VGL)\d{10}$/ },
  { carrier: 'Yodel', form: /^J?JD\d{16}$/ },
  { carrier: 'Amazon', form: /^TB[AMC]\d{12}$/ },
]

/** A number as it is compared: capitals, without blanks. */
const plainNumber = (typed: string): string => typed.toUpperCase().replace(/\s/g, '')

/** The carrier a number certainly belongs to; null when it could be somebody else's. */
export function detectCarrier(typed: string): string | null {
  const number = plainNumber(typed)
  const s10 = /^[A-Z]{2}(\d{9})([A-Z]{2})$/.exec(number)
  if (s10?.[1] && s10[2] && isS10Check(s10[1])) return posts[s10[2]] ?? null
  const found = new Set(
    patterns.flatMap(({ carrier, form, check }) =>
      form.test(number) && (check?.(number) ?? true) ? [carrier] : [],
    ),
  )
  const [only] = found
  return found.size === 1 ? (only ?? null) : null
}
