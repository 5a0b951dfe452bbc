import { randomUUID } from 'node:crypto'
import { advanceOrder, planNext } from '../../journey/advance.server.ts'
import { useCustomerLink as markLinkUsed } from '../../journey/customer-link.server.ts'
import { hoursAfter, minutesAfter, systemStepMinutes } from '../../journey/due.ts'
import { checkOrders } from '../../journey/jobs.ts'
import { readLetterShop, type ShopForLetters } from '../../journey/letter/letter-shop.server.ts'
import type { OrderState } from '../../journey/order.ts'
import { readOrderState } from '../../journey/read-state.ts'
import { bookCorrections } from '../../journey/store-correction.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import type { OrderId, ShopId } from '../../kernel/ids.ts'
import { languageOf } from '../../kernel/language.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import { decideComplete } from './complete.ts'
import type { Answers } from './correction-fields.ts'
import { type DecidedCorrection, decideCorrection, type FieldProblem } from './decide-correction.ts'
import { holdKinds } from './decide-hold.ts'
import type { CheckDeps } from './deps.server.ts'
import { listForMerchant, type Missing } from './missing.ts'
import { askOffice } from './office-work.server.ts'
import { type OrderToJudge, readOrders } from './read-orders.server.ts'
import { writeBuyers, writeLineAnswers } from './write-buyer.server.ts'

export interface CorrectionAsked {
  readonly answers: Answers
  /** The customer says that it is right as written. */
  readonly insist?: boolean
  /** What a person of the shop decides to do without; ignored from customers. */
  readonly waive?: readonly Missing[]
  /** `customer`, or a person's handle. */
  readonly by: string
  /** The link it came by; it is marked as used. */
  readonly linkId?: string
}

export type CorrectionRefusal =
  | { readonly kind: 'no_such_order' }
  /** Nothing is asked of anybody: it went on, was cancelled, or was never held. */
  | { readonly kind: 'not_waiting'; readonly state: OrderState }
  /** The link was used before, a moment ago or long since. */
  | { readonly kind: 'link_used' }
  /** What is still wrong, field by field; nothing was changed. */
  | { readonly kind: 'not_yet'; readonly problems: readonly FieldProblem[] }

/** `goes_on`: judged again at once. `with_office`: a person of the shop has to look at something first. */
export type CorrectionTaken = 'goes_on' | 'with_office'

/**
 * Takes what a customer or a person of the shop says is right, writes it into the order, books it for
 * the store and lets the order be judged again.
 */
export async function correctOrder(
  deps: Pick<CheckDeps, 'db' | 'vaults'>,
  shop: ShopId,
  id: OrderId,
  asked: CorrectionAsked,
): Promise<Outcome<CorrectionTaken, CorrectionRefusal>> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    await tx.$queryRaw`select 1 from sales_order where shop_id = ${shop}::uuid and id = ${id}::uuid for update`
    const face = await readLetterShop(tx)
    const { orders } = await readOrders(tx, vault, face, [id])
    const [order] = orders
    if (!order) return refuse({ kind: 'no_such_order' })
    const state = readOrderState(order.row.state)
    const closed = await closedTo(tx, order, asked)
    if (closed) return refuse(closed)
    const decided = decide(order, asked)
    if (!decided.ok) return refuse({ kind: 'not_yet', problems: decided.refusal })
    if (state !== 'held' && decided.value.insisted.length > 0)
      return refuse({ kind: 'not_waiting', state })
    await write(tx, vault, order, decided.value)
    await noteCorrection(tx, id, asked.by, decided.value)
    if (asked.linkId) await markLinkUsed(tx, asked.linkId)
    if (decided.value.insisted.length > 0) {
      await giveToOffice(tx, face, order, decided.value.insisted)
      return accept('with_office')
    }
    if (state === 'held') await leaveHeld(tx, id, asked.by)
    await enqueue(tx, checkOrders, { shopId: shop }, { key: `check.orders:${shop}` })
    return accept(decided.value.shopDecides ? 'with_office' : 'goes_on')
  })
}

/**
 * Whether details of an order are asked for. The store may have changed one meanwhile, and it is about to be judged
 * again: whoever comes with its link in that moment is asked what is still missing, or would think that nothing is.
 */
export function isWaiting(
  { row, facts }: Pick<OrderToJudge, 'row' | 'facts'>,
  byCustomer: boolean,
): boolean {
  if (row.cancelledAt) return false
  if (row.state === 'held') return true
  return row.state === 'received' && byCustomer && !decideComplete(facts).ok
}

async function closedTo(
  tx: ShopTx,
  order: OrderToJudge,
  { linkId, by }: CorrectionAsked,
): Promise<CorrectionRefusal | null> {
  if (linkId && !(await isUnused(tx, linkId))) return { kind: 'link_used' }
  const state = readOrderState(order.row.state)
  return isWaiting(order, by === 'customer') ? null : { kind: 'not_waiting', state }
}

/** A customer reads what is wrong in their own language, and waives nothing. */
function decide(
  { facts, row }: OrderToJudge,
  { by, answers, insist = false, waive = [] }: CorrectionAsked,
) {
  const byCustomer = by === 'customer'
  return decideCorrection(facts, answers, {
    insist,
    waive: byCustomer ? [] : waive,
    language: byCustomer ? languageOf(row.locale) : 'en',
  })
}

/** The order's row is held: whoever came first has marked the link by now. */
async function isUnused(tx: ShopTx, id: string): Promise<boolean> {
  const link = await tx.customerLink.findUnique({ where: { shopId_id: { shopId: tx.shopId, id } } })
  return link !== null && link.usedAt === null && link.revokedAt === null
}

async function write(
  tx: ShopTx,
  vault: ShopVault,
  order: OrderToJudge,
  { buyer, correction, waived }: DecidedCorrection,
): Promise<void> {
  const { id, openHolds } = order
  await writeBuyers(tx, vault, [{ id, buyer }])
  await writeLineAnswers(tx, vault, order, buyer)
  const [hold] = openHolds.filter(({ kind }) => holdKinds.some((ours) => ours === kind))
  if (hold && waived.length > 0)
    await tx.hold.update({
      where: { shopId_id: { shopId: tx.shopId, id: hold.id } },
      data: { waived: [...new Set([...hold.waived, ...waived])] },
    })
  if (Object.keys(correction).length > 0)
    await bookCorrections(tx, vault, [{ id, correction, key: randomUUID() }])
}

const noteCorrection = (
  tx: ShopTx,
  id: OrderId,
  by: string,
  { changed, waived }: DecidedCorrection,
) =>
  note(tx, id, {
    room: 'check',
    kind: 'corrected',
    by,
    text: correctionText(by, changed.length > 0, waived),
    detail: { fields: [...changed], waived: [...waived] },
  })

function correctionText(by: string, changed: boolean, waived: readonly Missing[]): string {
  if (by === 'customer') return 'The customer completed the details'
  if (waived.length === 0) return 'The shop completed the details'
  const without = `to go on without ${listForMerchant(waived)}`
  return changed
    ? `The shop completed the details and decided ${without}`
    : `The shop decided ${without}`
}

async function leaveHeld(tx: ShopTx, id: OrderId, by: string): Promise<void> {
  const moved = await advanceOrder(
    tx,
    { id, state: 'held' },
    {
      to: 'received',
      reason: 'the details are complete, to be checked again',
      room: 'check',
      by,
      next: {
        owner: 'system',
        step: 'check',
        dueAt: minutesAfter(new Date(), systemStepMinutes),
      },
    },
  )
  if (!moved.ok) throw new MovedMeanwhile('the order moved while it was corrected')
}

/** The customer says that it is right although our rules say otherwise: a person decides. */
async function giveToOffice(
  tx: ShopTx,
  { settings }: ShopForLetters,
  order: OrderToJudge,
  insisted: readonly Missing[],
): Promise<void> {
  const dueAt = hoursAfter(new Date(), settings.careWithinHours)
  const holds = order.openHolds.filter(({ kind }) => kind === 'address')
  await tx.hold.updateMany({
    where: { shopId: tx.shopId, id: { in: holds.map(({ id }) => id) } },
    data: { owner: 'office', dueAt, missing: [...insisted] },
  })
  await askOffice(tx, [{ order, kind: 'correction', missing: insisted, dueAt }])
  await planNext(tx, order, { owner: 'office', step: 'correct', dueAt })
  await note(tx, order.id, {
    room: 'check',
    kind: 'customer_insists',
    by: 'customer',
    text: `The customer says it is right as written: ${listForMerchant(insisted)}`,
    detail: { missing: [...insisted] },
  })
}
