import { useCustomerLink as takeCustomerLink } from '../../journey/customer-link.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { howMany } from '../../kernel/how-many.ts'
import { type OrderId, type ReturnId, returnId, type ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import {
  decideRequest,
  type RequestProblem,
  type ReturnWish,
  type TypedRequest,
} from './decide-request.ts'
import type { ReturnsDeps } from './deps.server.ts'
import { type HeldReturn, holdOrder, holdReturn, readWeek } from './held-return.server.ts'
import { nextOf } from './next-of.ts'
import { readReturnable } from './read-returnable.server.ts'
import { bookStoreCall } from './store-calls.server.ts'
import { writeLetter } from './write-letter.server.ts'

export type RequestRefusal =
  /** The page can show what was typed again, with what is wrong. */
  | { readonly kind: 'not_yet'; readonly problems: readonly RequestProblem[] }
  /** A return was asked for by this link before: there is one already. */
  | { readonly kind: 'asked_before' }

/** A customer asks to send goods back: one return a link, however often the form is sent. */
export async function requestReturn(
  deps: Omit<ReturnsDeps, 'shop'>,
  shop: ShopId,
  id: OrderId,
  { typed, linkId }: { readonly typed: TypedRequest; readonly linkId: string },
): Promise<Outcome<ReturnId, RequestRefusal>> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx): Promise<Outcome<ReturnId, RequestRefusal>> => {
    await holdOrder(tx, id)
    const link = await tx.customerLink.findUnique({
      where: { shopId_id: { shopId: shop, id: linkId } },
    })
    if (link?.usedAt) return refuse({ kind: 'asked_before' })
    const goods = await readReturnable(tx, id, new Date())
    const wish = decideRequest(typed, new Map(goods.map((line) => [line.id, line.most])))
    if (!wish.ok) return refuse({ kind: 'not_yet', problems: wish.refusal })
    if (!(await takeCustomerLink(tx, linkId))) return refuse({ kind: 'asked_before' })
    const sealed = wish.value.note ? vault.seal({ note: wish.value.note }) : null
    const returned = await makeReturn(tx, id, { wish: wish.value, sealed })
    await bookStoreCall(tx, returned, 'return_request')
    await writeLetter(tx, { ...deps, vault }, returned, { kind: 'requested' })
    return accept(returned.id)
  })
}

async function makeReturn(
  tx: ShopTx,
  id: OrderId,
  { wish, sealed }: { readonly wish: ReturnWish; readonly sealed: Uint8Array<ArrayBuffer> | null },
): Promise<HeldReturn> {
  const { currency } = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { currency: true },
  })
  const next = nextOf('requested', new Date(), await readWeek(tx))
  const row = await tx.return.create({
    data: {
      ...{ shopId: tx.shopId, orderId: id, number: await nextNumber(tx, id), currency, sealed },
      ...{ owner: next?.owner ?? null, nextStep: next?.step ?? null, dueAt: next?.dueAt ?? null },
      lines: { create: [...wish.lines] },
    },
  })
  const pieces = wish.lines.reduce((sum, line) => sum + line.quantity, 0)
  await note(tx, id, {
    ...{ room: 'returns', kind: 'return_requested', by: 'customer' },
    text: `The customer wants to send ${howMany(pieces, 'piece')} back: ${row.number}`,
    detail: { returnId: row.id },
  })
  const returned = await holdReturn(tx, returnId(row.id))
  if (!returned) throw new Error(`the return ${row.id} that was just made is gone`)
  return returned
}

/** `#1001-R1`: order name and a running number. The caller holds the order. */
export async function nextNumber(tx: ShopTx, id: OrderId): Promise<string> {
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { name: true },
  })
  const before = await tx.return.count({ where: { shopId: tx.shopId, orderId: id } })
  return `${order.name}-R${before + 1}`
}
