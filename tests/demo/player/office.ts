import { z } from 'zod'
import type { AppVisitor } from '../../visitors/app-visitor.ts'
import { answersOf } from './customer.ts'
import { orderOf, ordersOf } from './shop-pages.ts'
import { keepAt, type Over, type StandIns } from './stand-ins.ts'

export interface OfficeDeeds {
  corrections: number
  reroutes: number
  closed: number
}

const correctPage = z.object({
  page: z.object({
    waiting: z.boolean(),
    fields: z.array(z.object({ name: z.string() })),
    missing: z.array(z.object({ word: z.string(), forCustomer: z.boolean() })),
  }),
})
const workPage = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      orderId: z.string(),
      kind: z.string(),
      shipmentId: z.string().nullable().optional(),
    }),
  ),
})

/** Plays the office: calls for missing details, decides about routes, chases carriers, closes what came back. */
export async function playOffice(
  office: AppVisitor,
  stand: StandIns,
  over: Over,
  deeds: OfficeDeeds,
): Promise<void> {
  await keepAt('the office', over, async () => {
    let did = false
    const waiting = [
      ...(await ordersOf(office, 'view=open&owner=office')),
      ...(await ordersOf(office, 'view=open&owner=care')),
    ]
    const truths = new Map((await stand.orders()).map((order) => [order.name, order]))
    for (const order of waiting) {
      const known = truths.get(order.name)
      if (order.state === 'held' && known)
        did = (await complete(office, order.id, known.truth, deeds)) || did
      else if (order.state === 'released')
        did = (await decide(office, order.id, order.step, deeds)) || did
    }
    for (const order of truths.values())
      if (order.financialStatus === 'pending' && order.cancelledAt === null) {
        await stand.pay(order.gid)
        did = true
      }
    return (await doTheRest(office)) || did
  })
}

async function complete(
  office: AppVisitor,
  id: string,
  truth: Parameters<typeof answersOf>[0],
  deeds: OfficeDeeds,
): Promise<boolean> {
  const path = `/app/orders/${id}/correct`
  let { page } = correctPage.parse(await office.look(path))
  // The form asks for more where it has to: a region, once it knows the country.
  for (let tries = 0; page.waiting && tries < 3; tries++) {
    const names = page.fields.map(({ name }) => name)
    const waive = page.missing.filter(({ forCustomer }) => !forCustomer).map(({ word }) => word)
    const answer = await office.send(path, { ...answersOf(truth, { names }), waive })
    if (answer.redirect) {
      deeds.corrections += 1
      return true
    }
    const shown = correctPage.safeParse(answer.data)
    if (!shown.success) return false
    page = shown.data.page
  }
  return false
}

async function decide(
  office: AppVisitor,
  id: string,
  step: string | null,
  deeds: OfficeDeeds,
): Promise<boolean> {
  const order = await orderOf(office, id)
  const rejected = order.shipments.find(({ state }) => state === 'rejected')
  if (rejected) {
    const answer = await office.send(`/app/partners/shipments/${rejected.id}`, {
      intent: 'reroute',
      to: 'warehouse',
    })
    if (answer.status === 200) deeds.reroutes += 1
    return answer.status === 200
  }
  // The partner's system, or the store, refused the request: somebody looks at why, and sends it again.
  const unsent = order.shipments.find(({ state }) => state === 'requested')
  if (unsent && step === 'look') {
    const answer = await office.send(`/app/partners/shipments/${unsent.id}`, {
      intent: 'send_again',
    })
    return answer.status === 200
  }
  const stuck = order.shipments.find(({ state }) => state === 'handed_over' || state === 'moving')
  if (stuck && step === 'chase_carrier') {
    const answer = await office.send('/app/work?index', {
      intent: 'chase',
      shipment: stuck.id,
      found: 'delivered',
    })
    return answer.status === 200
  }
  const over = order.shipments.every(({ state }) =>
    ['delivered', 'came_back', 'cancelled'].includes(state),
  )
  if (!over) return false
  const answer = await office.send(`/app/orders/${id}?index`, {
    intent: 'close',
    reason: 'refunded in the store',
  })
  if (answer.status === 200) deeds.closed += 1
  return answer.status === 200
}

const changesPage = z.object({
  differences: z.array(z.object({ id: z.string(), offers: z.array(z.string()) })),
})

/** What the store changed too late to be followed by itself: the first that is offered, as its page shows it. */
async function decideChanges(office: AppVisitor, orderId: string): Promise<boolean> {
  const { differences } = changesPage.parse(await office.look(`/app/orders/${orderId}?index`))
  let did = false
  for (const { id, offers } of differences) {
    const answer = await office.send(`/app/orders/${orderId}/difference`, {
      difference: id,
      choice: offers[0] ?? 'keep',
    })
    did = answer.status === 200 || did
  }
  return did
}

/** Work that its own pages end, played elsewhere. */
const doneElsewhere = ['decide_route', 'correction_call', 'correction', 'chase_carrier']

/** Work orders that need nothing but somebody who says that it is done; calls are made, payments checked. */
async function doTheRest(office: AppVisitor): Promise<boolean> {
  let did = false
  for (const department of ['office', 'finance', 'care']) {
    const { rows } = workPage.parse(await office.look(`/app/work?department=${department}`))
    for (const work of rows)
      if (!doneElsewhere.includes(work.kind)) did = (await doOne(office, work)) || did
  }
  return did
}

async function doOne(
  office: AppVisitor,
  work: z.infer<typeof workPage>['rows'][number],
): Promise<boolean> {
  if (work.kind === 'decide_change') return decideChanges(office, work.orderId)
  // What the store refused is sent again once somebody looked at why.
  if (work.kind === 'fix_fulfilment' && work.shipmentId) {
    const again = await office.send(`/app/ship/${work.shipmentId}?index`, { intent: 'again' })
    if (again.status === 200) return true
  }
  const intent =
    work.kind === 'care_call' ? 'care' : work.kind === 'confirmation_call' ? 'confirm' : 'done'
  const answer = await office.send(
    '/app/work?index',
    intent === 'confirm'
      ? { intent, order: work.orderId }
      : { intent, work: work.id, outcome: 'done as asked' },
  )
  return answer.status === 200
}
