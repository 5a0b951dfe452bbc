import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { isSafeToOpen } from '../../kernel/web-address.ts'
import { detectCarrier } from '../../providers/carrier/detect-carrier.ts'
import { findCarrier, trackingPageOf } from '../../providers/carrier/known-carriers.ts'

/** What somebody typed or scanned for a parcel whose label comes from elsewhere. */
export interface TypedLabel {
  readonly carrier: string
  readonly number: string
  readonly url: string
}

export interface OwnLabel {
  /** As Shopify's list has it where the carrier is on it; else as typed. */
  readonly carrierName: string
  readonly trackingNumber: string
  /** Where the customer can follow it; null when nobody knows. */
  readonly trackingUrl: string | null
}

/** Everything that is wrong with what was typed. */
export type OwnLabelProblem =
  | 'carrier_missing'
  | 'carrier_too_long'
  | 'number_missing'
  | 'number_odd_signs'
  | 'number_too_short'
  | 'number_too_long'
  | 'number_no_digits'
  | 'number_is_filler'
  | 'number_of_another_carrier'
  | 'url_not_https'

export const ownLabelWords: Readonly<Record<OwnLabelProblem, string>> = {
  carrier_missing: 'Say which carrier takes it.',
  carrier_too_long: 'The carrier’s name is longer than 60 signs.',
  number_missing: 'The tracking number is missing.',
  number_odd_signs: 'A tracking number has letters, digits and dashes only. Scan it again.',
  number_too_short: 'A tracking number has six signs at least.',
  number_too_long: 'A tracking number has forty signs at most. Were two scanned at once?',
  number_no_digits: 'A tracking number has digits in it.',
  number_is_filler: 'This looks like a filler, not like a tracking number.',
  number_of_another_carrier: 'This number is certainly another carrier’s. Check both.',
  url_not_https: 'The link must begin with https://',
}

/** Control and invisible signs that scanners and copied pages leave behind. */
const invisible = /[\p{Cc}\p{Cf}]/gu

/** Reads a typed label and names everything that is wrong with it. */
export function readOwnLabel(typed: TypedLabel): Outcome<OwnLabel, readonly OwnLabelProblem[]> {
  const number = typed.number.replace(invisible, '').replace(/\s+/g, '').toUpperCase()
  const name = typed.carrier.replace(invisible, ' ').trim().replace(/\s+/g, ' ')
  const url = typed.url.trim()
  const detected = detectCarrier(number)
  const carrierName = findCarrier(name)?.name ?? (name || (detected ?? ''))
  const problems = [
    ...carrierProblems(carrierName),
    ...numberProblems(number),
    ...(differs(carrierName, detected) ? (['number_of_another_carrier'] as const) : []),
    ...(url !== '' && !isSafeToOpen(url) ? (['url_not_https'] as const) : []),
  ]
  if (problems.length > 0) return refuse(problems)
  return accept({
    carrierName,
    trackingNumber: number,
    trackingUrl: url || trackingPageOf(carrierName, number),
  })
}

const carrierProblems = (name: string): OwnLabelProblem[] =>
  name === '' ? ['carrier_missing'] : name.length > 60 ? ['carrier_too_long'] : []

function numberProblems(number: string): OwnLabelProblem[] {
  if (number === '') return ['number_missing']
  const problems: OwnLabelProblem[] = []
  if (!/^[A-Z0-9-]+$/.test(number)) problems.push('number_odd_signs')
  if (number.length < 6) problems.push('number_too_short')
  if (number.length > 40) problems.push('number_too_long')
  if (!/\d/.test(number)) problems.push('number_no_digits')
  else if (/^(.)\1*$/.test(number) || number === '123456') problems.push('number_is_filler')
  return problems
}

/**
 * Two known carriers that have nothing to do with each other. Members of one group carry each
 * other's numbers, and a post's number travels with many, so those are let through.
 */
function differs(name: string, detected: string | null): boolean {
  if (detected === null || !findCarrier(name)) return false
  const certain = ['UPS', 'FedEx', 'Amazon']
  return detected !== name && certain.includes(detected) && certain.includes(name)
}
