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
import { withShop } from '../../platform/db.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import type { FeedbackDeps } from './deps.server.ts'
import { SurveyLetter, surveySubject } from './survey-letter.tsx'

/**
 * Asks how it was, once, after everything of an order arrived. An order whose customer cannot be
 * written to is completed at once, and its timeline says why nobody was asked.
 */
export async function inviteOne(deps: FeedbackDeps, shop: ShopId, id: OrderId): Promise<void> {
  const vault = await deps.vaults.of(shop)
  await withShop(deps.db, shop, async (tx) => {
    const order = await tx.order.findUnique({ where: { shopId_id: { shopId: shop, id } } })
    if (order?.state !== 'delivered') return
    const asked = await tx.survey.findUnique({
      where: { shopId_orderId: { shopId: shop, orderId: id } },
    })
    if (asked) return
    const buyer = order.sealed ? buyerShape.parse(vault.open(order.sealed)) : null
    if (!buyer?.email) {
      await advanceOrder(
        tx,
        { id, state: 'delivered' },
        {
          to: 'completed',
          reason: 'nobody to ask: no e-mail address',
          room: 'feedback',
          by: 'system',
          next: null,
        },
      )
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
    const dueAt = minutesAfter(closesAt, systemStepMinutes)
    await planNext(tx, { id }, { owner: 'customer', step: 'answer_survey', dueAt })
    const job = { shopId: shop, orderId: id }
    await enqueue(tx, closeSurvey, job, { key: `feedback.close:${id}`, runAt: closesAt })
  })
}
