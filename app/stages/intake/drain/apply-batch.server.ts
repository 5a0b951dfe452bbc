import type { LookAtArrivals } from '../../../journey/arrival.ts'
import { assertNever } from '../../../kernel/assert-never.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import { takeTurn } from '../../../platform/take-slot.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type { ShopProvider } from '../../../providers/shop/contract.ts'
import type { DeliveryMeaning } from '../../../providers/shop/snapshot.ts'
import { collectCustomer } from '../compliance/collect-customer.server.ts'
import { redactCustomer } from '../compliance/redact-customer.server.ts'
import { redactShop } from '../compliance/redact-shop.server.ts'
import { applyOrders } from '../orders/apply-orders.server.ts'
import { deleteOrders } from '../orders/delete-orders.server.ts'
import { keepRisks } from '../orders/order-risk.server.ts'
import { exportFinished } from '../store/backlog.server.ts'
import { keepLevel } from '../store/keep-level.server.ts'
import {
  bookAdvice,
  bookCatalogue,
  bookFulfillmentOrder,
  bookRereads,
  bookShop,
  notAsked,
  noteReturn,
} from './book-reads.server.ts'
import type { Claimed } from './claim.server.ts'
import { type Ending, endDeliveries } from './end-deliveries.server.ts'
import { type Opener, type ReadDelivery, readClaimed } from './read-claimed.server.ts'
import { changeScopes, hasTheApp, lockShop, uninstall } from './shop-events.server.ts'

export interface BatchDeps {
  readonly shop: Pick<ShopProvider, 'readDelivery'>
  readonly arrivals: LookAtArrivals
}

export interface Batch {
  readonly claimed: readonly Claimed[]
  readonly opener: Opener
}

/** What became of one delivery, for the log: whose line leads to the lines of the order it was about. */
export interface EndedDelivery {
  readonly delivery: string
  readonly event: string
  readonly topic: string
  readonly outcome: string
  /** Our order that it was about; null when it was about none. */
  readonly order: string | null
}

interface Meant {
  readonly claimed: Claimed
  readonly meaning: DeliveryMeaning
}

/**
 * So long deliveries of one transaction are read: the database ends one in which nothing happens for 5 s, and the same
 * deliveries would come again and again. Orders with hundreds of lines take tens of milliseconds each.
 */
const longestReadMs = 1_500

function readInTime(
  claimed: readonly Claimed[],
  read: (one: Claimed) => ReadDelivery,
): readonly ReadDelivery[] {
  const until = performance.now() + longestReadMs
  const all: ReadDelivery[] = []
  for (const one of claimed) {
    all.push(read(one))
    if (performance.now() > until) break
  }
  return all
}

const ofKind = <Kind extends DeliveryMeaning['kind']>(all: readonly Meant[], kind: Kind) =>
  all.flatMap(({ claimed, meaning }) => (isKind(meaning, kind) ? [{ claimed, meaning }] : []))
const isKind = <Kind extends DeliveryMeaning['kind']>(
  meaning: DeliveryMeaning,
  kind: Kind,
): meaning is Extract<DeliveryMeaning, { kind: Kind }> => meaning.kind === kind

/**
 * Works through deliveries in the caller's transaction and writes down what became of each. Orders go
 * first and together; deletions before them, so that nothing deleted is taken in; erasing goes last. They are read
 * before the shop's turn is waited for: what one batch reads while another is written costs no time.
 * @returns whether the shop's key may have been thrown away: then the caller forgets it. And how many were left waiting,
 * because reading those before them took so long.
 */
export async function applyBatch(
  deps: BatchDeps,
  tx: ShopTx,
  { claimed, opener }: Batch,
): Promise<{
  readonly keyGone: boolean
  readonly endings: readonly EndedDelivery[]
  readonly left: number
}> {
  const read = readInTime(claimed, (one) => readClaimed(deps.shop, opener, one))
  const taken = read.map((one) => one.claimed)
  const endings = new Map<string, Ending>()
  const orderOf = new Map<string, string>()
  const meant: Meant[] = []
  for (const one of read) {
    if ('meaning' in one) meant.push(one)
    else endings.set(one.claimed.id, { state: 'dead', outcome: one.unreadable })
  }
  await takeTurn(tx, 'intake.deliveries')

  const gone = ofKind(meant, 'order_deleted')
  const deleted = await deleteOrders(
    tx,
    gone.map(({ meaning }) => meaning.orderGid),
  )
  for (const {
    claimed: { id },
    meaning,
  } of gone)
    endings.set(id, done(deleted.get(meaning.orderGid) ?? 'deleted in the store'))

  const orders = ofKind(meant, 'order')
  const applied = await applyOrders(
    tx,
    opener.vault,
    orders.map(({ meaning }) => meaning.order),
    { source: 'delivery', takenIn: 'Taken in from the store', arrivals: deps.arrivals },
  )
  orders.forEach(({ claimed: { id } }, at) => {
    const one = applied[at]
    if (!one) return
    endings.set(id, one.kind === 'ignored' ? ignored(one.outcome) : done(one.outcome))
    if (one.orderId) orderOf.set(id, one.orderId)
  })

  const mayAsk = await hasTheApp(tx)
  const changed = ofKind(meant, 'order_changed')
  const rereads = await bookRereads(
    tx,
    changed.map(({ claimed: { id, triggeredAt }, meaning }) => ({ id, triggeredAt, meaning })),
    mayAsk,
  )
  for (const [id, ending] of rereads) endings.set(id, ending)

  const risks = ofKind(meant, 'risk_changed')
  const kept = await keepRisks(
    tx,
    opener.vault,
    risks.map(({ claimed: { triggeredAt: toldAt }, meaning }) => ({ ...meaning, toldAt })),
  )
  for (const { claimed, meaning } of risks)
    endings.set(claimed.id, done(kept.get(meaning.orderGid) ?? 'its risk of fraud is kept'))
  if (mayAsk) await bookAdvice(tx, [...kept.keys()])

  const erasing = (one: Meant) =>
    one.meaning.kind === 'customer_redact' || one.meaning.kind === 'shop_redact'
  const others = meant.filter(({ claimed: { id } }) => !endings.has(id))
  for (const one of [...others.filter((it) => !erasing(it)), ...others.filter(erasing)])
    endings.set(
      one.claimed.id,
      !mayAsk && isAsking(one.meaning)
        ? notAsked
        : await applyOne(tx, { vault: opener.vault, mayAsk }, one),
    )

  await endDeliveries(
    tx,
    opener.vault,
    taken.flatMap((one) => {
      const ending = endings.get(one.id)
      return ending ? [{ claimed: one, ending }] : []
    }),
  )
  return {
    keyGone: meant.some(({ meaning }) => meaning.kind === 'shop_redact'),
    left: claimed.length - taken.length,
    endings: taken.map(({ id, topic, eventKey }) => ({
      ...{ delivery: id, event: eventKey, topic, order: orderOf.get(id) ?? null },
      outcome: endings.get(id)?.outcome ?? '',
    })),
  }
}

/** What is answered by reading the store. */
const isAsking = ({ kind }: DeliveryMeaning): boolean =>
  kind === 'fulfillment_order_changed' ||
  kind === 'catalogue_changed' ||
  kind === 'locations_changed' ||
  kind === 'shop_changed'

const done = (outcome: string): Ending => ({ state: 'done', outcome })
const ignored = (why: string): Ending => ({ state: 'ignored', outcome: `ignored: ${why}` })

/** Everything that is no whole order. */
async function applyOne(
  tx: ShopTx,
  { vault, mayAsk }: { readonly vault: ShopVault; readonly mayAsk: boolean },
  { claimed, meaning }: Meant,
): Promise<Ending> {
  if ('shopDomain' in meaning && meaning.shopDomain !== (await lockShop(tx)).domain)
    return { state: 'dead', outcome: 'its body is of another shop than its headers say' }
  switch (meaning.kind) {
    case 'order':
    case 'order_deleted':
    case 'order_changed':
    case 'risk_changed':
      throw new Error('orders are worked through together')
    case 'fulfillment_order_changed':
      return bookFulfillmentOrder(tx, meaning)
    case 'return_changed':
      return noteReturn(tx, meaning, mayAsk)
    case 'export_finished':
      return exportFinished(tx, meaning.exportGid)
    case 'catalogue_changed':
      return bookCatalogue(tx)
    case 'locations_changed':
    case 'shop_changed':
      return bookShop(tx)
    case 'stock_changed':
      return keepLevel(tx, { ...meaning, toldAt: claimed.triggeredAt })
    case 'scopes_changed':
      return changeScopes(tx, meaning.scopes)
    case 'uninstalled':
      return uninstall(tx, claimed.triggeredAt)
    case 'customer_data_request':
      return collectCustomer(tx, vault, { deliveryId: claimed.id, customer: meaning })
    case 'customer_redact':
      return redactCustomer(tx, vault, { deliveryId: claimed.id, customer: meaning })
    case 'shop_redact':
      return redactShop(tx, { deliveryId: claimed.id, triggeredAt: claimed.triggeredAt })
    case 'nothing':
      return ignored(lowerFirst(meaning.why))
    default:
      return assertNever(meaning)
  }
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
