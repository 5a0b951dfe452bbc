import type { Link } from './link.ts'

/** Milliseconds since 1970 at which a JWT ends; 0 when it does not say. */
function endOf(token: string): number {
  const claims: unknown = JSON.parse(
    atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')),
  )
  const exp = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : 0
  return typeof exp === 'number' ? exp * 1000 : 0
}

export interface Tokens {
  /** A token good for some seconds at least. @param fresh never one that was given before. */
  get(fresh?: boolean): Promise<string>
}

const marginMs = 10_000

/** Id tokens from the admin, kept while they are good, asked for once at a time. */
export function makeTokens(link: Link): Tokens {
  let kept: { readonly token: string; readonly until: number } | null = null
  let asking: Promise<string> | null = null
  const ask = async (): Promise<string> => {
    const token = await link.ask('idToken')
    if (typeof token !== 'string') throw new Error('App Bridge: the admin gave no id token')
    kept = { token, until: endOf(token) - marginMs }
    return token
  }
  return {
    get(fresh = false) {
      if (!fresh && kept !== null && Date.now() < kept.until) return Promise.resolve(kept.token)
      asking ??= ask().finally(() => {
        asking = null
      })
      return asking
    },
  }
}
