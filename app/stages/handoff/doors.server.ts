import { isUuid, shopId } from '../../kernel/ids.ts'
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

/** Hours until a portal session has to sign in again. */
export const sessionHours = 12

/** A session for a portal code; null when the code is wrong. The code itself is not in it. */
export async function openPortalSession(
  { db, linkKey }: PortalDeps,
  code: string,
): Promise<string | null> {
  const given = readCredential('owc', code)
  if (!given) return null
  const found = await findPartner(db, given.shop, { portalCodeHash: secretHash(given.secret) })
  if (!found) return null
  const { shop, partnerId } = found.caller
  const until = Date.now() + sessionHours * 3_600_000
  return signToken(linkKey, 'partner-session', [shop, partnerId, until, found.mark].join('.'))
}

/** The partner of a session; null when it is over, changed, or its code was replaced since. */
export async function partnerOfSession(
  { db, linkKey }: PortalDeps,
  session: string,
): Promise<PartnerCaller | null> {
  const [shop = '', partnerId = '', until = '', mark = ''] = (
    readToken(linkKey, 'partner-session', session) ?? ''
  ).split('.')
  if (!isUuid(partnerId) || !(Number(until) > Date.now())) return null
  const found = await findPartner(db, shop, { id: partnerId })
  return found && found.mark === mark ? found.caller : null
}

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
