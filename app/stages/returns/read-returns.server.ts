import { z } from 'zod'
import { buyerName, buyerShape } from '../../journey/buyer.ts'
import { openReturnWords, openWords } from '../../journey/own-words.ts'
import { readReturnState } from '../../journey/read-state.ts'
import { type ReturnState, returnStates } from '../../journey/return.ts'
import { isUuid, type OrderId, orderId, returnId, type ShopId } from '../../kernel/ids.ts'
import { languageOf } from '../../kernel/language.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { ReturnsDeps } from './deps.server.ts'
import { holdReturn } from './held-return.server.ts'
import { readReturnable } from './read-returnable.server.ts'
import { reasonLabel } from './reasons.ts'
import { readReturnPlace } from './return-place.server.ts'
import { proposalFor } from './settle.server.ts'
import { readCalls } from './store-calls.server.ts'

const endStates: readonly ReturnState[] = ['settled', 'declined', 'cancelled']
const openStates = returnStates.filter((state) => !endStates.includes(state))
const perPage = 50

export const returnQuery = z.object({
  view: z.enum(['open', 'ended', ...returnStates]).catch('open'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type ReturnQuery = z.infer<typeof returnQuery>

/** Returns of a shop, due first, ended ones newest first; a page at a time. Instants are ISO. */
export const listReturns = (deps: Pick<ReturnsDeps, 'db'>, shop: ShopId, query: ReturnQuery) =>
  withShop(deps.db, shop, async (tx) => {
    const { view, page } = query
    const isEnd = view !== 'open' && (view === 'ended' || endStates.includes(view))
    const state =
      view === 'open'
        ? { in: openStates }
        : view === 'ended'
          ? { in: [...endStates] }
          : { equals: view }
    const rows = await tx.return.findMany({
      where: { shopId: shop, state },
      orderBy: isEnd
        ? [{ requestedAt: 'desc' }, { id: 'desc' }]
        : [{ dueAt: 'asc' }, { id: 'asc' }],
      include: { lines: { select: { quantity: true, reason: true } } },
      skip: (page - 1) * perPage,
      take: perPage + 1,
    })
    const open = await tx.return.count({ where: { shopId: shop, state: { in: openStates } } })
    const { timeZone } = await tx.shop.findUniqueOrThrow({
      where: { id: shop },
      select: { timeZone: true },
    })
    return {
      timeZone,
      more: rows.length > perPage,
      open,
      returns: rows.slice(0, perPage).map((row) => ({
        ...{ id: row.id, number: row.number, state: readReturnState(row.state) },
        ...{ owner: row.owner, step: row.nextStep, dueAt: row.dueAt?.toISOString() ?? null },
        pieces: row.lines.reduce((sum, line) => sum + line.quantity, 0),
        reasons: [...new Set(row.lines.map((line) => reasonLabel(line.reason)))],
        requestedAt: row.requestedAt.toISOString(),
        refundMinor: row.refundMinor?.toString() ?? null,
        currency: row.currency,
      })),
    }
  })

/** Everything the page of one return shows; null when this shop has no such return. Instants are ISO. */
export async function readReturn(
  deps: Pick<ReturnsDeps, 'db' | 'vaults'>,
  shop: ShopId,
  rawId: string,
) {
  if (!isUuid(rawId)) return null
  const id = returnId(rawId)
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const returned = await holdReturn(tx, id)
    if (!returned) return null
    const row = await tx.return.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop, id } },
      include: { lines: { orderBy: { id: 'asc' } } },
    })
    const order = await tx.order.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop, id: row.orderId } },
      select: { name: true, sealed: true },
    })
    const buyer = order.sealed ? buyerShape.parse(vault.open(order.sealed)) : null
    const calls = await readCalls(tx, id)
    const { timeZone } = await tx.shop.findUniqueOrThrow({ where: { id: shop } })
    return {
      ...{ id: row.id, number: row.number, state: returned.state, currency: row.currency },
      ...{ owner: row.owner, step: row.nextStep, dueAt: row.dueAt?.toISOString() ?? null },
      ...{ orderId: row.orderId, orderName: order.name, timeZone },
      customer: buyer ? buyerName(buyer) : '',
      ...openReturnWords(vault, row),
      refundMinor: row.refundMinor?.toString() ?? null,
      proposalMinor: (await proposalFor(tx, returned)).toString(),
      requestedAt: row.requestedAt.toISOString(),
      settling: calls.some((call) => call.kind === 'return_process' && call.state === 'booked'),
      /** The store's own words about what it did not take. */
      refusals: [
        ...new Set(
          calls.flatMap((call) => (call.state === 'refused' ? [call.error ?? call.kind] : [])),
        ),
      ],
      mayCloseByHand:
        returned.state === 'inspected' &&
        calls.some((call) => call.kind === 'return_process' && call.state === 'refused'),
      lines: await describeLines(tx, vault, row.lines),
    }
  })
}
export type ReturnPage = NonNullable<Awaited<ReturnType<typeof readReturn>>>

async function describeLines(
  tx: ShopTx,
  vault: ShopVault,
  lines: readonly {
    readonly id: string
    readonly orderLineId: string
    readonly quantity: number
    readonly received: number
    readonly reason: string
    readonly disposition: string | null
    readonly sealed: Uint8Array | null
    readonly inspectionNote: string | null
  }[],
) {
  const goods = await tx.orderLine.findMany({
    where: { shopId: tx.shopId, id: { in: lines.map((line) => line.orderLineId) } },
  })
  const items = await tx.item.findMany({
    where: {
      shopId: tx.shopId,
      variantGid: { in: goods.flatMap((line) => line.variantGid ?? []) },
    },
    select: { variantGid: true, sku: true, barcode: true, imageUrl: true },
  })
  return lines.map((line) => {
    const of = goods.find((one) => one.id === line.orderLineId)
    const item = items.find((one) => one.variantGid === of?.variantGid)
    return {
      ...{ id: line.id, quantity: line.quantity, received: line.received },
      disposition: line.disposition,
      note: openWords(vault, line.sealed, line.inspectionNote),
      ...{ title: of?.title ?? '', about: of?.variantTitle ?? '' },
      ...{ sku: of?.sku ?? '', imageUrl: item?.imageUrl ?? null },
      priceMinor: (of?.priceMinor ?? 0n).toString(),
      reason: reasonLabel(line.reason),
      /** What a scanner may read for this article. */
      codes: [of?.sku, item?.sku, item?.barcode].flatMap((code) => (code ? [code] : [])),
    }
  })
}

/** What a customer sees of an order's returns, and what may come back; null when there is no such order. */
export async function readOrderReturns(
  deps: Pick<ReturnsDeps, 'db' | 'vaults'>,
  shop: ShopId,
  id: OrderId,
) {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const order = await tx.order.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      select: { name: true, currency: true, lines: true, locale: true },
    })
    if (!order) return null
    const { timeZone } = await tx.shop.findUniqueOrThrow({ where: { id: shop } })
    const rows = await tx.return.findMany({
      where: { shopId: shop, orderId: id },
      orderBy: { requestedAt: 'desc' },
      include: { lines: { orderBy: { id: 'asc' } } },
    })
    const place = rows.some((row) => row.state === 'approved')
      ? await readReturnPlace(tx, orderId(id))
      : null
    return {
      ...{ orderName: order.name, currency: order.currency, timeZone },
      language: languageOf(order.locale),
      goods: (await readReturnable(tx, id, new Date())).map(({ priceMinor, ...line }) => ({
        ...line,
        priceMinor: priceMinor.toString(),
      })),
      sendTo: place?.addressLines ?? [],
      returns: rows.map((row) => ({
        ...{ id: row.id, number: row.number, state: readReturnState(row.state) },
        declineNote: openReturnWords(vault, row).declineNote,
        refundMinor: (row.refundMinor ?? 0n).toString(),
        requestedAt: row.requestedAt.toISOString(),
        lines: order.lines.flatMap((line) => {
          const quantity = row.lines
            .filter((one) => one.orderLineId === line.id)
            .reduce((sum, one) => sum + one.quantity, 0)
          const about = line.variantTitle ?? ''
          return quantity > 0
            ? [{ id: line.id, title: line.title, about, quantity, price: '', imageUrl: null }]
            : []
        }),
      })),
    }
  })
}
export type OrderReturns = NonNullable<Awaited<ReturnType<typeof readOrderReturns>>>
