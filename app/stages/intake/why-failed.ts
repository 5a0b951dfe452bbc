/**
 * The database's and our own words for a fault, without the values they may quote; names of columns and
 * rules stay. At most 200 characters.
 */
export function reasonOf(fault: unknown): string {
  const text = fault instanceof Error ? fault.message : String(fault)
  const told = /Message: `(.*)`/s.exec(text)?.[1] ?? text.trim().split('\n').at(-1) ?? ''
  return told
    .replace(/"[^"]*"|'[^']*'/g, (quoted) => (/^.[a-z_]+.$/.test(quoted) ? quoted : '…'))
    .slice(0, 200)
}

/** Not about what was to be written: the database is away or busy. The job is repeated. */
export function isPassing(fault: unknown): boolean {
  const code = typeof fault === 'object' && fault !== null && 'code' in fault ? fault.code : ''
  if (typeof code === 'string' && /^(P1\d{3}|P2024|P2028|P2034|ECONN|08|57P|53)/.test(code))
    return true
  return fault instanceof Error && /connection|terminat/i.test(fault.message)
}

/** About the values themselves (a number too large, a date that is none): no later try can help. */
export const isHopeless = (fault: unknown): boolean =>
  fault instanceof Error &&
  (/Code: `22\w{3}`/.test(fault.message) ||
    ('code' in fault && /^22\w{3}$/.test(String(fault.code))))
