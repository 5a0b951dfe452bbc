/** Where a snapshot comes from: a delivery's body, or the store itself, asked now. */
export type Source = 'delivery' | 'store'

/**
 * A delivery does not mark pickup in any way, and without an address it cannot tell at all: what was
 * learned by asking the store stays, until the store itself says otherwise.
 */
export function mergeKind<Kind extends string>(
  known: string | null,
  told: Kind,
  source: Source,
): Kind | string {
  if (known === null || known === 'unknown' || source === 'store')
    return told === 'unknown' && known !== null ? known : told
  return told === 'unknown' || (known === 'pickup' && told === 'shipping') ? known : told
}
