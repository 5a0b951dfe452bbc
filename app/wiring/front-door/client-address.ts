/**
 * Whose request it is, by address. Every proxy in front of us adds the address it was called from at the end of
 * `X-Forwarded-For`; what stands further left was written by whoever sent it and is worth nothing.
 * @param proxies how many in front of us we trust; 0: the connection's own address counts.
 */
export function clientAddress(
  connection: string,
  forwarded: string | undefined,
  proxies: number,
): string {
  const chain = [...(forwarded ?? '').split(',').flatMap((one) => one.trim() || []), connection]
  return chain[Math.max(0, chain.length - 1 - proxies)] ?? connection
}
