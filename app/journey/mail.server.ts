import { Fault } from '../kernel/faults.ts'
import { type OrderId, orderId, type ShopId } from '../kernel/ids.ts'
import { base64, jsonRows } from '../kernel/json-rows.ts'
import { type Db, type ShopTx, withShop } from '../platform/db.server.ts'
import { enqueue } from '../platform/jobs.server.ts'
import { isHolderOver, leaseHolder } from '../platform/piece-of-work.server.ts'
import { takeTurn } from '../platform/take-slot.server.ts'
import type { ShopVault, Vaults } from '../platform/vault.server.ts'
import { minutesAfter } from './due.ts'
import { sendMails } from './jobs.ts'
import { readSealedLetter, type SealedLetter } from './letter-shape.ts'
import { readSettings } from './settings.ts'
import { note } from './timeline.server.ts'

export interface MailBooking {
  readonly orderId: OrderId
  /** `correction`, `confirmation`, `shipped`, … : shown on the timeline. */
  readonly kind: string
  /** Booking twice under one key sends one letter. Make it from kind, order and occasion. */
  readonly key: string
  readonly letter: SealedLetter
}

/** A letter that may be about no order: to a supplier. */
type AnyMail = Omit<MailBooking, 'orderId'> & { readonly orderId: OrderId | null }

/** Books a letter in the caller's transaction; it is sent once, soon after the commit. */
export const bookMail = (tx: ShopTx, vault: ShopVault, mail: AnyMail): Promise<void> =>
  bookMails(tx, vault, [mail])

/** The same for many letters, in one statement. */
export async function bookMails(
  tx: ShopTx,
  vault: ShopVault,
  mails: readonly AnyMail[],
): Promise<void> {
  if (mails.length === 0) return
  const rows = mails.map(({ orderId, kind, key, letter }) => ({
    ...{ order_id: orderId, kind, key, sealed: base64(vault.seal(letter)) },
  }))
  const booked = await tx.$executeRaw`
    insert into mail (shop_id, order_id, kind, key, sealed)
    select ${tx.shopId}::uuid, order_id, kind, key, decode(sealed, 'base64')
    from json_to_recordset(${jsonRows(rows)}::json) as r(order_id uuid, kind text, key text, sealed text)
    order by key on conflict do nothing`
  if (booked > 0)
    await enqueue(tx, sendMails, { shopId: tx.shopId }, { key: `mail.send:${tx.shopId}` })
}

export interface PostOffice {
  readonly db: Db
  readonly vaults: Vaults
  readonly mail: {
    send(
      letter: SealedLetter,
      from: { name: string; replyTo: string | null },
      key: string,
    ): Promise<{ messageId: string }>
  }
}

/** Letters taken at once. */
const batch = 20
/**
 * How long the taker has before somebody else may take a letter, counted anew when it is about to be sent. Longer than a
 * mail server that is slow at every step.
 */
const leaseSeconds = 120
/** What is due already is another's at this moment, or just came: it is looked at after so long. */
const soonMs = 5_000
/** Tries before a letter is given up and shown as dead; about a day with growing waits. */
const maxAttempts = 12

/**
 * Sends what waits, a batch at a time, until nothing waits that is due. Safe to run anywhere at once.
 * A letter whose sending ended unclear is sent again under the same Message-ID.
 */
export async function deliverMails(deps: PostOffice, shop: ShopId): Promise<void> {
  for (;;) {
    const taken = await withShop(deps.db, shop, takeBatch)
    if (taken.length === 0) return withShop(deps.db, shop, lookAgain)
    const vault = await deps.vaults.of(shop)
    const from = await withShop(deps.db, shop, senderOf)
    for (const row of taken) await deliverOne(deps, shop, row, { vault, from })
  }
}

interface Taken {
  readonly id: string
  readonly key: string
  readonly kind: string
  readonly order_id: string | null
}

async function takeBatch(tx: ShopTx): Promise<readonly Taken[]> {
  const holders = await tx.$queryRaw<{ holder: string | null }[]>`
    select distinct leased_by as holder from mail
    where shop_id = ${tx.shopId}::uuid and state = 'waiting' and leased_by is not null`
  const over = holders.flatMap(({ holder }) => (holder && isHolderOver(holder) ? [holder] : []))
  return tx.$queryRaw<Taken[]>`
    update mail set leased_at = now(), leased_by = ${leaseHolder()}
    where shop_id = ${tx.shopId}::uuid and id in (
      select id from mail
      where shop_id = ${tx.shopId}::uuid and state = 'waiting'
        and (retry_at is null or retry_at <= now())
        and (leased_by = any(${over}) or not app.is_leased(leased_at, leased_by, ${leaseSeconds}::float8))
      order by id limit ${batch} for update skip locked)
    returning id, key, kind, order_id`
}

/**
 * A letter that was taken is about to be sent: its time begins anew, and this is a try.
 * @returns null when it is not ours any more: its time was over and somebody else has it, or it is not to be sent.
 */
async function begin(tx: ShopTx, { id }: Taken): Promise<Begun | null> {
  const [mine] = await tx.$queryRaw<Begun[]>`
    update mail set leased_at = now(), attempts = attempts + 1
    where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid and state = 'waiting' and leased_by = ${leaseHolder()}
    returning attempts, sealed`
  return mine ?? null
}

interface Begun {
  readonly attempts: number
  readonly sealed: Uint8Array | null
}

/**
 * Books a look at what is left, for when the first of it may be taken: a failed letter has its own time, and those
 * that somebody else has taken are free when their time is over. Whoever books last has seen what the others did.
 */
async function lookAgain(tx: ShopTx): Promise<void> {
  await takeTurn(tx, 'mail.send')
  const [left] = await tx.$queryRaw<{ first: Date | null }[]>`
    select min(coalesce(greatest(retry_at, leased_at + make_interval(secs => ${leaseSeconds}::float8)), now())) as first
    from mail where shop_id = ${tx.shopId}::uuid and state = 'waiting'`
  if (!left?.first) return
  const runAt = new Date(Math.max(left.first.getTime(), Date.now() + soonMs))
  await enqueue(
    tx,
    sendMails,
    { shopId: tx.shopId },
    { key: `mail.send:${tx.shopId}:later`, runAt },
  )
}

async function senderOf(tx: ShopTx) {
  const shop = await tx.shop.findUniqueOrThrow({ where: { id: tx.shopId } })
  const settings = readSettings(shop.settings)
  return { name: shop.name || shop.domain, replyTo: settings.contactEmail || shop.email || null }
}

async function deliverOne(
  deps: PostOffice,
  shop: ShopId,
  row: Taken,
  { vault, from }: { vault: ShopVault; from: { name: string; replyTo: string | null } },
) {
  const mine = await withShop(deps.db, shop, (tx) => begin(tx, row))
  if (!mine) return
  const waiting = { shopId: shop, id: row.id, state: 'waiting' }
  const leasedByMe = { ...waiting, leasedBy: leaseHolder() }
  const { sealed } = mine
  if (sealed === null)
    return withShop(deps.db, shop, (tx) =>
      tx.mail.updateMany({
        where: leasedByMe,
        data: { state: 'dead', error: 'the letter was redacted before it was sent' },
      }),
    )
  try {
    const { messageId } = await deps.mail.send(readSealedLetter(vault.open(sealed)), from, row.key)
    await withShop(deps.db, shop, async (tx) => {
      // It has left, whoever has it by now: they need not send it again.
      const { count } = await tx.mail.updateMany({
        where: waiting,
        data: {
          ...{ state: 'sent', sentAt: new Date(), messageId, error: null },
          ...{ leasedAt: null, leasedBy: null },
        },
      })
      if (count > 0 && row.order_id) await noteSent(tx, row.order_id, row.kind)
    })
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    const dead = fault.retry === 'never' || mine.attempts >= maxAttempts
    const retryAt = minutesAfter(new Date(), Math.min(240, 2 ** mine.attempts))
    await withShop(deps.db, shop, (tx) =>
      tx.mail.updateMany({
        where: leasedByMe,
        data: {
          ...{ error: fault.code, leasedAt: null, leasedBy: null },
          ...(dead ? { state: 'dead' } : { retryAt }),
        },
      }),
    )
  }
}

async function noteSent(tx: ShopTx, id: string, kind: string) {
  const words = kind.replaceAll('_', ' ')
  const to = kind.startsWith('partner_') ? 'partner' : 'customer'
  const at = await tx.order.findUnique({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { id: true },
  })
  if (at)
    await note(tx, orderId(id), {
      ...{ room: 'mail', kind: 'mail_sent', by: 'system', detail: { mail: kind } },
      text: `Mail sent to the ${to}: ${words}`,
    })
}
