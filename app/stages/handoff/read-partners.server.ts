import { isUuid, type ShopId } from '../../kernel/ids.ts'
import { type Db, type ShopTx, withShop } from '../../platform/db.server.ts'
import { type RequestRow, readRows, requestGroups } from './read-requests.server.ts'

/** A partner in the merchant's list. */
export interface PartnerRow {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly providerKey: string
  readonly locationName: string | null
  readonly waiting: number
  readonly toShip: number
  /** How many open requests are past their due time. */
  readonly late: number
  /** Since when the oldest request waits for an answer. */
  readonly waitingSince: Date | null
}

/** All partners of a shop, those with work that is late first. */
export function listPartners({ db }: { readonly db: Db }, shop: ShopId): Promise<PartnerRow[]> {
  return withShop(
    db,
    shop,
    (tx) => tx.$queryRaw<PartnerRow[]>`
    select p.id, p.name, p.active, p.provider_key as "providerKey",
      (select min(l.name) from location l where l.shop_id = p.shop_id and l.partner_id = p.id) as "locationName",
      count(r.id) filter (where r.state = any(${[...requestGroups.answer]}))::int as waiting,
      count(r.id) filter (where r.state = any(${[...requestGroups.ship]}))::int as "toShip",
      count(r.id) filter (where s.due_at < now() and r.state = any(${[...requestGroups.answer, ...requestGroups.ship]}))::int as late,
      min(coalesce(r.sent_at, r.created_at)) filter (where r.state = any(${[...requestGroups.answer]})) as "waitingSince"
    from partner p
    left join partner_request r on r.shop_id = p.shop_id and r.partner_id = p.id
    left join shipment s on s.shop_id = r.shop_id and s.id = r.shipment_id
    where p.shop_id = ${shop}::uuid
    group by p.shop_id, p.id
    order by p.active desc, late desc, p.name`,
  )
}

/** A partner as the merchant edits it. Secrets are only said to be there or not. */
export interface PartnerSheet {
  readonly id: string
  readonly name: string
  readonly contactEmail: string
  readonly providerKey: string
  readonly endpointUrl: string
  readonly answerWithinMin: number
  readonly active: boolean
  readonly locationId: string | null
  /** The last characters of the API key, to tell keys apart; null without a key. */
  readonly apiKeyHint: string | null
  readonly hasPortalCode: boolean
  readonly hasSigningSecret: boolean
  readonly open: readonly RequestRow[]
  readonly rejected: readonly (RequestRow & { readonly orderId: string })[]
}

export interface PlaceChoice {
  readonly id: string
  readonly name: string
  readonly kind: string
  /** The partner that has the place now, if another has. */
  readonly partnerName: string | null
}

/** One partner with its open requests; null when the shop has none of that id. */
export async function readPartner(
  { db }: { readonly db: Db },
  shop: ShopId,
  id: string,
): Promise<PartnerSheet | null> {
  if (!isUuid(id)) return null
  return withShop(db, shop, async (tx) => {
    const row = await tx.partner.findUnique({ where: { shopId_id: { shopId: shop, id } } })
    if (!row) return null
    const place = await tx.location.findFirst({
      where: { shopId: shop, partnerId: id },
      select: { id: true },
    })
    const rows = (group: 'answer' | 'ship') => readRows(tx, { partnerId: id, group, limit: 100 })
    return {
      id,
      name: row.name,
      contactEmail: row.contactEmail,
      providerKey: row.providerKey,
      endpointUrl: row.endpointUrl ?? '',
      answerWithinMin: row.answerWithinMin,
      active: row.active,
      locationId: place?.id ?? null,
      apiKeyHint: row.apiKeyHash ? row.apiKeyPrefix : null,
      hasPortalCode: row.portalCodeHash !== null,
      hasSigningSecret: row.sealed !== null,
      open: [...(await rows('answer')), ...(await rows('ship'))],
      rejected: await undecided(tx, id),
    }
  })
}

/** Shipments a partner rejected and the office has not decided about. */
async function undecided(tx: ShopTx, partnerId: string) {
  const done = await readRows(tx, { partnerId, group: 'done', limit: 200 })
  const open = await tx.shipment.findMany({
    where: { shopId: tx.shopId, state: 'rejected', partnerId },
    select: { id: true, orderId: true },
  })
  const orderOf = new Map(open.map((one) => [one.id, one.orderId]))
  return done.flatMap((row) => {
    const orderId = orderOf.get(row.id)
    return orderId ? [{ ...row, orderId }] : []
  })
}

/** The zone in which a shop reads its times. */
export const timeZoneOf = async ({ db }: { readonly db: Db }, shop: ShopId): Promise<string> =>
  (await db.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } })).timeZone

/** The store's places, for the choice of a partner's own. */
export function listPlaces(
  { db }: { readonly db: Db },
  shop: ShopId,
): Promise<readonly PlaceChoice[]> {
  return withShop(db, shop, async (tx) => {
    const places = await tx.location.findMany({
      where: { shopId: shop, active: true },
      orderBy: { name: 'asc' },
    })
    const partners = await tx.partner.findMany({
      where: { shopId: shop },
      select: { id: true, name: true },
    })
    const nameOf = new Map(partners.map((partner) => [partner.id, partner.name]))
    return places.map(({ id, name, kind, partnerId }) => ({
      id,
      name,
      kind,
      partnerName: partnerId ? (nameOf.get(partnerId) ?? null) : null,
    }))
  })
}
