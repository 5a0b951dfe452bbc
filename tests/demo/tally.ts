import type { AppVisitor } from '../visitors/app-visitor.ts'
import { type OrderPageData, orderOf, ordersOf } from './player/shop-pages.ts'
import type { StandIns } from './player/stand-ins.ts'

/** The last line of a run without a person; see docs/demo.md for what each says. */
export interface Tally {
  readonly orders: number
  readonly complete: number
  readonly held: number
  readonly corrected: number
  readonly warehouse: number
  readonly partner: number
  readonly fulfilledInShopify: number
  readonly delivered: number
  readonly returned: number
  readonly surveysAnswered: number
  readonly lost: number
  readonly doubles: number
  readonly dark: number
  readonly seconds: number
}

const ends = new Set(['completed', 'cancelled'])

/** Names of open orders without owner, next step or due time, as the orders page shows them now. */
export async function findDark(visitor: AppVisitor): Promise<string[]> {
  const open = await ordersOf(visitor, 'view=open')
  return open.filter((order) => !order.owner || !order.step || !order.dueAt).map(({ name }) => name)
}

/** Orders of the store that the app does not have, or has not brought to an end. */
export async function findUnended(visitor: AppVisitor, stand: StandIns): Promise<string[]> {
  const ended = new Set(
    (await ordersOf(visitor, 'view=ended'))
      .filter(({ state }) => ends.has(state))
      .map(({ name }) => name),
  )
  return (await stand.orders()).map(({ name }) => name).filter((name) => !ended.has(name))
}

const wasHeld = (order: OrderPageData) =>
  order.timeline.some(({ kind, text }) => kind === 'moved' && text.startsWith('Held'))
const wentOn = (order: OrderPageData) => order.shipments.length > 0 || order.state === 'completed'

/** Counts what became of every order: in the app by its pages, in the stand-ins by what was done to them. */
export async function takeTally(
  visitor: AppVisitor,
  stand: StandIns,
  seen: { readonly dark: number; readonly surveysAnswered: number; readonly startedAt: number },
): Promise<Tally> {
  const inStore = await stand.orders()
  const rows = await ordersOf(visitor, 'view=all')
  const pages: OrderPageData[] = []
  for (const { id } of rows) pages.push(await orderOf(visitor, id))
  const held = pages.filter(wasHeld)
  const shipped = (kind: string) =>
    pages
      .flatMap(({ shipments }) => shipments)
      .filter((one) => one.kind === kind && one.state !== 'cancelled').length
  const doubles =
    (await stand.storeDoubles()) + (await stand.carrierDoubles()) + (await stand.partnerDoubles())
  return {
    orders: inStore.length,
    complete: pages.filter((order) => wentOn(order) && !wasHeld(order)).length,
    held: held.length,
    corrected: held.filter(wentOn).length,
    warehouse: shipped('warehouse'),
    partner: shipped('partner'),
    fulfilledInShopify: inStore.filter(
      (order) => order.fulfillmentStatus?.toLowerCase() === 'fulfilled',
    ).length,
    delivered: pages.filter(({ shipments }) => shipments.some(({ state }) => state === 'delivered'))
      .length,
    returned: pages.flatMap(({ returns }) => returns).filter(({ state }) => state === 'settled')
      .length,
    surveysAnswered: seen.surveysAnswered,
    lost: (await findUnended(visitor, stand)).length,
    doubles,
    dark: seen.dark,
    seconds: Math.round((Date.now() - seen.startedAt) / 1000),
  }
}
