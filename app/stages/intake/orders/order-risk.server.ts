import { hoursAfter } from '../../../journey/due.ts'
import { placeHold } from '../../../journey/holds/place-hold.server.ts'
import { releaseHold } from '../../../journey/holds/release-hold.server.ts'
import { readSettings } from '../../../journey/settings.ts'
import { orderId } from '../../../kernel/ids.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'
import type {
  OrderSnapshot,
  RiskFact,
  RiskLevel,
  RiskRecommendation,
} from '../../../providers/shop/snapshot.ts'
import { bookCheck } from './book-check.server.ts'
import { followUp } from './consequences.server.ts'
import { decideRisk } from './decide-risk.ts'
import { lockKnown } from './read-known.server.ts'
import { noteAll } from './timeline-rows.server.ts'

export interface ToldRisk {
  readonly orderGid: string
  readonly level: RiskLevel
  /** Left out: the one we have stays; a delivery carries none. */
  readonly recommendation?: RiskRecommendation
  /** Left out: those we have stay. */
  readonly facts?: readonly RiskFact[]
  readonly toldAt: Date
}

/** How long the office has to look at goods under way that the store has come to suspect. */
const lookWithinHours = 2

/**
 * Keeps what the store makes of orders' risk, the newest word of each, whether we have the order yet or
 * not: the check reads it with the order. Orders that stand before release are judged anew where it matters.
 * @returns what became of each, by the store's id.
 */
export async function keepRisks(
  tx: ShopTx,
  vault: ShopVault,
  told: readonly ToldRisk[],
): Promise<ReadonlyMap<string, string>> {
  const outcomes = new Map<string, string>()
  if (told.length === 0) return outcomes
  const gids = [...new Set(told.map(({ orderGid }) => orderGid))]
  const rows = await tx.orderRisk.findMany({
    where: { shopId: tx.shopId, shopifyId: { in: gids } },
  })
  const had = new Map(rows.map((row) => [row.shopifyId, row]))
  const changed = newestOfEach(told).flatMap((one) => {
    const before = had.get(one.orderGid)
    if (before && before.toldAt > one.toldAt) {
      outcomes.set(one.orderGid, 'a newer assessment of its risk is here already')
      return []
    }
    const recommendation = one.recommendation ?? before?.recommendation ?? 'unknown'
    const same = before?.level === one.level && before.recommendation === recommendation
    return [{ ...one, recommendation, same, before: before?.level ?? null }]
  })
  await write(tx, vault, changed)
  const known = await lockKnown(
    tx,
    changed.filter(({ same }) => !same).map(({ orderGid }) => orderGid),
  )
  let check = false
  for (const { orderGid, level, before } of changed) {
    const order = known.get(orderGid)
    outcomes.set(orderGid, `${order?.name ?? 'an order'}: its risk of fraud is ${level}`)
    if (!order) continue
    const consequence = decideRisk(order, { before, now: level })
    if (consequence.kind === 'ask_office') await stopForRisk(tx, order)
    else if (consequence.kind === 'note') {
      await noteRisk(tx, order.id, level)
      if (order.state === 'released') await easeRisk(tx, order.id, level)
    } else
      check =
        (await followUp(tx, [
          { order, consequence, changes: ['risk'], updatedAt: order.updatedAt },
        ])) || check
  }
  if (check) await bookCheck(tx)
  return outcomes
}

interface Kept extends Pick<ToldRisk, 'orderGid' | 'level' | 'toldAt' | 'facts'> {
  readonly recommendation: string
}

async function write(tx: ShopTx, vault: ShopVault, risks: readonly Kept[]): Promise<void> {
  const erased = await erasedOf(tx, risks)
  for (const { orderGid: shopifyId, level, recommendation, toldAt, facts } of risks) {
    const sealed = facts && !erased.has(shopifyId) ? { sealed: vault.seal(facts) } : {}
    await tx.orderRisk.upsert({
      where: { shopId_shopifyId: { shopId: tx.shopId, shopifyId } },
      create: { shopId: tx.shopId, shopifyId, level, recommendation, toldAt, ...sealed },
      update: { level, recommendation, toldAt, ...sealed },
    })
  }
}

/** Orders whose customer's data was erased: what is said of them later is not kept either. */
async function erasedOf(tx: ShopTx, told: readonly Kept[]): Promise<ReadonlySet<string>> {
  const gids = told.flatMap(({ orderGid, facts }) => (facts ? [orderGid] : []))
  if (gids.length === 0) return new Set()
  const rows = await tx.order.findMany({
    where: { shopId: tx.shopId, shopifyId: { in: gids }, sealed: null },
    select: { shopifyId: true },
  })
  return new Set(rows.map(({ shopifyId }) => shopifyId))
}

/** What snapshots that were asked for just now say of risk. */
export const risksOf = (snapshots: readonly OrderSnapshot[]): readonly ToldRisk[] =>
  snapshots.flatMap(({ gid, risk }) =>
    risk === null ? [] : [{ orderGid: gid, ...risk, toldAt: new Date() }],
  )

function newestOfEach(told: readonly ToldRisk[]): readonly ToldRisk[] {
  const sorted = told.toSorted((a, b) => a.toldAt.getTime() - b.toldAt.getTime())
  return [...new Map(sorted.map((one) => [one.orderGid, one])).values()]
}

const noteRisk = (tx: ShopTx, orderId: string, level: string, more = '') =>
  noteAll(tx, [
    {
      orderId,
      kind: 'risk_assessed',
      by: 'store',
      text: `The store puts the risk of fraud at ${level}${more}`,
      detail: { level },
    },
  ])

/** The goods are being worked on: they stop where they still can, if the shop wants that; else a person looks. */
async function stopForRisk(tx: ShopTx, order: { readonly id: string; readonly name: string }) {
  const { settings } = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { settings: true },
  })
  const { riskHigh } = readSettings(settings)
  if (riskHigh === 'nothing') return
  if (riskHigh === 'hold') {
    const held = await placeHold(tx, orderId(order.id), {
      vault: null,
      kind: 'fraud',
      reason: 'The store sees a high risk of fraud',
      by: 'system',
      missing: ['fraud:high'],
    })
    if (held.ok) return
  }
  await askAboutRisk(tx, order)
}

/** The store does not see the risk any more for which it was stopped: the goods go on. */
async function easeRisk(tx: ShopTx, id: string, level: string) {
  const { settings } = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { settings: true },
  })
  if (level === 'medium' && readSettings(settings).riskMedium === 'hold') return
  const open = await tx.hold.findMany({
    where: {
      ...{ shopId: tx.shopId, orderId: id, kind: 'fraud', openedBy: 'system', releasedAt: null },
    },
    select: { id: true },
  })
  for (const hold of open)
    await releaseHold(tx, orderId(id), hold.id, {
      by: 'system',
      why: `the store sees a ${level} risk now`,
    })
}

/** Too late to stop, or not wanted: the office decides. */
async function askAboutRisk(tx: ShopTx, order: { readonly id: string; readonly name: string }) {
  const { count } = await tx.workOrder.createMany({
    data: [
      {
        shopId: tx.shopId,
        orderId: order.id,
        department: 'office',
        kind: 'check_fraud',
        title: `The store now sees a high risk of fraud in ${order.name}: stop it or let it go`,
        dueAt: hoursAfter(new Date(), lookWithinHours),
        key: `check_fraud:${order.id}`,
      },
    ],
    skipDuplicates: true,
  })
  if (count > 0) await noteRisk(tx, order.id, 'high', ', after work began: the office decides')
}
