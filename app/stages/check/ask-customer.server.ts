import { addressForPeople, buyerName } from '../../journey/buyer.ts'
import { makeCustomerLink } from '../../journey/customer-link.server.ts'
import { daysAfter } from '../../journey/due.ts'
import { renderLetter } from '../../journey/letter/index.ts'
import type { ShopForLetters } from '../../journey/letter/letter-shop.server.ts'
import { bookMail } from '../../journey/mail.server.ts'
import { requestKey } from '../../kernel/ids.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import { readEmail } from './contact.ts'
import type { CheckDeps } from './deps.server.ts'
import { CorrectionLetter, correctionSubject } from './letter-correction.tsx'
import type { Missing } from './missing.ts'
import { missingForCustomer } from './missing-for-customer.ts'
import type { OrderToJudge } from './read-orders.server.ts'

/** Days a link goes on working after the time to answer is over: late answers are welcome. */
const linkLivesOnDays = 30

const dayAndTime = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en', {
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
}

/** Books the letter that asks a customer for what is missing, with its link; once for the same question. */
export async function askByMail(tx: ShopTx, deps: CheckDeps, asking: Asking): Promise<void> {
  const { shop, order, missing } = asking
  const { buyer } = order.facts
  const to = readEmail(buyer.email ?? '')
  if (to === null) throw new Error('asking by mail without a working address')
  const key = requestKey('correction', order.id, asking.holds.join('+'), missing.join('+'))
  const booked = await tx.mail.findUnique({
    where: { shopId_key: { shopId: tx.shopId, key } },
    select: { id: true },
  })
  if (booked) return
  const url = await makeCustomerLink(tx, deps, {
    orderId: order.id,
    purpose: 'correct',
    expiresAt: daysAfter(asking.until, linkLivesOnDays),
  })
  const country = buyer.shipTo?.countryCode ?? ''
  const letter = await renderLetter(
    CorrectionLetter({
      shop,
      orderName: order.row.name,
      customerName: buyerName(buyer),
      asked: missing
        .map((word) => missingForCustomer(word, country))
        .filter((sentence) => sentence !== ''),
      addressSoFar:
        order.facts.deliveryKind === 'shipping' && buyer.shipTo
          ? addressForPeople(buyer.shipTo)
          : [],
      url,
      until: dayAndTime(asking.until, shop.timeZone),
    }),
  )
  await bookMail(tx, asking.vault, {
    orderId: order.id,
    kind: 'correction',
    key,
    letter: { to, subject: correctionSubject(order.row.name, shop.name), ...letter },
  })
}
