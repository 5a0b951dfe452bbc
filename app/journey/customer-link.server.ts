import { isUuid, type OrderId, orderId, type ShopId, shopId } from '../kernel/ids.ts'
import { jsonRows } from '../kernel/json-rows.ts'
import { accept, type Outcome, refuse } from '../kernel/outcome.ts'
import { type Db, type ShopTx, withShop } from '../platform/db.server.ts'
import { type LinkKey, readToken, signToken } from '../platform/signed-token.server.ts'
import { shopDomain } from './shop-domain.server.ts'

const linkPurposes = ['correct', 'confirm', 'track', 'return', 'survey'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

export interface LinkDeps {
  /** Signs links; from the environment. */
  readonly linkKey: LinkKey
  /** Where a shop's customers reach our pages: the shop's own address, through the app proxy. */
  storefrontUrl(shopDomain: string): string
}

interface LinkWish {
  readonly orderId: OrderId
  readonly expiresAt: Date
}

/**
 * Makes a link for one customer, one order, one purpose, and remembers it so that it can be revoked.
 * @returns the whole address, `https://shop/apps/orderwright/<purpose>/<token>`.
 */
export async function makeCustomerLink(
  tx: ShopTx,
  deps: LinkDeps,
  { purpose, ...wish }: LinkWish & { readonly purpose: LinkPurpose },
): Promise<string> {
  const [link] = await makeLinks(tx, purpose, [wish])
  if (!link) throw new Error('a link that was made is not there')
  return (await addresses(tx, deps, purpose))(link.id)
}

/** How long a link must still work to be given again. */
const worthGivingMs = 7 * 86_400_000

/**
 * A link for each order, in three statements however many they are: the newest open one that was made
 * before is given again, else one is made.
 * @param used whether one that somebody used already will do.
 * @returns whole addresses by order.
 */
export async function customerLinks(
  tx: ShopTx,
  deps: LinkDeps,
  { purpose, used }: { readonly purpose: LinkPurpose; readonly used: boolean },
  wishes: readonly LinkWish[],
): Promise<ReadonlyMap<string, string>> {
  if (wishes.length === 0) return new Map()
  const open = await tx.$queryRaw<MadeLink[]>`
    select distinct on (order_id) order_id, id from customer_link
    where shop_id = ${tx.shopId}::uuid and order_id = any(${wishes.map(({ orderId }) => orderId)}::uuid[])
      and purpose = ${purpose} and revoked_at is null and expires_at > ${new Date(Date.now() + worthGivingMs)}
      and (${used} or used_at is null)
    order by order_id, id desc`
  const had = new Set(open.map(({ order_id }) => order_id))
  const made = await makeLinks(
    tx,
    purpose,
    wishes.filter(({ orderId }) => !had.has(orderId)),
  )
  const addressOf = await addresses(tx, deps, purpose)
  return new Map([...open, ...made].map(({ order_id, id }) => [order_id, addressOf(id)]))
}

/** The same for one order. */
export async function customerLink(
  tx: ShopTx,
  deps: LinkDeps,
  { purpose, used, ...wish }: LinkWish & { readonly purpose: LinkPurpose; readonly used: boolean },
): Promise<string> {
  const links = await customerLinks(tx, deps, { purpose, used }, [wish])
  return links.get(wish.orderId) ?? ''
}

interface MadeLink {
  readonly id: string
  readonly order_id: string
}

async function makeLinks(
  tx: ShopTx,
  purpose: LinkPurpose,
  wishes: readonly LinkWish[],
): Promise<readonly MadeLink[]> {
  if (wishes.length === 0) return []
  const rows = wishes.map(({ orderId, expiresAt }) => ({
    order_id: orderId,
    expires_at: expiresAt,
  }))
  return tx.$queryRaw<MadeLink[]>`
    insert into customer_link (shop_id, order_id, purpose, expires_at)
    select ${tx.shopId}::uuid, order_id, ${purpose}, expires_at
    from json_to_recordset(${jsonRows(rows)}::json) as r(order_id uuid, expires_at timestamptz)
    returning id, order_id`
}

/** How a link's id becomes its address at this shop. */
async function addresses(tx: ShopTx, deps: LinkDeps, purpose: LinkPurpose) {
  const base = `${deps.storefrontUrl(await shopDomain(tx))}/${purpose}`
  return (id: string) =>
    `${base}/${signToken(deps.linkKey, `link:${purpose}`, `${tx.shopId}.${id}`)}`
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
