import { redirect } from '@remix-run/node'
import { sessionHours } from '../journey/door-sessions.server.ts'
import { actAs } from '../platform/acting.server.ts'
import { withShop } from '../platform/db.server.ts'
import {
  endPortalSession,
  type PartnerCaller,
  partnerOfSession,
} from '../stages/handoff/index.server.ts'
import { cookieName } from './cookie-name.ts'
import { services } from './services.server.ts'

const name = () => cookieName('orderwright_partner', services().config.SHOPIFY_APP_URL)

/** A partner at the portal, with what its pages show of the shop. */
export interface PortalVisitor extends PartnerCaller {
  readonly shopName: string
  readonly timeZone: string
}

/**
 * Who is signed in at the portal; the first line of its pages.
 * The cookie is SameSite=Strict, so it stays behind when a mail's link is followed: then the page
 * asks the browser to load it once more from here (`refreshTo` of portalPage).
 * @throws Response: to the sign-in page, or 403 for a form that another site sent.
 */
export async function portalVisitor(
  request: Request,
): Promise<PortalVisitor | { readonly reload: string }> {
  const { pathname, search } = new URL(request.url)
  const caller = await partnerOfSession(services(), readCookie(request))
  if (caller) {
    actAs(`partner:${caller.partnerId}`)
    if (request.method !== 'GET') mustBeOurForm(request)
    return { ...caller, ...(await readDesk(caller)) }
  }
  if (request.headers.get('sec-fetch-site') === 'cross-site' && request.method === 'GET')
    return { reload: pathname + search }
  throw redirect(`/partner/sign-in?to=${encodeURIComponent(pathname + search)}`)
}

async function readDesk({ shop }: PartnerCaller) {
  const row = await withShop(services().db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({
      where: { id: shop },
      select: { name: true, domain: true, timeZone: true },
    }),
  )
  return { shopName: row.name || row.domain, timeZone: row.timeZone }
}

/** @throws Response 403 when a form does not come from a page of this app. */
export function mustBeOurForm(request: Request): void {
  const origin = request.headers.get('origin')
  const ours = [new URL(services().config.SHOPIFY_APP_URL).origin, new URL(request.url).origin]
  if (origin === null || !ours.includes(origin))
    throw new Response('This form was not sent from the partner portal.', { status: 403 })
}

function readCookie(request: Request): string {
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/)
  return pairs.find((pair) => pair.startsWith(`${name()}=`))?.slice(name().length + 1) ?? ''
}

const attributes = () => {
  const secure = services().config.SHOPIFY_APP_URL.startsWith('https:') ? '; Secure' : ''
  return `; Path=/; HttpOnly; SameSite=Strict${secure}`
}
export const sessionCookie = (session: string) =>
  `${name()}=${session}${attributes()}; Max-Age=${sessionHours.portal.most * 3600}`
const noSessionCookie = () => `${name()}=${attributes()}; Max-Age=0`

/** Ends the session of whoever asks, or all of their partner. @returns the cookie that forgets it. */
export async function signOut(request: Request, where: 'here' | 'everywhere'): Promise<string> {
  const open = services()
  const session = readCookie(request)
  const caller = await partnerOfSession(open, session)
  if (caller) actAs(`partner:${caller.partnerId}`)
  await endPortalSession(open, session, where)
  return noSessionCookie()
}

/** A path inside the portal to go on to after signing in, as browsers write one; anything else becomes its first page. */
export const insidePortal = (raw: unknown): string =>
  typeof raw === 'string' && /^\/partner(?:[/?][!-[\]-~]*)?$/.test(raw) ? raw : '/partner'
