import { auditQuery, readAudit, readOrderAudit } from '#app/journey/audit/read-audit.server.ts'
import { readBoard } from '#app/journey/board.server.ts'
import { measuredFloor } from '#app/journey/measured-floor.server.ts'
import { listOrders, orderQuery } from '#app/journey/order-list.server.ts'
import { readOrderPage } from '#app/journey/order-page.server.ts'
import { orderId, type ShopId } from '#app/kernel/ids.ts'
import type { Db } from '#app/platform/db.server.ts'
import type { Vaults } from '#app/platform/vault.server.ts'
import { listDuplicates } from '#app/stages/check/index.server.ts'
import { listWork } from '#app/stages/distribute/index.server.ts'
import { readFeedback } from '#app/stages/feedback/index.server.ts'
import { listDeadLetters } from '#app/stages/intake/index.server.ts'
import { readPackBoard } from '#app/stages/pack/index.server.ts'
import { readPickBoard, readToPlan } from '#app/stages/pick/index.server.ts'
import { listReturns } from '#app/stages/returns/index.server.ts'
import { readShippingDesk } from '#app/stages/ship/index.server.ts'
import { readReorder, readStock, readWaiting } from '#app/stages/stock/index.server.ts'

interface Deps {
  readonly db: Db
  readonly vaults: Vaults
}
type Question = (deps: Deps, shop: ShopId, order: number) => Promise<unknown>

/** As the filler makes it. */
const idOf = (order: number) => `01930000-0000-7000-8000-${order.toString(16).padStart(12, '0')}`

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

const orders =
  (query: (order: number) => Record<string, string>): Question =>
  (deps, shop, order) =>
    listOrders(deps, shop, orderQuery.parse(query(order)))

/** What each page (and the planner) asks the database, with the app's own functions; `order` is some order's number. */
export const questions: Readonly<Record<string, Question>> = {
  home: readBoard,
  ordersOpen: orders(() => ({ view: 'open' })),
  ordersOverdue: orders(() => ({ view: 'overdue' })),
  ordersHeld: orders(() => ({ view: 'held' })),
  ordersEnded: orders(() => ({ view: 'ended' })),
  ordersAll: orders(() => ({ view: 'all' })),
  ordersFarBack: orders((order) => ({ view: 'all', after: `${daysAgo(3)}_${idOf(order)}` })),
  ordersOfStage: orders(() => ({ view: 'open', stage: 'pick' })),
  ordersOfOwner: orders(() => ({ view: 'open', owner: 'office' })),
  searchName: orders((order) => ({ view: 'all', q: `#${order}` })),
  searchMail: orders((order) => ({ view: 'all', q: `buyer${order}@example.com` })),
  searchPhone: orders((order) => ({ view: 'all', q: `+3532100${order}` })),
  searchSku: orders((order) => ({ view: 'all', q: `SKU-${(order * 7) % 100}` })),
  searchParcel: orders((order) => ({ view: 'all', q: `PN${String(order).padStart(10, '0')}` })),
  searchNothing: orders((order) => ({ view: 'all', q: `nothing-${order}` })),
  orderPage: (deps, shop, order) => readOrderPage(deps, shop, orderId(idOf(order))),
  work: (deps, shop) =>
    listWork(deps, shop, { department: 'warehouse', orderId: null, done: false, page: 1 }),
  workDone: (deps, shop) =>
    listWork(deps, shop, { department: null, orderId: null, done: true, page: 1 }),
  pick: readPickBoard,
  waitingForStock: readWaiting,
  planTours: readToPlan,
  pack: readPackBoard,
  ship: (deps, shop) => readShippingDesk(deps, shop, 'packed'),
  shipWaiting: (deps, shop) => readShippingDesk(deps, shop, 'waiting'),
  returnsOpen: (deps, shop) => listReturns(deps, shop, { view: 'open', page: 1 }),
  returnsEnded: (deps, shop) => listReturns(deps, shop, { view: 'ended', page: 1 }),
  feedback: readFeedback,
  duplicates: listDuplicates,
  audit: (deps, shop) => readAudit(deps, shop, auditQuery.parse({})),
  auditOfPerson: (deps, shop) => readAudit(deps, shop, auditQuery.parse({ by: 'shopify:3' })),
  auditOfOrder: (deps, shop, order) => readOrderAudit(deps, shop, idOf(order)),
  measured: (deps, shop) => measuredFloor(deps, shop, { days: 7 }),
  reorder: readReorder,
  stock: (deps, shop) => readStock(deps, shop, { search: '', locationId: null, page: 1 }),
  deliveries: listDeadLetters,
}
