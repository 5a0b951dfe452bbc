import { addressForPeople, buyerName } from '../../journey/buyer.ts'
import { makeCustomerLink, reuseCustomerLink } from '../../journey/customer-link.server.ts'
import { daysAfter } from '../../journey/due.ts'
import { renderLetter } from '../../journey/letter/index.ts'
import type { ShopForLetters } from '../../journey/letter/letter-shop.server.ts'
import { bookMail } from '../../journey/mail.server.ts'
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

export interface Asking {
  readonly shop: ShopForLetters
  readonly vault: ShopVault
  readonly order: OrderToJudge
  readonly missing: readonly Missing[]
  /** Ids of the holds this is about: a new hold is a new occasion to write. */
  readonly holds: readonly string[]
  readonly until: Date
  /** A person sends it once more: which time it is, so that it is another letter. */
  readonly again?: string
}

/** A link that still works is given again; else one is made. */
async function linkFor(tx: ShopTx, deps: CheckDeps, { order, until }: Asking): Promise<string> {
  const link = { orderId: order.id, purpose: 'correct' } as const
  return (
    (await reuseCustomerLink(tx, deps, { ...link, used: false })) ??
    (await makeCustomerLink(tx, deps, { ...link, expiresAt: daysAfter(until, linkLivesOnDays) }))
  )
}

/**
 * Books the letter that asks a customer for what is missing, with its link; once for the same question.
 * @param reminder which reminder it is, counted from 1; 0 for the first letter.
 */
export async function askByMail(
  tx: ShopTx,
  deps: CheckDeps,
  asking: Asking,
  reminder = 0,
): Promise<void> {
  const { shop, order, missing } = asking
  const { buyer } = order.facts
  const to = readEmail(buyer.email ?? '')
  if (to === null) throw new Error('asking by mail without a working address')
  const question = [order.id, asking.holds.join('+'), missing.join('+')]
  const key = reminder
    ? requestKey('correction_reminder', ...question, asking.until.toISOString(), reminder)
    : requestKey('correction', ...question, ...(asking.again ? [asking.again] : []))
  const booked = await tx.mail.findUnique({
    where: { shopId_key: { shopId: tx.shopId, key } },
    select: { id: true },
  })
  if (booked) return
  const language = languageOf(order.row.locale)
  const letter = await renderLetter(
    CorrectionLetter({
      shop,
      language,
      reminder: reminder > 0,
      orderName: order.row.name,
      customerName: buyerName(buyer),
      asked: asked(missing, askedOf(order, language)),
      addressSoFar:
        order.facts.deliveryKind === 'shipping' && buyer.shipTo
          ? addressForPeople(buyer.shipTo, language)
          : [],
      url: await linkFor(tx, deps, asking),
      until: dayAndTime(asking.until, shop.timeZone, language),
    }),
  )
  const subject = correctionSubject(language, reminder > 0, order.row.name, shop.name)
  await bookMail(tx, asking.vault, {
    orderId: order.id,
    kind: reminder > 0 ? 'correction_reminder' : 'correction',
    key,
    letter: { to, subject, ...letter },
  })
}
