import type { PartnerOrder } from './book.ts'
import { buyLabels } from './buy-labels.ts'
import { type Told, tellApp } from './call-app.ts'
import { chance } from './chance.ts'
import type { PartnerHouse } from './world.ts'

const reasons = ['out_of_stock', 'not_served', 'too_late'] as const

/** Does what is due now: answers requests, ships what was accepted, answers what shall be stopped. */
export async function workDue(house: PartnerHouse, now = Date.now()): Promise<void> {
  const due = house.book.orders.filter((order) => order.nextAt !== null && order.nextAt <= now)
  for (const order of due) await workOne(house, order)
}

const underWay = new WeakSet<PartnerOrder>()

/**
 * One step of one order, now. Until it is done it stays due in the book: a partner that goes away in the middle
 * does it again when it is back.
 */
export async function workOne(house: PartnerHouse, order: PartnerOrder): Promise<void> {
  if (underWay.has(order)) return
  underWay.add(order)
  const due = order.nextAt
  try {
    await stepOf(house, order)
  } finally {
    underWay.delete(order)
  }
  if (order.nextAt === due) order.nextAt = null
  house.book.changed()
}

const stepOf = (house: PartnerHouse, order: PartnerOrder): Promise<void> | null =>
  order.stopAsked
    ? answerStop(house, order)
    : order.state === 'received'
      ? answer(house, order)
      : order.state === 'accepted'
        ? ship(house, order)
        : null

/** What the app made of it decides when we look again; an answer that did not arrive is given again. */
function after(house: PartnerHouse, order: PartnerOrder, told: Told, done: () => void): void {
  if (told.kind === 'taken') {
    order.tries = 0
    order.trouble = null
    done()
  } else if (told.kind === 'refused') order.trouble = told.why
  else {
    order.trouble = told.why
    order.tries++
    const wait = house.options.answerAfterMs * Math.min(2 ** order.tries, 32)
    order.nextAt = Date.now() + Math.min(wait, 60_000)
  }
}

async function answer(house: PartnerHouse, order: PartnerOrder) {
  const { seed, rejectPercent = 6, answerAfterMs } = house.options
  const rejects = chance(seed, `reject ${order.id}`) * 100 < rejectPercent
  if (!rejects) {
    const told = await tellApp(house, order.id, 'accept', { reference: order.reference })
    return after(house, order, told, () => {
      order.state = 'accepted'
      order.nextAt = Date.now() + answerAfterMs
    })
  }
  const reason = reasons[Math.floor(chance(seed, `reason ${order.id}`) * reasons.length)]
  const told = await tellApp(house, order.id, 'reject', { reason, note: 'Looked twice, sorry' })
  after(house, order, told, () => {
    order.state = 'rejected'
  })
}

async function ship(house: PartnerHouse, order: PartnerOrder) {
  if (order.tracking.length === 0) {
    const bought = await buyLabels(house, order).catch((error: unknown) => ({
      why: error instanceof Error ? error.message : String(error),
    }))
    if ('why' in bought) return after(house, order, { kind: 'later', why: bought.why }, () => {})
    order.tracking = bought.tracking
    order.carrier = bought.carrier
    house.book.flush()
  }
  const { carrier, tracking } = order
  const told = await tellApp(house, order.id, 'ship', { carrier, tracking })
  after(house, order, told, () => {
    order.state = 'shipped'
  })
}

async function answerStop(house: PartnerHouse, order: PartnerOrder) {
  const gone = order.state === 'shipped' || order.tracking.length > 0
  const told = await tellApp(house, order.id, 'cancellation', {
    answer: gone ? 'refuse' : 'confirm',
  })
  after(house, order, told, () => {
    order.stopAsked = false
    if (gone && order.state !== 'shipped') order.nextAt = Date.now() + house.options.answerAfterMs
    if (!gone) order.state = 'stopped'
  })
}
