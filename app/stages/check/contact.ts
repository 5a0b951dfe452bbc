import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'
import { z } from 'zod'

const asciiEmail = z.email()

/** The domain as the mail system sees it; null when it is no host name of at least two parts. */
function asciiDomain(domain: string): string | null {
  if (!/^[^\s/?#:@\\[\]]+\.[^\s/?#:@\\[\]]{2,}$/.test(domain)) return null
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : null
}

/**
 * Reads an e-mail address as it would be typed plainly, international ones too.
 * @returns null when no mail could ever reach it.
 */
export function readEmail(raw: string): string | null {
  const text = raw.trim()
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at)
  const domain = at > 0 ? asciiDomain(text.slice(at + 1)) : null
  if (domain === null || text.length > 254 || local.length > 64) return null
  // Letters beyond ASCII are allowed before the @ (RFC 6531); the rest of the syntax is the same.
  const plain = local.replace(/[\p{L}\p{M}\p{N}]/gu, 'a')
  const host = domain.replace(/\.xn--[a-z0-9-]+$/, '.example')
  return asciiEmail.safeParse(`${plain}@${host}`).success ? text : null
}

const countryOf = (code: string | null): CountryCode | undefined =>
  code !== null && isSupportedCountry(code) ? code : undefined

/**
 * Reads a phone number as people type it, in the form of `country` or with a country code.
 * @returns E.164 ("+353214567890"); null when it is too short, too long or no number at all.
 */
export function readPhone(raw: string, country: string | null): string | null {
  const parsed = parsePhoneNumberFromString(raw.normalize('NFKC'), countryOf(country))
  return parsed?.isPossible() ? parsed.number : null
}
