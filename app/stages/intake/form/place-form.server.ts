import { type FormContent, formContent } from '../../../journey/order-form.ts'
import {
  type CallEnd,
  callEndOf,
  recordCall,
  takeCall,
} from '../../../journey/outside-call.server.ts'
import { assertNever } from '../../../kernel/assert-never.ts'
import { ProviderRefused } from '../../../kernel/faults.ts'
import { gid, type ShopId } from '../../../kernel/ids.ts'
import { type ShopTx, withShop } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { Store } from '../../../providers/shop/contract.ts'
import type { StoreDraft } from '../../../providers/shop/draft-calls.ts'
import { beginToWait } from './await-payment.server.ts'
import { type FormCall, formCalls, formKey } from './commit-form.server.ts'
import type { FormDeps } from './deps.server.ts'
import { findOption } from './find-option.ts'
import { formAttribute, storeRequest } from './store-request.ts'

type PlaceDeps = Pick<FormDeps, 'db' | 'vaults' | 'shop'>

interface TakenStep {
  readonly callId: string
  readonly call: FormCall
  /** It was begun before, and nobody knows how that ended. */
  readonly again: boolean
  readonly bookedAt: Date
  readonly content: FormContent | null
  readonly draftGid: string | null
}

/**
 * Makes the calls that were booked for a form, one after the other, each once: what was begun before is
 * looked for in the store first.
 * @throws MovedMeanwhile while another process makes them right now.
 * @throws ProviderUnavailable when the store did not answer: they are made later.
 */
export async function placeForm(
  deps: PlaceDeps,
  shop: ShopId,
  id: string,
  store: Store,
): Promise<void> {
  const vault = await deps.vaults.of(shop)
  for (;;) {
    const step = await withShop(deps.db, shop, (tx) => takeStep(tx, vault, id))
    if (step === null) return
    let draft: StoreDraft
    try {
      draft = await make(deps, store, id, step)
    } catch (fault) {
      const end = callEndOf(fault)
      await withShop(deps.db, shop, (tx) => recordNo(tx, id, step, end, fault))
      if (end.state === 'again') throw fault
      return
    }
    await withShop(deps.db, shop, (tx) => recordDone(tx, vault, id, step, draft))
  }
}

async function takeStep(tx: ShopTx, vault: ShopVault, id: string): Promise<TakenStep | null> {
  const where = { shopId_id: { shopId: tx.shopId, id } }
  const before = await tx.orderForm.findUnique({ where, select: { state: true, attempt: true } })
  if (!before || before.state === 'draft') return null
  const keys = formCalls.map((call) => formKey(call, id, before.attempt))
  const taken = await takeCall(tx, keys)
  if (taken === null) return null
  // Read after the call is ours: what was recorded while we waited for it is seen.
  const form = await tx.orderForm.findUniqueOrThrow({ where })
  const call = formCalls.find((known) => known === taken.kind)
  if (!call) throw new Error(`no call of a form: ${taken.kind}`)
  const row = await tx.outsideCall.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: taken.id } },
    select: { attempts: true, createdAt: true },
  })
  return {
    callId: taken.id,
    call,
    again: row.attempts > 1,
    bookedAt: row.createdAt,
    content: form.sealed ? formContent.parse(vault.open(form.sealed)) : null,
    draftGid: form.draftGid,
  }
}

async function make(
  deps: PlaceDeps,
  store: Store,
  id: string,
  step: TakenStep,
): Promise<StoreDraft> {
  switch (step.call) {
    case 'make_draft': {
      const mark = { name: formAttribute, value: id }
      const there = step.again ? await deps.shop.findDraft(store, mark, step.bookedAt) : null
      if (there !== null) return there
      if (step.content === null) throw refusedByUs('The customer’s data was erased')
      const content = await withOption(deps, store, step.content)
      return deps.shop.createDraft(store, storeRequest(content, id))
    }
    case 'complete_draft':
      return deps.shop.completeDraft(store, draftOf(step))
    case 'send_invoice':
      return deps.shop.sendInvoice(store, draftOf(step))
    default:
      return assertNever(step.call)
  }
}

const refusedByUs = (why: string) => new ProviderRefused('shopify', [why])

const draftOf = ({ draftGid }: TakenStep) => {
  if (draftGid === null) throw refusedByUs('The draft order was not made')
  return gid(draftGid)
}

/** A file names a delivery option; what it costs is the store's to say. */
async function withOption(
  { shop }: PlaceDeps,
  store: Store,
  content: FormContent,
): Promise<FormContent> {
  const { shipping } = content
  if (shipping === null || shipping.handle !== null || shipping.priceMinor !== null) return content
  const bare = storeRequest({ ...content, shipping: null }, null)
  const found = findOption(await shop.deliveryOptions(store, bare), shipping.title)
  if (!found.ok) throw refusedByUs(found.refusal)
  const { handle, title, price } = found.value
  return {
    ...content,
    shipping: { handle, title, priceMinor: String(price.minor), currency: price.currency },
  }
}

/** The store has it. With an order it waits for nothing but that order's webhook. */
async function recordDone(
  tx: ShopTx,
  vault: ShopVault,
  id: string,
  step: TakenStep,
  draft: StoreDraft,
): Promise<void> {
  await recordCall(tx, step.callId, { state: 'done', answer: { draft: draft.gid } })
  const last = step.call !== 'make_draft' || step.content?.payment === 'link'
  await tx.orderForm.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data: {
      draftGid: draft.gid,
      draftName: draft.name,
      payUrl: draft.payUrl && draft.order === null ? vault.seal(draft.payUrl) : null,
      ...(draft.order ? { orderGid: draft.order.gid, orderName: draft.order.name } : {}),
      ...(last ? { state: 'placed', placedAt: new Date() } : {}),
    },
  })
  if (last && draft.order === null) await beginToWait(tx, id, new Date())
}

/** The store said no. Before there is a draft, whoever typed can put it right; after, the draft is there to be tried again. */
async function recordNo(
  tx: ShopTx,
  id: string,
  step: TakenStep,
  end: CallEnd,
  fault: unknown,
): Promise<void> {
  await recordCall(tx, step.callId, end)
  if (end.state !== 'refused') return
  const words = fault instanceof ProviderRefused ? fault.reasons.join('; ') : 'It could not be read'
  const form = await tx.orderForm.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { importId: true, attempt: true },
  })
  const nothingMade = step.call === 'make_draft'
  // What would have come after it must not be made any more.
  const rest = formCalls.map((call) => formKey(call, id, form.attempt))
  if (nothingMade)
    await tx.outsideCall.updateMany({
      where: { shopId: tx.shopId, key: { in: rest }, state: 'booked' },
      data: { state: 'refused', error: 'what came before it was refused', doneAt: new Date() },
    })
  await tx.orderForm.update({
    where: { shopId_id: { shopId: tx.shopId, id } },
    data: {
      problem: words.slice(0, 500),
      ...(nothingMade
        ? { state: form.importId === null ? 'draft' : 'refused', version: { increment: 1 } }
        : {}),
    },
  })
}
