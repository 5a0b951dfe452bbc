import { advanceOrder, planNext } from '../../journey/advance.server.ts'
import { buyerName, buyerShape } from '../../journey/buyer.ts'
import { makeCustomerLink } from '../../journey/customer-link.server.ts'
import { daysAfter, minutesAfter, systemStepMinutes } from '../../journey/due.ts'
import { closeSurvey } from '../../journey/jobs.ts'
import { renderLetter } from '../../journey/letter/index.ts'
import { readLetterShop } from '../../journey/letter/letter-shop.server.ts'
import { bookMail } from '../../journey/mail.server.ts'
import { type OrderId, requestKey, type ShopId } from '../../kernel/ids.ts'
import { languageOf } from '../../kernel/language.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { FeedbackDeps } from './deps.server.ts'
import { SurveyLetter, surveySubject } from './survey-letter.tsx'

/**
 * Asks how it was, once, after everything of an order arrived. An order whose customer cannot be
 * written to is completed at once, and its timeline says why nobody was asked. What arrives after that
 * (another shipment, made later) asks nobody again.
 */
export async function inviteOne(deps: FeedbackDeps, shop: ShopId, id: OrderId): Promise<void> {
  const vault = await deps.vaults.of(shop)
  await withShop(deps.db, shop, async (tx) => {
    const order = await tx.order.findUnique({ where: { shopId_id: { shopId: shop, id } } })
    if (order?.state !== 'delivered') return
    const asked = await tx.survey.findUnique({
      where: { shopId_orderId: { shopId: shop, orderId: id } },
    })
    if (asked) return goOnWith(tx, id, asked)
    const buyer = order.sealed ? buyerShape.parse(vault.open(order.sealed)) : null
    if (!buyer?.email) {
      await complete(tx, id, 'nobody to ask: no e-mail address')
      return
    }
    const face = await readLetterShop(tx)
    const closesAt = daysAfter(new Date(), face.settings.surveyOpenDays)
    await tx.survey.create({ data: { shopId: shop, orderId: id, closesAt } })
    const url = await makeCustomerLink(tx, deps, {
      orderId: id,
      purpose: 'survey',
      expiresAt: closesAt,
    })
    const language = languageOf(order.locale)
    const about = { orderName: order.name, customerName: buyerName(buyer), url }
    const props = { shop: face, language, ...about }
    await bookMail(tx, vault, {
      orderId: id,
      kind: 'survey',
      key: requestKey('survey', id),
      letter: {
        to: buyer.email,
        subject: surveySubject(language, order.name, face.name),
        ...(await renderLetter(SurveyLetter(props))),
        unsubscribeUrl: `${url}?stop=1`,
      },
    })
    await waitForAnswer(tx, id, closesAt)
    const job = { shopId: shop, orderId: id }
    await enqueue(tx, closeSurvey, job, { key: `feedback.close:${id}`, runAt: closesAt })
  })
}

/** Asked when an earlier part had arrived: its answer is waited for, or the order is over. */
async function goOnWith(
  tx: ShopTx,
  id: OrderId,
  { state, closesAt }: { readonly state: string; readonly closesAt: Date },
): Promise<void> {
  if (state === 'asked') return waitForAnswer(tx, id, closesAt)
  await complete(tx, id, 'the last of it arrived, and the customer was asked before')
}

async function complete(tx: ShopTx, id: OrderId, reason: string): Promise<void> {
  await advanceOrder(
    tx,
    { id, state: 'delivered' },
    { to: 'completed', reason, room: 'feedback', by: 'system', next: null },
  )
}

const waitForAnswer = (tx: ShopTx, id: OrderId, closesAt: Date) =>
  planNext(
    tx,
    { id },
    {
      owner: 'customer',
      step: 'answer_survey',
      dueAt: minutesAfter(closesAt, systemStepMinutes),
    },
  )
