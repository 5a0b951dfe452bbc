import { hoursAfter } from '../../../journey/due.ts'
import { awaitPayment as awaitJob } from '../../../journey/jobs.ts'
import { formContent } from '../../../journey/order-form.ts'
import { bookCall, callEndOf, recordCall, takeCall } from '../../../journey/outside-call.server.ts'
import { readSettings } from '../../../journey/settings.ts'
import { gid, requestKey, type ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../../platform/db.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import type { Store } from '../../../providers/shop/contract.ts'
import type { StoreDraft } from '../../../providers/shop/draft-calls.ts'
import { decideUnpaid } from './decide-payment.ts'
import type { FormDeps } from './deps.server.ts'

type PayDeps = Pick<FormDeps, 'db' | 'vaults' | 'shop'>

/** Hours the office has to call, to give more time, or to cancel. */
const officeHours = 24

const settingsOf = async (tx: ShopTx) => {
  const { settings } = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { settings: true },
  })
  return readSettings(settings)
}

/** From here on the customer has a link to pay by, and so much time. */
export async function beginToWait(tx: ShopTx, id: string, now: Date): Promise<void> {
  const dueAt = hoursAfter(now, (await settingsOf(tx)).payWithinHours)
  await tx.orderForm.updateMany({
    where: { shopId: tx.shopId, id },
    data: { owner: 'customer', dueAt },
  })
  await bookLook(tx, id, now)
}

const bookLook = (tx: ShopTx, formId: string, runAt: Date) =>
  enqueue(
    tx,
    awaitJob,
    { shopId: tx.shopId, formId },
    { key: `intake.await_payment:${formId}`, runAt },
  )

/**
 * Looks whether an order that waits for its payment was paid; reminds the customer, or gives it to the
 * office once time is up. Running twice reminds once.
 */
export async function awaitPayment(
  deps: PayDeps,
  shop: ShopId,
  { id, store, now }: { readonly id: string; readonly store: Store; readonly now: Date },
): Promise<void> {
  const vault = await deps.vaults.of(shop)
  const row = await withShop(deps.db, shop, (tx) => readUnpaid(tx, id))
  if (row === null) return
  const draft = await deps.shop.draft(store, gid(row.draftGid))
  if (draft?.state === 'completed' || draft === null)
    return withShop(deps.db, shop, (tx) => recordOver(tx, id, draft))
  const content = row.sealed ? formContent.parse(vault.open(row.sealed)) : null
  const decided = await withShop(deps.db, shop, async (tx) => {
    const settings = await settingsOf(tx)
    const canMail = content !== null && content.email.trim() !== ''
    const { since, remindedAt, dueAt } = row
    const what = decideUnpaid({ since, remindedAt, dueAt, canMail, now, settings })
    if (what.do === 'give_to_office')
      await tx.orderForm.update({
        where: { shopId_id: { shopId: shop, id } },
        data: { owner: 'office', dueAt: hoursAfter(now, officeHours) },
      })
    if (what.do === 'look_again') await bookLook(tx, id, what.at)
    if (what.do === 'remind')
      await bookCall(tx, { orderId: null, kind: 'remind_invoice', key: remindKey(id) })
    return what.do
  })
  if (decided === 'remind') await remind(deps, shop, { id, store, draft, now })
}

const remindKey = (id: string) => requestKey('remind_invoice', id)

async function readUnpaid(tx: ShopTx, id: string) {
  const row = await tx.orderForm.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } } })
  if (row?.state !== 'placed' || row.orderGid !== null || row.owner !== 'customer') return null
  const { draftGid, dueAt, placedAt, remindedAt, sealed } = row
  if (draftGid === null || dueAt === null || placedAt === null) return null
  return { draftGid, dueAt, remindedAt, sealed, since: placedAt }
}

/** It was paid, and its order comes by itself; or somebody took the draft out of the store. */
async function recordOver(tx: ShopTx, id: string, draft: StoreDraft | null): Promise<void> {
  const over = { owner: null, dueAt: null }
  await tx.orderForm.updateMany({
    where: { shopId: tx.shopId, id, state: 'placed', orderGid: null },
    data: draft?.order
      ? { ...over, orderGid: draft.order.gid, orderName: draft.order.name }
      : {
          ...over,
          state: 'cancelled',
          payUrl: null,
          problem: 'The draft is not in the store any more',
        },
  })
}

interface Reminding {
  readonly id: string
  readonly store: Store
  readonly draft: StoreDraft
  readonly now: Date
}

/** A mail of which nobody knows whether it went is not sent twice: a reminder may be lost, never doubled. */
async function remind(deps: PayDeps, shop: ShopId, { id, store, draft, now }: Reminding) {
  const call = await withShop(deps.db, shop, (tx) => takeCall(tx, [remindKey(id)]))
  if (call === null) return
  let refused: string | null = null
  try {
    await deps.shop.remindInvoice(store, draft.gid)
  } catch (fault) {
    refused = callEndOf(fault).error
  }
  await withShop(deps.db, shop, async (tx) => {
    await recordCall(
      tx,
      call.id,
      refused === null
        ? { state: 'done', answer: { draft: draft.gid } }
        : { state: 'refused', error: refused },
    )
    await tx.orderForm.updateMany({
      where: { shopId: shop, id },
      data: { remindedAt: now },
    })
    await bookLook(tx, id, now)
  })
}

/** It is paid, cancelled, or was never sent. */
export interface UnpaidRefusal {
  readonly kind: 'not_waiting'
}

/** A person gives the customer as much time again. */
export function giveMoreTime(
  deps: Pick<PayDeps, 'db'>,
  shop: ShopId,
  id: string,
  now: Date,
): Promise<Outcome<'waits', UnpaidRefusal>> {
  return withShop(deps.db, shop, async (tx) => {
    const { count } = await tx.orderForm.updateMany({
      where: { shopId: shop, id, state: 'placed', orderGid: null, draftGid: { not: null } },
      data: { owner: 'customer', dueAt: hoursAfter(now, (await settingsOf(tx)).payWithinHours) },
    })
    if (count === 0) return refuse({ kind: 'not_waiting' })
    await bookLook(tx, id, now)
    return accept('waits')
  })
}

/**
 * A person cancels what nobody paid: the draft goes from the store, and its link with it. One that was
 * paid meanwhile stays.
 * @throws ProviderUnavailable when the store did not answer: nothing is recorded, and asking again is safe.
 */
export async function cancelUnpaid(
  deps: PayDeps,
  shop: ShopId,
  id: string,
  store: Store,
): Promise<Outcome<'cancelled', UnpaidRefusal>> {
  const row = await withShop(deps.db, shop, (tx) =>
    tx.orderForm.findUnique({ where: { shopId_id: { shopId: shop, id } } }),
  )
  if (row?.state !== 'placed' || row.orderGid !== null || row.draftGid === null)
    return refuse({ kind: 'not_waiting' })
  const draft = await deps.shop.draft(store, gid(row.draftGid))
  if (draft?.state === 'completed') {
    await withShop(deps.db, shop, (tx) => recordOver(tx, id, draft))
    return refuse({ kind: 'not_waiting' })
  }
  if (draft !== null) await deps.shop.deleteDraft(store, draft.gid)
  await withShop(deps.db, shop, (tx) =>
    tx.orderForm.updateMany({
      where: { shopId: shop, id, state: 'placed', orderGid: null },
      data: {
        ...{ state: 'cancelled', owner: null, dueAt: null, payUrl: null, sealed: null },
        ...{ emailHash: null, customerGid: null, problem: 'Cancelled: nobody paid' },
      },
    }),
  )
  return accept('cancelled')
}
