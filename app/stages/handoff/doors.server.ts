import {
  endSessions,
  liveSession,
  openSession,
  sessionsOf,
} from '../../journey/door-sessions.server.ts'
import { isUuid, type ShopId, shopId } from '../../kernel/ids.ts'
import { type Db, withShop } from '../../platform/db.server.ts'
import { type LinkKey, readToken, signToken } from '../../platform/signed-token.server.ts'
import type { PartnerCaller } from './answer.server.ts'
import { readCredential } from './credentials.ts'
import { secretHash } from './partners.server.ts'

/** The partner an API key belongs to; null for whatever else was sent. */
export async function partnerOfKey(
  { db }: { readonly db: Db },
  authorization: string | null,
): Promise<PartnerCaller | null> {
  const [scheme = '', key = ''] = (authorization ?? '').split(' ')
  const given = scheme.toLowerCase() === 'bearer' ? readCredential('owp', key) : null
  if (!given) return null
  const found = await findPartner(db, given.shop, { apiKeyHash: secretHash(given.secret) })
  return found?.caller ?? null
}

export interface PortalDeps {
  readonly db: Db
  readonly linkKey: LinkKey
}

/** A session for a portal code; null when the code is wrong. Neither code nor partner is in it. */
export async function openPortalSession(
  { db, linkKey }: PortalDeps,
  code: string,
): Promise<{
  readonly session: string
  readonly shop: ShopId
  readonly partnerId: string
} | null> {
  const given = readCredential('owc', code)
  if (!given) return null
  const found = await findPartner(db, given.shop, { portalCodeHash: secretHash(given.secret) })
  if (!found) return null
  const { shop, partnerId } = found.caller
  const id = await withShop(db, shop, (tx) =>
    openSession(tx, { door: 'portal', who: partnerId, at: null, mark: found.mark }),
  )
  return { session: signToken(linkKey, 'portal-session', `${shop}.${id}`), shop, partnerId }
}

/** Which session a cookie names; null when it is changed or cut. */
function readSession(linkKey: LinkKey, session: string) {
  const [shop = '', id = ''] = (readToken(linkKey, 'portal-session', session) ?? '').split('.')
  return isUuid(shop) && isUuid(id) ? { shop: shopId(shop), id } : null
}

/** The partner of a session; null when it ended, is over, changed, or its code was replaced since. */
export async function partnerOfSession(
  { db, linkKey }: PortalDeps,
  session: string,
): Promise<PartnerCaller | null> {
  const named = readSession(linkKey, session)
  if (!named) return null
  const open = await withShop(db, named.shop, (tx) => liveSession(tx, 'portal', named.id))
  const found = open && (await findPartner(db, named.shop, { id: open.who }))
  return found && found.mark === open.mark ? found.caller : null
}

/** Signs out: here, or everywhere where somebody is signed in as this partner. A session that is over ends nothing. */
export async function endPortalSession(
  { db, linkKey }: PortalDeps,
  session: string,
  where: 'here' | 'everywhere',
): Promise<void> {
  const named = readSession(linkKey, session)
  if (!named) return
  await withShop(db, named.shop, async (tx) => {
    const open = await liveSession(tx, 'portal', named.id)
    if (open)
      await endSessions(tx, 'portal', where === 'here' ? { id: open.id } : { who: open.who })
  })
}

/** Who is signed in as a partner right now, for the office. */
export const portalSessions = (
  { db }: { readonly db: Db },
  shop: ShopId,
  partnerId: string,
): Promise<readonly { readonly openedAt: Date; readonly seenAt: Date }[]> =>
  withShop(db, shop, (tx) => sessionsOf(tx, 'portal', partnerId))

/** Signs everybody out who is signed in as a partner; its code goes on opening the portal. @returns how many. */
export const endPortalSessions = (
  { db }: { readonly db: Db },
  shop: ShopId,
  partnerId: string,
): Promise<number> =>
  withShop(db, shop, (tx) =>
    isUuid(partnerId) ? endSessions(tx, 'portal', { who: partnerId }) : Promise.resolve(0),
  )

interface FoundPartner {
  readonly caller: PartnerCaller
  /** Changes with the portal code, so that a new code ends old sessions. */
  readonly mark: string
}

async function findPartner(
  db: Db,
  shop: string,
  by: {
    readonly id?: string
    readonly apiKeyHash?: Uint8Array<ArrayBuffer>
    readonly portalCodeHash?: Uint8Array<ArrayBuffer>
  },
): Promise<FoundPartner | null> {
  if (!isUuid(shop)) return null
  const id = shopId(shop)
  const installed = await db.shop.findUnique({
    where: { id },
    select: { uninstalledAt: true },
  })
  if (!installed || installed.uninstalledAt) return null
  const row = await withShop(db, id, (tx) =>
    tx.partner.findFirst({
      where: { shopId: id, active: true, ...by },
      select: { id: true, name: true, portalCodeHash: true },
    }),
  )
  if (!row) return null
  const mark = Buffer.from(row.portalCodeHash ?? [])
    .toString('hex')
    .slice(0, 16)
  return { caller: { shop: id, partnerId: row.id, name: row.name }, mark }
}
