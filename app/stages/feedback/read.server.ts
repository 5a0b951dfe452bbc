import { z } from 'zod'
import { sealWords } from '../../journey/own-words.ts'
import { note } from '../../journey/timeline.server.ts'
import { type OrderId, orderId, type ShopId } from '../../kernel/ids.ts'
import { languageOf } from '../../kernel/language.ts'
import { withShop } from '../../platform/db.server.ts'
import { groupOf, netPromoterScore } from './decide-answer.ts'
import type { FeedbackDeps } from './deps.server.ts'

/** So many answers make the score, of so many surveys: lately, not of all times. */
const counted = 500
const shownAnswers = 50

const sealedComment = z.object({ comment: z.string() })

/** Where one order's survey stands, for the customer's page; null when nobody was asked. */
export const readSurvey = (deps: FeedbackDeps, shop: ShopId, id: OrderId) =>
  withShop(deps.db, shop, async (tx) => {
    const survey = await tx.survey.findUnique({
      where: { shopId_orderId: { shopId: shop, orderId: id } },
    })
    const order = await tx.order.findUnique({
      where: { shopId_id: { shopId: shop, id } },
      select: { name: true, locale: true },
    })
    return survey && order
      ? {
          ...{ state: survey.state, score: survey.score, orderName: order.name },
          language: languageOf(order.locale),
        }
      : null
  })

/**
 * What customers said lately, how it adds up, and the care calls that are open. Instants are ISO.
 * `answered` and `waiting` are of the newest `asked` surveys.
 */
export async function readFeedback(deps: Pick<FeedbackDeps, 'db' | 'vaults'>, shop: ShopId) {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const answers = await tx.survey.findMany({
      where: { shopId: shop, state: 'answered' },
      orderBy: [{ answeredAt: 'desc' }, { id: 'desc' }],
      take: counted,
      select: { score: true },
    })
    const shown = await tx.survey.findMany({
      where: { shopId: shop, state: 'answered' },
      orderBy: [{ answeredAt: 'desc' }, { id: 'desc' }],
      take: shownAnswers,
      select: { orderId: true, score: true, sealed: true, answeredAt: true },
    })
    // Ids are in the order of time.
    const states = await tx.$queryRaw<{ state: string; many: number }[]>`
      select state, count(*)::int as many from (select state from survey
        where shop_id = ${shop}::uuid order by id desc limit ${counted}) newest group by state`
    const calls = await tx.workOrder.findMany({
      where: { shopId: shop, kind: 'care_call', state: 'open' },
      orderBy: { dueAt: 'asc' },
      take: 100,
    })
    const orders = await tx.order.findMany({
      where: { shopId: shop, id: { in: [...shown, ...calls].map((row) => row.orderId) } },
      select: { id: true, name: true },
    })
    const nameOf = new Map(orders.map((order) => [order.id, order.name]))
    const scores = answers.flatMap(({ score }) => (score === null ? [] : [score]))
    const count = (state: string) => states.find((row) => row.state === state)?.many ?? 0
    return {
      net: netPromoterScore(scores),
      byScore: Array.from(
        { length: 11 },
        (_, score) => scores.filter((given) => given === score).length,
      ),
      asked: states.reduce((sum, row) => sum + row.many, 0),
      answered: count('answered'),
      waiting: count('asked'),
      answers: shown.map((row) => ({
        orderId: row.orderId,
        orderName: nameOf.get(row.orderId) ?? '',
        score: row.score ?? 0,
        group: groupOf(row.score ?? 0),
        comment: row.sealed ? sealedComment.parse(vault.open(row.sealed)).comment : '',
        at: row.answeredAt?.toISOString() ?? '',
      })),
      calls: calls.map((row) => ({
        id: row.id,
        orderId: row.orderId,
        orderName: nameOf.get(row.orderId) ?? '',
        title: row.title,
        dueAt: row.dueAt.toISOString(),
      })),
    }
  })
}

/** Closes a care call with what came of it; false when it is not open (any more). */
export async function closeCareCall(
  deps: Pick<FeedbackDeps, 'db' | 'vaults'>,
  shop: ShopId,
  call: { readonly id: string; readonly outcome: string; readonly by: string },
): Promise<boolean> {
  const vault = await deps.vaults.of(shop)
  return withShop(deps.db, shop, async (tx) => {
    const { count } = await tx.workOrder.updateMany({
      where: { shopId: shop, id: call.id, kind: 'care_call', state: 'open' },
      data: {
        ...{ state: 'done', doneAt: new Date(), doneBy: call.by },
        sealed: sealWords(vault, call.outcome),
      },
    })
    if (count === 0) return false
    const row = await tx.workOrder.findUniqueOrThrow({
      where: { shopId_id: { shopId: shop, id: call.id } },
    })
    await note(tx, orderId(row.orderId), {
      ...{ room: 'feedback', kind: 'care_call_done', by: call.by },
      text: 'The care call was made',
    })
    return true
  })
}
