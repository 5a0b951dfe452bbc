import { isUuid, type OrderId, orderId, type ShopId, shopId } from '../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../kernel/outcome.ts'
import { type Db, type ShopTx, withShop } from '../platform/db.server.ts'
import { readToken, signToken } from '../platform/signed-token.server.ts'

const linkPurposes = ['correct', 'confirm', 'track', 'return', 'survey'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

export interface LinkDeps {
  /** Signs links; from the environment. */
  readonly linkKey: Uint8Array
  /** Where a shop's customers reach our pages: the shop's own address, through the app proxy. */
  storefrontUrl(shopDomain: string): string
}

/**
 * Makes a link for one customer, one order, one purpose, and remembers it so that it can be revoked.
 * @returns the whole address, `https://shop/apps/orderwright/<purpose>/<token>`.
 */
export async function makeCustomerLink(
  tx: ShopTx,
  deps: LinkDeps,
  link: { readonly orderId: OrderId; readonly purpose: LinkPurpose; readonly expiresAt: Date },
): Promise<string> {
  const shop = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { domain: true },
  })
  const row = await tx.customerLink.create({
    data: { shopId: tx.shopId, ...link },
    select: { id: true },
  })
  return addressOf(tx, deps, { domain: shop.domain, purpose: link.purpose, id: row.id })
}

const addressOf = (
  tx: ShopTx,
  deps: LinkDeps,
  { domain, purpose, id }: { domain: string; purpose: LinkPurpose; id: string },
): string => {
  const token = signToken(deps.linkKey, `link:${purpose}`, `${tx.shopId}.${id}`)
  return `${deps.storefrontUrl(domain)}/${purpose}/${token}`
}

/** How long a link must still work to be given again. */
const worthGivingMs = 7 * 86_400_000

/**
 * The address of the newest open link that was made before; null when there is none.
 * @param used whether one that somebody used already will do.
 */
export async function reuseCustomerLink(
  tx: ShopTx,
  deps: LinkDeps,
  {
    used,
    ...link
  }: { readonly orderId: OrderId; readonly purpose: LinkPurpose; readonly used: boolean },
): Promise<string | null> {
  const open = { revokedAt: null, expiresAt: { gt: new Date(Date.now() + worthGivingMs) } }
  const row = await tx.customerLink.findFirst({
    where: { shopId: tx.shopId, ...link, ...open, ...(used ? {} : { usedAt: null }) },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  if (!row) return null
  const { domain } = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { domain: true },
  })
  return addressOf(tx, deps, { domain, purpose: link.purpose, id: row.id })
}

export interface OpenedLink {
  readonly shop: ShopId
  readonly orderId: OrderId
  readonly linkId: string
  readonly usedAt: Date | null
}

/** Why a link does not open. `broken` says nothing about whether such an order exists. */
export type LinkRefusal =
  | { readonly kind: 'broken' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'revoked' }

/** Opens a link from a customer. A used one opens too: the room decides what a second visit sees. */
export async function openCustomerLink(
  deps: LinkDeps & { readonly db: Db },
  purpose: LinkPurpose,
  token: string,
): Promise<Outcome<OpenedLink, LinkRefusal>> {
  const [shopText = '', linkId = ''] = (
    readToken(deps.linkKey, `link:${purpose}`, token) ?? ''
  ).split('.')
  if (!isUuid(shopText) || !isUuid(linkId)) return refuse({ kind: 'broken' })
  const shop = shopId(shopText)
  const row = await withShop(deps.db, shop, (tx) =>
    tx.customerLink.findUnique({ where: { shopId_id: { shopId: shop, id: linkId } } }),
  )
  if (!row || row.purpose !== purpose) return refuse({ kind: 'broken' })
  if (row.revokedAt) return refuse({ kind: 'revoked' })
  if (row.expiresAt.getTime() <= Date.now()) return refuse({ kind: 'expired' })
  return accept({ shop, orderId: orderId(row.orderId), linkId, usedAt: row.usedAt })
}

/** Marks a link as used, once: false when somebody used it before. */
export async function useCustomerLink(tx: ShopTx, linkId: string): Promise<boolean> {
  const used = await tx.customerLink.updateMany({
    where: { shopId: tx.shopId, id: linkId, usedAt: null, revokedAt: null },
    data: { usedAt: new Date() },
  })
  return used.count === 1
}
