import { addressForPeople, buyerName } from '../../journey/buyer.ts'
import { customerLinks } from '../../journey/customer-link.server.ts'
import { daysAfter } from '../../journey/due.ts'
import { renderLetter } from '../../journey/letter/index.ts'
import type { ShopForLetters } from '../../journey/letter/letter-shop.server.ts'
import { bookMails, type MailBooking } from '../../journey/mail.server.ts'
import { requestKey } from '../../kernel/ids.ts'
import { type Language, languageOf } from '../../kernel/language.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import { asked, askedOf } from './asked.ts'
import { readEmail } from './contact.ts'
import type { CheckDeps } from './deps.server.ts'
import { CorrectionLetter, correctionSubject } from './letter-correction.tsx'
import type { Missing } from './missing.ts'
import type { OrderToJudge } from './read-orders.server.ts'

/** Days a link goes on working after the time to answer is over: late answers are welcome. */
const linkLivesOnDays = 30

/** Made once a language and zone: making one costs as much as writing a letter. */
const formats = new Map<string, Intl.DateTimeFormat>()

function dayAndTime(at: Date, timeZone: string, language: Language): string {
  const key = `${language} ${timeZone}`
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(language, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
      timeZoneName: 'short',
    })
  formats.set(key, format)
  return format.format(at)
}

/** The shop whose letters they are, and what seals them. */
export interface LetterDeps {
  readonly shop: ShopForLetters
  readonly vault: ShopVault
}

export interface Asking {
  readonly order: OrderToJudge
  readonly missing: readonly Missing[]
  /** Ids of the holds this is about: a new hold is a new occasion to write. */
  readonly holds: readonly string[]
  readonly until: Date
  /** A person sends it once more: which time it is, so that it is another letter. */
  readonly again?: string
}

/**
 * Books the letters that ask customers for what is missing, each with its link; once for the same question.
 * A link that still works is given again.
 * @param reminder which reminder it is, counted from 1; 0 for the first letter.
 */
export async function askByMail(
  tx: ShopTx,
  deps: CheckDeps,
  { shop, vault }: LetterDeps,
  all: readonly Asking[],
  reminder = 0,
): Promise<void> {
  const keyed = all.map((asking) => ({ ...asking, key: keyOf(asking, reminder) }))
  const keys = keyed.map(({ key }) => key)
  if (keys.length === 0) return
  const booked = await tx.$queryRaw<{ key: string }[]>`
    select key from mail where shop_id = ${tx.shopId}::uuid and key = any(${keys})`
  const before = new Set(booked.map(({ key }) => key))
  const fresh = keyed.filter(({ key }) => !before.has(key))
  const links = await customerLinks(
    tx,
    deps,
    { purpose: 'correct', used: false },
    fresh.map(({ order, until }) => ({
      orderId: order.id,
      expiresAt: daysAfter(until, linkLivesOnDays),
    })),
  )
  const mails: MailBooking[] = []
  for (const asking of fresh)
    mails.push({
      orderId: asking.order.id,
      kind: reminder > 0 ? 'correction_reminder' : 'correction',
      key: asking.key,
      letter: await letterOf(shop, asking, links.get(asking.order.id) ?? '', reminder > 0),
    })
  await bookMails(tx, vault, mails)
}

function keyOf({ order, holds, missing, until, again }: Asking, reminder: number): string {
  const question = [order.id, holds.join('+'), missing.join('+')]
  return reminder
    ? requestKey('correction_reminder', ...question, until.toISOString(), reminder)
    : requestKey('correction', ...question, ...(again ? [again] : []))
}

async function letterOf(
  shop: ShopForLetters,
  { order, missing, until }: Asking,
  url: string,
  reminder: boolean,
): Promise<MailBooking['letter']> {
  const { buyer } = order.facts
  const to = readEmail(buyer.email ?? '')
  if (to === null) throw new Error('asking by mail without a working address')
  const language = languageOf(order.row.locale)
  const letter = await renderLetter(
    CorrectionLetter({
      ...{ shop, language, reminder, url },
      orderName: order.row.name,
      customerName: buyerName(buyer),
      asked: asked(missing, askedOf(order, language)),
      addressSoFar:
        order.facts.deliveryKind === 'shipping' && buyer.shipTo
          ? addressForPeople(buyer.shipTo, language)
          : [],
      until: dayAndTime(until, shop.timeZone, language),
    }),
  )
  const subject = correctionSubject(language, reminder, order.row.name, shop.name)
  return { to, subject, ...letter }
}
