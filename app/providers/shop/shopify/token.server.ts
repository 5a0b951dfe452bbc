import { setTimeout as sleep } from 'node:timers/promises'
import { Session } from '@shopify/shopify-api'
import type { Pool } from 'pg'
import { z } from 'zod'
import type { ShopId } from '../../../kernel/ids.ts'
import { StoreRefused, unavailable, unreadable } from './faults.ts'
import { post, tokenUrl } from './send.server.ts'

/** The part of Shopify's session storage that is used here. */
export interface Sessions {
  loadSession(id: string): Promise<Session | undefined>
  storeSession(session: Session): Promise<boolean>
}

export interface TokenDeps {
  readonly pool: Pool
  readonly sessions: Sessions
  readonly apiKey: string
  readonly apiSecret: string
}

export interface Tokens {
  /**
   * The shop's offline token, refreshed when it ends within five minutes.
   * @param refused a token that the store answered 401 to: another one is got.
   * @throws ProviderRefused when the app must be opened in the store again.
   */
  of(shop: ShopId, domain: string, refused?: string): Promise<string>
}

interface Held {
  readonly token: string
  /** Epoch milliseconds; Infinity for a token that does not end. */
  readonly goodUntil: number
}

const earlyMs = 5 * 60_000
const leaseSeconds = 30

/** A refresh answers all of these; a blank refresh token means that the old one stays good. */
const refreshed = z.object({
  access_token: z.string().min(1),
  scope: z.string(),
  expires_in: z.number().positive().optional(),
  refresh_token: z.string().optional(),
  refresh_token_expires_in: z.number().positive().optional(),
})

const openAgain = (domain: string) =>
  new StoreRefused(
    [`The app was uninstalled from ${domain}, or has to be opened there once more`],
    ['NOT_CONNECTED'],
  )

const isOld = (session: Session, refused: string | undefined): boolean =>
  session.accessToken === refused ||
  (session.expires !== undefined && session.expires.getTime() - earlyMs <= Date.now())

/**
 * Keeps each shop's token until it nears its end. Refresh tokens change with every use, so only one
 * refresh a shop runs at a time: within this process by a shared promise, between processes by a
 * lease in store_budget (a lock would hold a connection open during the call).
 */
export function openTokens({ pool, sessions, apiKey, apiSecret }: TokenDeps): Tokens {
  const held = new Map<string, Held>()
  const under = new Map<string, Promise<Held>>()

  async function load(domain: string): Promise<Session> {
    const session = await sessions.loadSession(`offline_${domain}`)
    if (!session?.accessToken) throw openAgain(domain)
    return session
  }

  async function lease(shop: ShopId, seconds: number): Promise<boolean> {
    const { rows } = await pool.query<{ mine: boolean }>(
      'select app.lease_token_refresh($1, $2) as mine',
      [shop, seconds],
    )
    return rows[0]?.mine ?? false
  }

  /** Waits for whoever refreshes now, and takes a turn when nobody does. */
  async function renewed(shop: ShopId, domain: string, refused?: string): Promise<Session> {
    const until = Date.now() + leaseSeconds * 1_000
    for (;;) {
      const session = await load(domain)
      if (!isOld(session, refused)) return session
      if (!session.refreshToken) {
        if (session.accessToken === refused) throw openAgain(domain)
        return session
      }
      if (await lease(shop, leaseSeconds)) return await refreshOnce(shop, domain, refused)
      if (Date.now() > until) throw unavailable('another process refreshes the token too long')
      await sleep(200)
    }
  }

  async function refreshOnce(shop: ShopId, domain: string, refused?: string): Promise<Session> {
    try {
      const session = await load(domain) // somebody may have been faster
      if (!isOld(session, refused)) return session
      const next = await refresh(session)
      await sessions.storeSession(next)
      return next
    } finally {
      await lease(shop, 0)
    }
  }

  async function refresh(session: Session): Promise<Session> {
    const received = await post(tokenUrl(session.shop), {
      client_id: apiKey,
      client_secret: apiSecret,
      grant_type: 'refresh_token',
      refresh_token: session.refreshToken,
    })
    if (received.status === 429 || received.status >= 500)
      throw unavailable(`refreshing the token: HTTP ${received.status}`)
    if (received.status >= 400) throw openAgain(session.shop)
    const parsed = refreshed.safeParse(parse(received.body))
    if (!parsed.success) throw unreadable('refreshing the token')
    return merged(session, parsed.data)
  }

  return {
    async of(shop, domain, refused) {
      const known = held.get(domain)
      if (known && known.token !== refused && known.goodUntil > Date.now()) return known.token
      const running = under.get(domain) ?? renewedAndHeld(shop, domain, refused)
      under.set(domain, running)
      const { token } = await running
      // One that was under way already may have loaded the very token that is refused.
      return token === refused ? (await renewedAndHeld(shop, domain, refused)).token : token
    },
  }

  async function renewedAndHeld(shop: ShopId, domain: string, refused?: string): Promise<Held> {
    try {
      const session = await renewed(shop, domain, refused)
      const goodUntil = session.expires ? session.expires.getTime() - earlyMs : Infinity
      const fresh: Held = { token: session.accessToken ?? '', goodUntil }
      held.set(domain, fresh)
      return fresh
    } finally {
      under.delete(domain)
    }
  }
}

function merged(session: Session, given: z.infer<typeof refreshed>): Session {
  const at = (seconds: number) => new Date(Date.now() + seconds * 1_000)
  return new Session({
    id: session.id,
    shop: session.shop,
    state: session.state,
    isOnline: false,
    scope: given.scope,
    accessToken: given.access_token,
    ...(given.expires_in && { expires: at(given.expires_in) }),
    refreshToken: given.refresh_token || session.refreshToken || '',
    ...(given.refresh_token_expires_in
      ? { refreshTokenExpires: at(given.refresh_token_expires_in) }
      : session.refreshTokenExpires && { refreshTokenExpires: session.refreshTokenExpires }),
  })
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw unreadable('refreshing the token', cause)
  }
}
