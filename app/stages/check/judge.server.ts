import { planNext } from '../../journey/advance.server.ts'
import { hoursAfter } from '../../journey/due.ts'
import { checkOrders as checkJob } from '../../journey/jobs.ts'
import { readLetterShop } from '../../journey/letter/letter-shop.server.ts'
import { note } from '../../journey/timeline.server.ts'
import type { OrderId, ShopId } from '../../kernel/ids.ts'
import { type ShopTx, sql, withShop } from '../../platform/db.server.ts'
import { withShopInTurn } from '../../platform/in-turn.server.ts'
import { enqueue } from '../../platform/jobs.server.ts'
import { takeSlot } from '../../platform/take-slot.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import { askDeliveryKinds } from './ask-delivery-kind.server.ts'
import { askMetafields } from './ask-metafields.server.ts'
import { decideComplete } from './complete.ts'
import type { ContractVersion } from './contract/contract.ts'
import { metafieldsOf, readContract } from './contract/read-contract.server.ts'
import type { CheckDeps } from './deps.server.ts'
import { keepGrounds } from './grounds/keep-grounds.server.ts'
import { holdOrders, type Incomplete } from './hold-orders.server.ts'
import { lookAtDoubts } from './look-at-doubts.server.ts'
import { type OrderToJudge, readOrders } from './read-orders.server.ts'
import { letGoOn, releaseOrder } from './release-order.server.ts'
import { tidyOrders } from './tidy-orders.server.ts'
import { writeBuyers } from './write-buyer.server.ts'

/** Orders judged in one transaction. */
const batchSize = 100
/** How long one run goes on, before other shops have their turn. */
const longestMs = 5_000

/**
 * Judges every order of a shop that waits for it, in batches. Several processes may do so at once: two runs of
 * one shop share the work, each takes other orders first and waits at the end for those that somebody else held;
 * a third leaves it to them and looks again. An order that is judged already is left alone.
 * @throws the first fault met while asking the store how orders are delivered, after all others are judged.
 */
export async function checkOrders(deps: CheckDeps, shop: ShopId): Promise<void> {
  const vault = await deps.vaults.of(shop)
  const until = Date.now() + longestMs
  for (;;) {
    const ran = await drain(deps, shop, vault, until)
    if (ran === 'no_slot') return lookAgain(deps, shop, 500)
    if (ran === 'time_is_up') return lookAgain(deps, shop, 0)
    if (ran === 'through') return
    const kinds = await askDeliveryKinds(deps, shop)
    const metafields = await askMetafields(deps, shop, vault)
    const fault = kinds.fault ?? metafields.fault
    const asked = kinds.asked + metafields.asked
    if (fault && asked > 0) await drain(deps, shop, vault, until)
    if (fault) throw fault
    if (asked === 0) return
  }
}

/** A look later on, beside the one that the next delivery books. */
const lookAgain = (deps: CheckDeps, shop: ShopId, inMs: number) =>
  withShop(deps.db, shop, (tx) =>
    enqueue(
      tx,
      checkJob,
      { shopId: shop },
      { key: `check.orders:${shop}:later`, runAt: new Date(Date.now() + inMs) },
    ),
  )

async function drain(
  deps: CheckDeps,
  shop: ShopId,
  vault: ShopVault,
  until: number,
): Promise<'through' | 'ask_the_store' | 'time_is_up' | 'no_slot'> {
  let take = takeFree
  for (;;) {
    const ran = await withShopInTurn(
      deps.db,
      shop,
      async (tx) =>
        (await takeSlot(tx, 'check.orders')) ? judgeBatch(tx, deps, vault, take) : null,
      { prepared: true },
    )
    if (ran === null) return 'no_slot'
    if (ran.left === null) {
      if (Date.now() > until) return 'time_is_up'
    } else if (take === takeFree && ran.left.held) take = takeHeld
    else return ran.left.askStore ? 'ask_the_store' : 'through'
  }
}

/** Orders that stand in `received`, wait for this room, and are known well enough to be judged. */
const waiting = (tx: ShopTx, needsMetafields: boolean) => sql.sql`
  select id from sales_order
  where shop_id = ${tx.shopId}::uuid and state = 'received' and next_step = 'check'
    and delivery_kind <> 'unknown' and cancelled_at is null
    and (not ${needsMetafields} or sealed is null or metafields_of >= source_updated_at)`

interface Left {
  /** Orders that somebody else held a moment ago. */
  readonly held: boolean
  /** Orders of which only the store knows how they are delivered, or what its metafields say. */
  readonly askStore: boolean
}

/** What a batch that was not full has left, asked once for all: a lone order pays for every question. */
async function readLeft(tx: ShopTx, needsMetafields: boolean): Promise<Left> {
  const [row] = await tx.$queryRaw<Left[]>`
    select exists (${waiting(tx, needsMetafields)}) as held, exists (
      select from sales_order
      where shop_id = ${tx.shopId}::uuid and state = 'received' and next_step = 'check' and cancelled_at is null
        and (delivery_kind = 'unknown' or (${needsMetafields} and sealed is not null
          and (metafields_of is null or metafields_of < source_updated_at)))) as "askStore"`
  return row ?? { held: false, askStore: false }
}

type Take = (tx: ShopTx, needsMetafields: boolean) => Promise<{ id: string }[]>

/** Those nobody holds. */
const takeFree: Take = (tx, needs) =>
  tx.$queryRaw`${waiting(tx, needs)} order by due_at limit ${batchSize} for update skip locked`

/**
 * Those somebody held a moment ago, once they are let go: whoever held them (a delivery that changed
 * nothing, a person's note) may not book another check. In one order, so that nobody waits crosswise; not by the
 * bare id, in whose order the database would look at every order there is.
 */
const takeHeld: Take = (tx, needs) =>
  tx.$queryRaw`${waiting(tx, needs)} order by due_at, id limit ${batchSize} for update`

async function judgeBatch(
  tx: ShopTx,
  deps: CheckDeps,
  vault: ShopVault,
  take: Take,
): Promise<{ readonly left: Left | null }> {
  const inForce = await readContract(tx)
  const needsMetafields = metafieldsOf(inForce).length > 0
  const taken = await take(tx, needsMetafields)
  if (taken.length > 0) await judgeTaken(tx, deps, vault, { inForce, taken })
  return { left: taken.length < batchSize ? await readLeft(tx, needsMetafields) : null }
}

async function judgeTaken(
  tx: ShopTx,
  deps: CheckDeps,
  vault: ShopVault,
  {
    inForce,
    taken,
  }: { readonly inForce: ContractVersion; readonly taken: readonly { id: string }[] },
): Promise<void> {
  const shop = await readLetterShop(tx)
  const ids = taken.map(({ id }) => id)
  const { orders, unreadable } = await readOrders(tx, vault, shop, ids, { inForce })
  for (const id of unreadable) await giveToOffice(tx, id)
  const complete: OrderToJudge[] = []
  const unheld: OrderToJudge[] = []
  // Put right first: two orders of one customer are found to be the same as they will stand.
  const tidied = await tidyOrders(tx, vault, orders)
  const judged = await keepGrounds(tx, vault, tidied, shop.settings)
  // What the store said meanwhile does not undo a correction that is still on its way there.
  const overtaken = judged.filter((order) => order.overtaken)
  await writeBuyers(
    tx,
    vault,
    overtaken.map(({ id, facts }) => ({ id, buyer: facts.buyer })),
  )
  const incomplete: Incomplete[] = []
  for (const order of judged) {
    const answer = decideComplete(order.facts)
    if (!answer.ok) incomplete.push({ order, missing: answer.refusal })
    else {
      complete.push(order)
      if (order.openHolds.length > 0) await releaseOrder(tx, order, 'received')
      else unheld.push(order)
    }
  }
  await holdOrders(tx, deps, { shop, vault }, incomplete, inForce.version)
  if (complete.length > 0) await lookAtDoubts(tx, complete, shop.settings.careWithinHours)
  await letGoOn(tx, unheld, inForce.version)
}

/** One order that cannot be read must not stop the others. */
async function giveToOffice(tx: ShopTx, id: OrderId): Promise<void> {
  const dueAt = hoursAfter(new Date(), 4)
  await planNext(tx, { id }, { owner: 'office', step: 'look', dueAt })
  await note(tx, id, {
    room: 'check',
    kind: 'unreadable',
    by: 'system',
    text: "The customer's data of this order cannot be opened: somebody has to look",
  })
}
