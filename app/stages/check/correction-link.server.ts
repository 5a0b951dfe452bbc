import { randomUUID } from 'node:crypto'
import { planNext } from '../../journey/advance.server.ts'
import { readLetterShop } from '../../journey/letter/letter-shop.server.ts'
import { note } from '../../journey/timeline.server.ts'
import type { OrderId, ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { askForMissing } from './ask-for-missing.server.ts'
import { callInstead } from './call-instead.server.ts'
import { decideComplete } from './complete.ts'
import { readEmail } from './contact.ts'
import { decideHold, holdKinds } from './decide-hold.ts'
import { mayWriteAgain } from './decide-link.ts'
import type { CheckDeps } from './deps.server.ts'
import { isForCustomer } from './missing.ts'
import { readOrders } from './read-orders.server.ts'
import { writeHolds } from './write-holds.server.ts'

/** Why a link is neither sent again nor revoked. */
export interface LinkRefusal {
  readonly kind:
    | 'no_such_order'
    /** It went on, was cancelled, or only the shop has something to decide. */
    | 'nothing_asked'
    | 'no_email'
    /** The last letter is less than a minute old. */
    | 'too_soon'
    /** Used, expired, revoked before, or never made. */
    | 'no_open_link'
}

const isOurs = ({ kind }: { readonly kind: string }) => holdKinds.some((ours) => ours === kind)
const refused = (kind: LinkRefusal['kind']) => refuse({ kind })

const lock = (tx: ShopTx, id: OrderId) =>
  tx.$queryRaw`select 1 from sales_order where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid for update`

const letters = { kind: { in: ['correction', 'correction_reminder'] } }

/** When the customer was last written to, or last got a link. */
async function lastWritten(tx: ShopTx, orderId: OrderId): Promise<Date | null> {
  const about = { shopId: tx.shopId, orderId }
  const [link, mail] = await Promise.all([
    tx.customerLink.aggregate({
      where: { ...about, purpose: 'correct' },
      _max: { createdAt: true },
    }),
    tx.mail.aggregate({ where: { ...about, ...letters }, _max: { createdAt: true } }),
  ])
  const times = [link._max.createdAt, mail._max.createdAt].flatMap((at) => at ?? [])
  return times.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null
}

/** Closes every link that was not used, and takes back a letter that did not leave yet. @returns how many still opened. */
async function closeLinks(tx: ShopTx, orderId: OrderId): Promise<number> {
  const about = { shopId: tx.shopId, orderId }
  const now = new Date()
  const open = { ...about, purpose: 'correct', usedAt: null, revokedAt: null }
  const working = await tx.customerLink.count({ where: { ...open, expiresAt: { gt: now } } })
  await tx.customerLink.updateMany({ where: open, data: { revokedAt: now } })
  await tx.mail.updateMany({
    where: { ...about, ...letters, state: 'waiting', leasedAt: null },
    data: { state: 'withdrawn' },
  })
  return working
}

/**
 * A person sends the customer a new link with a new letter, in the customer's language and with the
 * whole time to answer; earlier links are revoked with it. One letter a minute at most.
 */
export async function sendLinkAgain(
  deps: CheckDeps,
  shop: ShopId,
  id: OrderId,
  { by }: { readonly by: string },
): Promise<Outcome<'link_sent', LinkRefusal>> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    await lock(tx, id)
    const face = await readLetterShop(tx)
    const { orders } = await readOrders(tx, vault, face, [id])
    const [order] = orders
    if (!order) return refused('no_such_order')
    const answer = decideComplete(order.facts)
    const missing = answer.ok ? [] : answer.refusal
    const waits = order.row.state === 'held' && !order.row.cancelledAt
    if (!waits || !order.openHolds.some(isOurs) || !missing.some(isForCustomer))
      return refused('nothing_asked')
    if (readEmail(order.facts.buyer.email ?? '') === null) return refused('no_email')
    const now = new Date()
    if (!mayWriteAgain(await lastWritten(tx, id), now)) return refused('too_soon')
    const { settings } = face
    const plan = decideHold(missing, { canMail: true, waitsUntil: null, settings, now })
    await closeLinks(tx, id)
    const holds = (await writeHolds(tx, [{ order, plan }])).get(id) ?? []
    const asking = { order, missing, holds, plan, again: randomUUID() }
    await askForMissing(tx, deps, { shop: face, vault }, [asking])
    await planNext(tx, order, plan.next)
    await note(tx, id, {
      room: 'check',
      kind: 'link_sent_again',
      by,
      text: 'A new link was sent to the customer; the earlier one is closed',
    })
    return accept('link_sent')
  })
}

/** A person closes the customer's link. The holds stay; where they waited for the customer, somebody calls instead. */
export const revokeLink = (
  { db }: Pick<CheckDeps, 'db'>,
  shop: ShopId,
  id: OrderId,
  { by }: { readonly by: string },
): Promise<Outcome<'link_revoked', LinkRefusal>> =>
  withShop(db, shop, async (tx) => {
    await lock(tx, id)
    const row = await tx.order.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      include: { holds: { where: { releasedAt: null, kind: { in: [...holdKinds] } } } },
    })
    if (!row) return refused('no_such_order')
    if ((await closeLinks(tx, id)) === 0) return refused('no_open_link')
    await note(tx, id, {
      room: 'check',
      kind: 'link_revoked',
      by,
      text: 'The link sent to the customer was revoked',
    })
    if (row.state === 'held' && row.owner === 'customer' && row.holds.length > 0)
      await callInstead(tx, { id, row }, row.holds)
    return accept('link_revoked')
  })
