import { advanceOrder } from '../../journey/advance.server.ts'
import { hoursAfter } from '../../journey/due.ts'
import { readSettings } from '../../journey/settings.ts'
import { note } from '../../journey/timeline.server.ts'
import { type OrderId, requestKey, type ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { SurveyAnswer } from './decide-answer.ts'
import type { FeedbackDeps } from './deps.server.ts'

/** The survey is over: answered, declined or lapsed before. */
export type SurveyClosed = { readonly kind: 'closed'; readonly state: string }

type End = 'answered' | 'declined' | 'lapsed'

const reasons: Readonly<Record<End, string>> = {
  answered: 'the customer answered the survey',
  declined: 'the customer did not want to be asked',
  lapsed: 'the survey closed without an answer',
}

/** Closes the survey once, whoever comes first, and with it the order. */
async function end(tx: ShopTx, id: OrderId, to: End, by: string): Promise<boolean> {
  const { count } = await tx.survey.updateMany({
    where: { shopId: tx.shopId, orderId: id, state: 'asked' },
    data: { state: to, answeredAt: new Date() },
  })
  if (count === 0) return false
  await advanceOrder(
    tx,
    { id, state: 'delivered' },
    { to: 'completed', reason: reasons[to], room: 'feedback', by, next: null },
  )
  return true
}

const closed = async (tx: ShopTx, id: OrderId) => {
  const survey = await tx.survey.findUnique({
    where: { shopId_orderId: { shopId: tx.shopId, orderId: id } },
  })
  return refuse({ kind: 'closed', state: survey?.state ?? 'lapsed' } as const)
}

/** Takes a customer's answer, once. A low score opens a care call with an owner and a due time. */
export async function answerSurvey(
  deps: FeedbackDeps,
  shop: ShopId,
  id: OrderId,
  answer: SurveyAnswer,
): Promise<Outcome<SurveyAnswer, SurveyClosed>> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    if (!(await end(tx, id, 'answered', 'customer'))) return closed(tx, id)
    await tx.survey.update({
      where: { shopId_orderId: { shopId: shop, orderId: id } },
      data: { score: answer.score, sealed: vault.seal({ comment: answer.comment }) },
    })
    await note(tx, id, {
      room: 'feedback',
      kind: 'score',
      by: 'customer',
      text: `The customer gave ${answer.score} of 10${answer.comment ? ' and wrote a comment' : ''}`,
      detail: { score: answer.score },
    })
    await openCareCall(tx, id, answer.score)
    return accept(answer)
  })
}

async function openCareCall(tx: ShopTx, id: OrderId, score: number): Promise<void> {
  const shop = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { settings: true },
  })
  const settings = readSettings(shop.settings)
  if (score > settings.lowScoreUpTo) return
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id } },
    select: { name: true },
  })
  await tx.workOrder.createMany({
    data: {
      shopId: tx.shopId,
      orderId: id,
      department: 'care',
      kind: 'care_call',
      title: `Call the customer of ${order.name}: they gave ${score} of 10`,
      dueAt: hoursAfter(new Date(), settings.careWithinHours),
      key: requestKey('care_call', id),
    },
    skipDuplicates: true,
  })
  await note(tx, id, {
    room: 'feedback',
    kind: 'care_call',
    by: 'system',
    text: 'A care call was opened, because the score is low',
  })
}

/** The customer does not want to be asked: the order is completed all the same. */
export const declineSurvey = (
  deps: FeedbackDeps,
  shop: ShopId,
  id: OrderId,
): Promise<Outcome<'declined', SurveyClosed>> =>
  withShop(deps.db, shop, async (tx) =>
    (await end(tx, id, 'declined', 'customer')) ? accept('declined') : closed(tx, id),
  )

/** The survey's time is over. One that was answered, or that closes later, is left alone. */
export const lapseSurvey = (deps: FeedbackDeps, shop: ShopId, id: OrderId): Promise<void> =>
  withShop(deps.db, shop, async (tx) => {
    const survey = await tx.survey.findUnique({
      where: { shopId_orderId: { shopId: shop, orderId: id } },
    })
    if (survey && survey.closesAt.getTime() <= Date.now()) await end(tx, id, 'lapsed', 'system')
  })
