import { z } from 'zod'
import type { ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import type { Db, ShopTx } from '../../../platform/db.server.ts'
import { withShop } from '../../../platform/db.server.ts'
import { withShopInTurn } from '../../../platform/in-turn.server.ts'
import { itemsByCode, type KnownItem } from '../item-by-code.server.ts'
import { dropTransit } from './transit.server.ts'

export const mostLines = 500

/** A purchase order or a notice as a person types it. Money in minor units of the shop's currency. */
export const inboundForm = z.object({
  kind: z.enum(['order', 'notice']),
  number: z.string().trim().max(60),
  vendor: z.string().trim().max(120),
  place: z.uuid(),
  expectedOn: z.union([z.literal(''), z.iso.date()]),
  note: z.string().trim().max(1_000),
  /** The number of the purchase order that a notice is of; empty: of none. */
  orderNumber: z.string().trim().max(60).default(''),
  lines: z
    .array(
      z.object({
        code: z.string().trim().min(1).max(120),
        quantity: z.number().int().min(1).max(1_000_000),
        costMinor: z.number().int().min(0).max(1_000_000_000).nullable().default(null),
        lot: z.string().trim().max(60).default(''),
        expiresOn: z.union([z.literal(''), z.iso.date()]).default(''),
      }),
    )
    .min(1)
    .max(mostLines),
})
export type InboundForm = z.infer<typeof inboundForm>

export type InboundRefusal =
  | { readonly kind: 'unknown_place' }
  | { readonly kind: 'unknown_codes'; readonly codes: readonly string[] }
  | { readonly kind: 'number_taken'; readonly number: string }
  | { readonly kind: 'no_such_order'; readonly number: string }
  | { readonly kind: 'changed_meanwhile' }

/** What a number begins with that the app gives. */
const prefix = { order: 'PO', notice: 'ASN' } as const

/** The next number of a kind; two at once are told apart by the database, and one of them asks again. */
export async function nextNumber(tx: ShopTx, start: 'PO' | 'ASN' | 'TR'): Promise<string> {
  const [last] = await tx.$queryRaw<{ n: number | null }[]>`
    select max(substr(number, ${start.length + 2}::int)::int) as n from inbound
    where shop_id = ${tx.shopId}::uuid and number ~ ${`^${start}-[0-9]{1,8}$`}`
  return `${start}-${(last?.n ?? 1000) + 1}`
}

/**
 * Keeps what was typed: new, or changed while nothing of it came. All of it, or nothing and why.
 * @param at null: a new one; else its id and the version that was seen.
 * @returns its id.
 */
export function keepInbound(
  deps: { readonly db: Db },
  shop: ShopId,
  form: InboundForm,
  who: {
    readonly by: string
    readonly at: { readonly id: string; readonly version: number } | null
  },
): Promise<Outcome<string, InboundRefusal>> {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const place = await tx.location.findFirst({
      where: { shopId: shop, id: form.place, kind: { in: ['own', 'counter'] } },
    })
    if (!place) return refuse({ kind: 'unknown_place' })
    const items = await itemsNamed(tx, form)
    if (!items.ok) return items
    const taken =
      form.number === ''
        ? null
        : await tx.inbound.findUnique({
            where: { shopId_number: { shopId: shop, number: form.number } },
          })
    if (taken && taken.id !== who.at?.id)
      return refuse({ kind: 'number_taken', number: form.number })
    const order = await orderOf(tx, form)
    if (form.kind === 'notice' && form.orderNumber !== '' && !order)
      return refuse({ kind: 'no_such_order', number: form.orderNumber })
    const head = {
      ...{ kind: form.kind, vendor: form.vendor, locationId: form.place, note: form.note },
      ...{
        expectedOn: form.expectedOn ? new Date(form.expectedOn) : null,
        ofId: order?.id ?? null,
      },
      number: form.number || taken?.number || (await nextNumber(tx, prefix[form.kind])),
    }
    const id = await keepHead(tx, head, who)
    if (!id) return refuse({ kind: 'changed_meanwhile' })
    await tx.inboundLine.deleteMany({ where: { shopId: shop, inboundId: id } })
    await tx.inboundLine.createMany({
      data: form.lines.map((line, position) => ({
        ...{ shopId: shop, inboundId: id, itemId: items.value[position]?.id ?? '', position },
        ...{ quantity: line.quantity, costMinor: line.costMinor, lot: line.lot || null },
        expiresOn: line.expiresOn ? new Date(line.expiresOn) : null,
      })),
    })
    return accept(id)
  })
}

/** The articles of the lines, in their order; or the codes that nobody knows. */
async function itemsNamed(
  tx: ShopTx,
  form: InboundForm,
): Promise<Outcome<readonly KnownItem[], InboundRefusal>> {
  const codes = form.lines.map(({ code }) => code)
  const known = await itemsByCode(tx, codes)
  const unknown = codes.filter((code) => !known.get(code))
  return unknown.length > 0
    ? refuse({ kind: 'unknown_codes', codes: unknown })
    : accept(codes.flatMap((code) => known.get(code) ?? []))
}

const orderOf = (tx: ShopTx, form: InboundForm) =>
  form.kind === 'notice' && form.orderNumber !== ''
    ? tx.inbound.findFirst({
        where: {
          ...{ shopId: tx.shopId, kind: 'order' },
          number: { equals: form.orderNumber, mode: 'insensitive' },
        },
        select: { id: true },
      })
    : null

async function keepHead(
  tx: ShopTx,
  head: {
    readonly kind: string
    readonly number: string
    readonly vendor: string
    readonly locationId: string
    readonly note: string
    readonly expectedOn: Date | null
    readonly ofId: string | null
  },
  { by, at }: Parameters<typeof keepInbound>[3],
): Promise<string | null> {
  if (!at) {
    // A notice says that goods are on their way; an order is a draft until somebody orders.
    const state = head.kind === 'notice' ? 'open' : 'draft'
    const made = await tx.inbound.create({
      data: { shopId: tx.shopId, ...head, state, createdBy: by },
      select: { id: true },
    })
    return made.id
  }
  const came = await tx.receipt.count({ where: { shopId: tx.shopId, inboundId: at.id } })
  const { count } = await tx.inbound.updateMany({
    where: {
      ...{ shopId: tx.shopId, id: at.id, version: at.version, sourceGid: null },
      ...{ kind: { in: ['order', 'notice'] }, state: { in: ['draft', 'open'] } },
    },
    data: { ...head, version: { increment: 1 } },
  })
  return came === 0 && count > 0 ? at.id : null
}

/** A draft is ordered: goods are expected from now on, and what a piece costs is known. */
export function orderGoods(deps: { readonly db: Db }, shop: ShopId, id: string): Promise<boolean> {
  return withShop(deps.db, shop, async (tx) => {
    const { count } = await tx.inbound.updateMany({
      where: { shopId: shop, id, kind: 'order', state: 'draft' },
      data: { state: 'open', sentAt: new Date(), version: { increment: 1 } },
    })
    if (count === 0) return false
    await tx.$executeRaw`
      update item i set cost_minor = l.cost_minor from inbound_line l
      where i.shop_id = ${shop}::uuid and l.shop_id = i.shop_id and l.inbound_id = ${id}::uuid and l.item_id = i.id
        and l.cost_minor is not null`
    return true
  })
}

/** Nothing more is to come of it: closed short, or given up. What was on its way by the ledger is on it no more. */
export function closeInbound(
  deps: { readonly db: Db },
  shop: ShopId,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<boolean> {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const came = await tx.receipt.count({ where: { shopId: shop, inboundId: id } })
    const { count } = await tx.inbound.updateMany({
      where: { shopId: shop, id, state: { in: ['draft', 'open'] } },
      data: {
        ...{ state: came > 0 ? 'done' : 'cancelled', closedBy: by, closedAt: new Date() },
        version: { increment: 1 },
      },
    })
    if (count > 0) await dropTransit(tx, id, by)
    return count > 0
  })
}
