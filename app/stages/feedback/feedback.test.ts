import { expect } from 'vitest'
import { type TestDatabase, test } from '../../../tests/database.ts'
import { closeSurvey } from '../../journey/jobs.ts'
import { readSealedLetter } from '../../journey/letter-shape.ts'
import { orderId, type ShopId } from '../../kernel/ids.ts'
import { withShop } from '../../platform/db.server.ts'
import {
  answerSurvey,
  closeCareCall,
  declineSurvey,
  inviteOne,
  lapseSurvey,
  readFeedback,
} from './index.server.ts'

const linkKey = new Uint8Array(32).fill(7)
const depsOf = ({ db, vaults }: TestDatabase) => ({
  db,
  vaults,
  linkKey,
  storefrontUrl: (domain: string) => `https://${domain}/apps/orderwright`,
})

async function arrived(
  database: TestDatabase,
  shop: ShopId,
  email: string | null = 'mia@example.com',
) {
  const vault = await database.vaults.of(shop)
  const buyer = {
    email,
    phone: null,
    firstName: 'Mia',
    lastName: 'Lund',
    shipTo: null,
    billTo: null,
    note: null,
  }
  const row = await withShop(database.db, shop, (tx) =>
    tx.order.create({
      data: {
        shopId: shop,
        shopifyId: 'gid://shopify/Order/1',
        name: '#1001',
        state: 'delivered',
        currency: 'EUR',
        totalMinor: 100n,
        placedAt: new Date(),
        sourceUpdatedAt: new Date(),
        sealed: vault.seal(buyer),
        owner: 'system',
        nextStep: 'ask_feedback',
        dueAt: new Date(),
      },
    }),
  )
  return orderId(row.id)
}
const orderOf = (database: TestDatabase, shop: ShopId) =>
  withShop(database.db, shop, (tx) => tx.order.findFirstOrThrow({ where: { shopId: shop } }))

test('everybody who got their goods is asked once, with a way out', async ({ database, shop }) => {
  const id = await arrived(database, shop)
  await inviteOne(depsOf(database), shop, id)
  await inviteOne(depsOf(database), shop, id)
  const mails = await withShop(database.db, shop, (tx) =>
    tx.mail.findMany({ where: { shopId: shop } }),
  )
  expect(mails).toHaveLength(1)
  const letter = readSealedLetter(
    (await database.vaults.of(shop)).open(mails[0]?.sealed ?? new Uint8Array()),
  )
  expect(letter.to).toBe('mia@example.com')
  expect(letter.unsubscribeUrl).toMatch(/\/survey\/.+\?stop=1$/)
  expect(letter.html).toContain('?score=0')
  expect(letter.html).toContain('?score=10')
  expect(await orderOf(database, shop)).toMatchObject({
    owner: 'customer',
    nextStep: 'answer_survey',
  })
  expect((await database.jobs()).map((job) => job.task)).toContain(closeSurvey.name)
})

test('what arrives after the survey was asked for asks nobody again, and ends with it', async ({
  database,
  shop,
}) => {
  const deps = depsOf(database)
  const id = await arrived(database, shop)
  const arriveAgain = () =>
    withShop(database.db, shop, (tx) =>
      tx.order.update({
        where: { shopId_id: { shopId: shop, id } },
        data: { state: 'delivered', owner: 'system', nextStep: 'ask_feedback' },
      }),
    )
  await inviteOne(deps, shop, id)
  // Another shipment of it was made and arrived, while the survey was open, and after it was answered.
  await arriveAgain()
  await inviteOne(deps, shop, id)
  expect(await orderOf(database, shop)).toMatchObject({ nextStep: 'answer_survey' })
  await withShop(database.db, shop, (tx) =>
    tx.order.updateMany({ where: { id }, data: { state: 'released', nextStep: 'pick' } }),
  )
  await answerSurvey(deps, shop, id, { score: 9, comment: '' })
  expect(await orderOf(database, shop)).toMatchObject({ state: 'released', nextStep: 'pick' })
  await arriveAgain()
  await inviteOne(deps, shop, id)
  expect(await orderOf(database, shop)).toMatchObject({ state: 'completed', nextStep: null })
  const mails = await withShop(database.db, shop, (tx) =>
    tx.mail.count({ where: { shopId: shop } }),
  )
  expect(mails).toBe(1)
})

test('an order whose customer cannot be written to is completed and says why', async ({
  database,
  shop,
}) => {
  const id = await arrived(database, shop, null)
  await inviteOne(depsOf(database), shop, id)
  expect(await orderOf(database, shop)).toMatchObject({ state: 'completed', owner: null })
})

test('a low score completes the order and opens one care call with a due time', async ({
  database,
  shop,
}) => {
  const deps = depsOf(database)
  const id = await arrived(database, shop)
  await inviteOne(deps, shop, id)
  const answers = await Promise.all([
    answerSurvey(deps, shop, id, { score: 2, comment: 'Der Karton war nass' }),
    answerSurvey(deps, shop, id, { score: 2, comment: 'Der Karton war nass' }),
  ])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  const told = await readFeedback(deps, shop)
  expect(told.answers).toMatchObject([
    { score: 2, group: 'detractor', comment: 'Der Karton war nass' },
  ])
  expect(told.calls).toHaveLength(1)
  expect(await orderOf(database, shop)).toMatchObject({ state: 'completed' })
  const call = { id: told.calls[0]?.id ?? '', outcome: 'sent a new one', by: 'shopify:1' }
  expect(await closeCareCall(deps, shop, call)).toBe(true)
  expect(await closeCareCall(deps, shop, call)).toBe(false)
})

test('a good score opens no call', async ({ database, shop }) => {
  const deps = depsOf(database)
  const id = await arrived(database, shop)
  await inviteOne(deps, shop, id)
  await answerSurvey(deps, shop, id, { score: 10, comment: '' })
  expect((await readFeedback(deps, shop)).calls).toEqual([])
})

test('who would rather not answer is not asked again, and a late click changes nothing', async ({
  database,
  shop,
}) => {
  const deps = depsOf(database)
  const id = await arrived(database, shop)
  await inviteOne(deps, shop, id)
  expect(await declineSurvey(deps, shop, id)).toMatchObject({ ok: true })
  expect(await answerSurvey(deps, shop, id, { score: 1, comment: '' })).toEqual({
    ok: false,
    refusal: { kind: 'closed', state: 'declined' },
  })
})

test('a survey lapses only once its time is over, and then the order is completed', async ({
  database,
  shop,
}) => {
  const deps = depsOf(database)
  const id = await arrived(database, shop)
  await inviteOne(deps, shop, id)
  await lapseSurvey(deps, shop, id)
  expect(await orderOf(database, shop)).toMatchObject({ state: 'delivered' })
  await withShop(database.db, shop, (tx) =>
    tx.survey.updateMany({ where: { shopId: shop }, data: { closesAt: new Date(0) } }),
  )
  await lapseSurvey(deps, shop, id)
  expect(await orderOf(database, shop)).toMatchObject({ state: 'completed' })
})

test('another shop answers nothing of ours', async ({ database, shop }) => {
  const deps = depsOf(database)
  const id = await arrived(database, shop)
  await inviteOne(deps, shop, id)
  const other = await database.addShop()
  expect(await answerSurvey(deps, other, id, { score: 1, comment: '' })).toMatchObject({
    ok: false,
  })
  expect(await orderOf(database, shop)).toMatchObject({ state: 'delivered' })
})
