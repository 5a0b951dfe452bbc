/** AIM identifiers (`]C1`, `]E0`, `]d2`) that some scanners put in front. */
const aim = /^\][A-Za-z][0-9A-Za-z]/

/**
 * Whether a scanner read what a label says: letter case, dashes, blanks and a UPC's leading zeros
 * (EAN-13 writes one more) make no difference.
 */
export function sameCode(scanned: string, known: string): boolean {
  const [a, b] = [plainCode(scanned), plainCode(known)]
  return a !== '' && a === b
}

/** A code without what makes no difference: two that are the same have the same. */
export const plainCode = (code: string): string => {
  const bare = code.trim().replace(aim, '').replace(/[\s-]/g, '').toUpperCase()
  return /^\d+$/.test(bare) ? bare.replace(/^0+(?=\d)/, '') : bare
}
