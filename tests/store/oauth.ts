/** `POST /admin/oauth/access_token`: token exchange and refresh, with Shopify's answers. */
import { type Answer, BadRequest, json, type Route, type RouteContext } from './http.ts'
import { readIdToken } from './id-token.ts'
import type { TokenRecord } from './records/running.ts'
import { shopOf } from './shop-of.ts'
import { knownAs } from './staff.ts'
import { issueToken, refreshTokens } from './tokens.ts'
import type { World } from './world.ts'

const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange'
const idTokenType = 'urn:ietf:params:oauth:token-type:id_token'
const offlineType = 'urn:shopify:params:oauth:token-type:offline-access-token'
const onlineType = 'urn:shopify:params:oauth:token-type:online-access-token'

const refuse = (error: string, error_description: string, status = 400): Answer =>
  json({ error, error_description }, status)

type Form = Readonly<Record<string, string>>

function formOf({ request }: RouteContext): Form {
  const text = request.body.toString('utf8')
  if (request.headers['content-type']?.includes('json')) {
    const body: unknown = JSON.parse(text === '' ? '{}' : text)
    if (typeof body !== 'object' || body === null) throw new BadRequest('the body is no object')
    return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)]))
  }
  return Object.fromEntries(new URLSearchParams(text))
}

const secondsLeft = (iso: string | null): number =>
  iso === null ? 0 : Math.max(0, Math.round((Date.parse(iso) - Date.now()) / 1000))

function offlineAnswer(token: TokenRecord): Answer {
  return json({
    access_token: token.token,
    scope: token.scope,
    ...(token.expiresAt !== null && { expires_in: secondsLeft(token.expiresAt) }),
    ...(token.refreshToken !== null && {
      refresh_token: token.refreshToken,
      refresh_token_expires_in: secondsLeft(token.refreshExpiresAt),
    }),
  })
}

function onlineAnswer(token: TokenRecord, user: number): Answer {
  const { first, last, email } = knownAs(user)
  return json({
    access_token: token.token,
    scope: token.scope,
    expires_in: secondsLeft(token.expiresAt),
    associated_user_scope: token.scope,
    associated_user: {
      id: user,
      first_name: first,
      last_name: last,
      email,
      account_owner: user === 1,
      locale: 'en',
      collaborator: false,
      email_verified: true,
    },
  })
}

function exchange(world: World, form: Form, context: RouteContext): Answer {
  const wanted = form['requested_token_type'] ?? offlineType
  if (wanted !== offlineType && wanted !== onlineType) {
    return refuse('invalid_request', `requested_token_type is not valid: ${wanted}`)
  }
  const subject = form['subject_token'] ?? ''
  if (form['subject_token_type'] === offlineType) return migrate(world, subject)
  if (form['subject_token_type'] !== idTokenType) {
    return refuse('invalid_request', 'subject_token_type is not valid')
  }
  const read = readIdToken(subject, world.shop.domain, context.store)
  if (!read.ok) return refuse('invalid_subject_token', read.why)
  install(world)
  if (wanted === onlineType) {
    const wish = { kind: 'online', userId: read.user, expiring: true } as const
    return onlineAnswer(issueToken(world, wish), read.user)
  }
  const expiring = form['expiring'] === '1'
  return offlineAnswer(issueToken(world, { kind: 'offline', userId: null, expiring }))
}

/** A token that never expires is traded in for one that does. */
function migrate(world: World, subject: string): Answer {
  const old = world.cells.tokens.find((one) => one.token === subject)
  if (old?.kind !== 'offline') return refuse('invalid_subject_token', 'the token is not known')
  world.cells.tokens = world.cells.tokens.filter((one) => one !== old)
  return offlineAnswer(issueToken(world, { kind: 'offline', userId: null, expiring: true }))
}

/** Opening the app installs it: with managed installation there is no other step. */
export function install(world: World): void {
  if (world.cells.install.installed) return
  world.cells.install = {
    installed: true,
    installedAt: new Date().toISOString(),
    uninstalledAt: null,
  }
  world.changed()
}

function answer(context: RouteContext): Answer {
  const world = context.store.world(shopOf(context.request.headers))
  const form = formOf(context)
  const { apiKey, apiSecret } = context.store
  if (form['client_id'] !== apiKey || form['client_secret'] !== apiSecret) {
    return refuse('invalid_client', 'The client credentials are not valid', 401)
  }
  switch (form['grant_type']) {
    case exchangeGrant:
      return exchange(world, form, context)
    case 'refresh_token': {
      const token = refreshTokens(world, form['refresh_token'] ?? '')
      return token === null
        ? refuse('invalid_request', 'This request requires an active refresh_token')
        : offlineAnswer(token)
    }
    default:
      return refuse('unsupported_grant_type', `grant_type is not valid: ${form['grant_type']}`)
  }
}

export const oauthRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/admin/oauth/access_token', handle: answer },
]
