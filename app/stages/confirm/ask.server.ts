import { advanceOrder } from '../../journey/advance.server.ts'
import { buyerName } from '../../journey/buyer.ts'
import { makeCustomerLink } from '../../journey/customer-link.server.ts'
import { daysAfter } from '../../journey/due.ts'
import { confirmationTimeout, distributeOrder } from '../../journey/jobs.ts'
import { renderLetter } from '../../journey/letter/index.ts'
import { readLetterShop, type ShopForLetters } from '../../journey/letter/letter-shop.server.ts'
import { bookMail } from '../../journey/mail.server.ts'
import { note } from '../../journey/timeline.server.ts'
import { MovedMeanwhile } from '../../kernel/faults.ts'
import { type OrderId, requestKey, type ShopId } from '../../kernel/ids.ts'
import type { Language } from '../../kernel/language.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import { askForCall } from './call.server.ts'
import { type Confirmation, decideConfirmation } from './decide-confirmation.ts'
import type { ConfirmDeps } from './deps.server.ts'
import { ConfirmationLetter, confirmationSubject } from './letter-confirmation.tsx'
import { orderWords } from './order-words.ts'
import { type ConfirmOrder, lockOrder } from './read-order.server.ts'

/** Days a link goes on working after the time to answer is over. */
const linkLivesOnDays = 30

/**
 * Sends the confirmation of a complete order, once, and lets work start, or waits for the customer's
 * yes where the shop wants one. Leaves alone what is not judged complete, or has gone on already.
 */
export async function askConfirmation(deps: ConfirmDeps, shop: ShopId, id: OrderId): Promise<void> {
  const vault = await deps.vaults.of(shop)
  await withShop(deps.db, shop, async (tx) => {
    const order = await lockOrder(tx, vault, id)
    if (order?.row.state !== 'received' || order.row.nextStep !== 'confirm') return
    if (order.row.cancelledAt) return
    const face = await readLetterShop(tx)
    const to = order.buyer?.email?.trim() ?? ''
    const beforeTheApp = await wasBeforeTheApp(tx, order)
    const confirmation = decideConfirmation(
      {
        beforeTheApp,
        channel: order.row.channel,
        confirmed: order.row.confirmedAt !== null,
        canMail: to !== '',
        settings: face.settings,
      },
      new Date(),
    )
    if (beforeTheApp) await noteUnsent(tx, id, 'the order was there before the app')
    else if (to) await mailOnce(tx, deps, { face, vault, order, to, confirmation })
    else await noteUnsent(tx, id, 'the order carries no e-mail address')
    await goOn(tx, id, confirmation)
    if (confirmation.kind === 'call') await askForCall(tx, order, confirmation.next.dueAt)
  })
}

async function goOn(tx: ShopTx, id: OrderId, confirmation: Confirmation): Promise<void> {
  const about = { shopId: tx.shopId, orderId: id }
  const waits = confirmation.kind !== 'go_on'
  const moved = await advanceOrder(
    tx,
    { id, state: 'received' },
    {
      to: waits ? 'confirming' : 'cleared',
      reason: waits ? 'the customer is asked to confirm' : 'complete, work can start',
      room: 'confirm',
      by: 'system',
      next: confirmation.next,
    },
  )
  if (!moved.ok) throw new MovedMeanwhile('an order moved while its confirmation was sent')
  if (confirmation.kind === 'go_on')
    await enqueue(tx, distributeOrder, about, { key: `distribute.order:${id}` })
  if (confirmation.kind === 'wait')
    await enqueue(tx, confirmationTimeout, about, {
      key: `confirm.timeout:${id}`,
      runAt: confirmation.next.dueAt,
    })
}

const dayAndTime = (at: Date, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'short',
  }).format(at)

interface Mailing {
  readonly face: ShopForLetters
  readonly vault: ShopVault
  readonly order: ConfirmOrder
  readonly to: string
  readonly confirmation: Confirmation
}

/** One confirmation an order, however often it comes back; one more when a yes is asked for later. */
async function mailOnce(tx: ShopTx, deps: ConfirmDeps, mailing: Mailing): Promise<void> {
  const { face, order, confirmation } = mailing
  const asks = confirmation.kind === 'wait'
  const key = requestKey(asks ? 'confirmation_asked' : 'confirmation', order.id)
  const where = { shopId_key: { shopId: tx.shopId, key } }
  if (await tx.mail.findUnique({ where, select: { id: true } })) return
  const url = asks
    ? await makeCustomerLink(tx, deps, {
        orderId: order.id,
        purpose: 'confirm',
        expiresAt: daysAfter(confirmation.next.dueAt, linkLivesOnDays),
      })
    : ''
  const words = orderWords(order.row, order.buyer, face.timeZone)
  const letter = await renderLetter(
    ConfirmationLetter({
      shop: face,
      order: words,
      customerName: order.buyer ? buyerName(order.buyer) : '',
      ask: asks
        ? { url, until: dayAndTime(confirmation.next.dueAt, face.timeZone, words.language) }
        : null,
    }),
  )
  const subject = confirmationSubject(words, face.name, asks)
  await bookMail(tx, mailing.vault, {
    orderId: order.id,
    kind: 'confirmation',
    key,
    letter: { to: mailing.to, subject, ...letter },
  })
}

/**
 * Taken in with the orders that were there before the app, and placed before it was installed: its
 * customer had the store's own mail then, and would wonder at a second one weeks later.
 */
async function wasBeforeTheApp(tx: ShopTx, { id, row }: ConfirmOrder): Promise<boolean> {
  const { installedAt } = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { installedAt: true },
  })
  // The store's times are whole seconds: an order of the second of the install came after it.
  const since = Math.floor((installedAt?.getTime() ?? 0) / 1_000) * 1_000
  if (installedAt === null || row.placedAt.getTime() >= since) return false
  const backlog = await tx.timeline.count({
    where: {
      ...{ shopId: tx.shopId, orderId: id, kind: 'taken_in' },
      detail: { path: ['backlog'], equals: true },
    },
  })
  return backlog > 0
}

const noteUnsent = (tx: ShopTx, id: OrderId, why: string) =>
  note(tx, id, {
    room: 'confirm',
    kind: 'not_mailed',
    by: 'system',
    text: `No confirmation was mailed: ${why}`,
  })
