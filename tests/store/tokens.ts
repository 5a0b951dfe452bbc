/** Access tokens of the app in a shop: issued, looked up, replaced, taken back. */
import { randomBytes } from 'node:crypto'
import type { TokenRecord } from './records/running.ts'
import type { World } from './world.ts'

const offlineSeconds = 3600
const onlineSeconds = 86_399
const refreshSeconds = 90 * 24 * 3600

export interface TokenWish {
  readonly kind: 'offline' | 'online'
  readonly userId: number | null
  /** Offline tokens that expire come with a refresh token. */
  readonly expiring: boolean
  /** Shorter than Shopify's hour, for tests. */
  readonly expiresIn?: number
}

const later = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()

export function issueToken(world: World, wish: TokenWish): TokenRecord {
  const seconds = wish.expiresIn ?? (wish.kind === 'online' ? onlineSeconds : offlineSeconds)
  const refreshes = wish.kind === 'offline' && wish.expiring
  const token: TokenRecord = {
    token: `shp${wish.kind === 'online' ? 'u' : 'a'}t_${randomBytes(16).toString('hex')}`,
    kind: wish.kind,
    userId: wish.userId,
    scope: world.scopes.join(','),
    issuedAt: new Date().toISOString(),
    expiresAt: wish.expiring || wish.kind === 'online' ? later(seconds) : null,
    refreshToken: refreshes ? `shprt_${randomBytes(16).toString('hex')}` : null,
    refreshExpiresAt: refreshes ? later(refreshSeconds) : null,
    replacedBy: null,
    usedAt: null,
  }
  world.cells.tokens.push(token)
  world.changed()
  return token
}

const isPast = (iso: string | null): boolean => iso !== null && Date.parse(iso) <= Date.now()

/** Whether a call with this token may pass; notes that it was used. */
export function mayCall(world: World, text: string | undefined): boolean {
  const token = world.cells.tokens.find((one) => one.token === text)
  if (token === undefined || isPast(token.expiresAt)) return false
  token.usedAt ??= new Date().toISOString()
  return true
}

/**
 * A new pair for a refresh token. The one before stops working when the new one is first used:
 * a refresh that is sent again because its answer was lost gets the same new pair.
 * @returns null for a token that is not known, too old, or used up.
 */
export function refreshTokens(world: World, refreshToken: string): TokenRecord | null {
  const old = world.cells.tokens.find((one) => one.refreshToken === refreshToken)
  if (old === undefined || isPast(old.refreshExpiresAt)) return null
  const next = world.cells.tokens.find((one) => one.token === old.replacedBy)
  if (next !== undefined) return next.usedAt === null ? next : null
  const made = issueToken(world, { kind: 'offline', userId: null, expiring: true })
  old.replacedBy = made.token
  return made
}

/** Secret words are void when the app is removed. */
export function revokeAll(world: World): void {
  world.cells.tokens = []
}

/** Ends every access token now; refresh tokens live on. For tests of an expired hour. */
export function expireAccess(world: World): void {
  const past = new Date(Date.now() - 1000).toISOString()
  for (const token of world.cells.tokens) token.expiresAt = past
}
