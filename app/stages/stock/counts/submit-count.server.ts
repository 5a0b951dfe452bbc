import { moveGoods } from '../../../journey/goods-ledger.server.ts'
import { allocateStock } from '../../../journey/jobs.ts'
import { mayDo, type Role } from '../../../journey/permissions.ts'
import { MovedMeanwhile } from '../../../kernel/faults.ts'
import type { ShopId } from '../../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../../kernel/outcome.ts'
import type { Db, ShopTx } from '../../../platform/db.server.ts'
import { withShopInTurn } from '../../../platform/in-turn.server.ts'
import { enqueue } from '../../../platform/jobs.server.ts'
import { tellStore } from '../book.server.ts'
import { itemByCode } from '../item-by-code.server.ts'
import { rulesOf } from '../stock-rules.server.ts'
import { costsOf, levelsInBin, movesOfDifference } from './bin-levels.server.ts'
import { countedAgain } from './counted-again.server.ts'
import {
  besideLedger,
  type CountedLine,
  countedLines,
  differing,
  valueOff,
} from './counted-lines.ts'
import {
  type ApprovalRefusal,
  type CountOutcome,
  decideApproval,
  decideCountOutcome,
} from './decide-count-outcome.ts'

/** What a person found of one article in the bin, by its code. */
export interface FoundPieces {
  readonly code: string
  readonly quantity: number
  /** As printed on the goods; empty: none. */
  readonly lot: string
  readonly serial: string
}

export type CountRefusal =
  | { readonly kind: 'no_such_count' }
  | { readonly kind: 'counted_by_you' }
  | { readonly kind: 'unknown_code'; readonly code: string }
  | { readonly kind: 'unknown_lot'; readonly code: string; readonly lot: string }
  | { readonly kind: 'serial_once'; readonly code: string }

/**
 * Takes what a person found in a bin, who was not told what should be there. The ledger is right, follows, is counted
 * again by somebody else, or waits for a decision. The same count sent twice is taken once.
 */
export function submitCount(
  deps: { readonly db: Db },
  shop: ShopId,
  what: { readonly taskId: string; readonly by: string; readonly found: readonly FoundPieces[] },
): Promise<Outcome<CountOutcome, CountRefusal>> {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const task = await lockTask(tx, what.taskId, 'open')
    const found = await readFound(tx, what.found)
    if (!found.ok) return task ? found : refuse({ kind: 'no_such_count' })
    const again = await countedAgain(tx, what.taskId, what.by, found.value)
    if (again) return accept(again)
    return task ? takeCount(tx, task, what.by, found.value) : refuse({ kind: 'no_such_count' })
  })
}

/** A count that is new: decided, booked where it may be, and kept. */
async function takeCount(
  tx: ShopTx,
  task: CountTask,
  by: string,
  found: readonly Found[],
): Promise<Outcome<CountOutcome, CountRefusal>> {
  const shop = tx.shopId
  const earlier = await tx.binCount.findMany({
    where: { shopId: shop, taskId: task.id },
    orderBy: { round: 'asc' },
  })
  if (earlier.some((count) => count.by === by)) return refuse({ kind: 'counted_by_you' })
  const lines = besideLedger(found, await levelsInBin(tx, task.binId))
  const costs = await costsOf(
    tx,
    lines.map((line) => line.itemId),
  )
  const valueMinor = valueOff(lines, costs)
  const outcome = decideCountOutcome({
    ...{ lines, valueMinor, rules: await rulesOf(tx) },
    before: earlier.map((count) => countedLines.parse(count.lines)),
  })
  const count = {
    ...{ shopId: shop, taskId: task.id, binId: task.binId, round: earlier.length + 1 },
    ...{ lines: [...lines], valueMinor, by },
  }
  // What cannot be booked, since it is promised, waits for a person.
  const booked = outcome === 'book' && (await bookDifferences(tx, task, lines, by))
  const became = outcome === 'book' && !booked ? 'approval' : outcome
  await tx.binCount.create({
    data: {
      ...count,
      outcome: became === 'agrees' ? 'agrees' : became === 'book' ? 'booked' : 'differs',
    },
  })
  await follow(tx, task, became, by)
  return accept(became)
}

interface CountTask {
  readonly id: string
  readonly binId: string
}

async function lockTask(tx: ShopTx, id: string, state: 'open' | 'approval') {
  const [task] = await tx.$queryRaw<{ id: string; binId: string | null }[]>`
    select id, bin_id as "binId" from stock_task
    where shop_id = ${tx.shopId}::uuid and id = ${id}::uuid and kind = 'count' and state = ${state} for update`
  return task?.binId ? { id: task.id, binId: task.binId } : null
}

async function follow(tx: ShopTx, task: CountTask, outcome: CountOutcome, by: string) {
  const isDone = outcome === 'agrees' || outcome === 'book'
  if (outcome !== 'recount')
    await tx.stockTask.update({
      where: { shopId_id: { shopId: tx.shopId, id: task.id } },
      data: isDone ? { state: 'done', doneBy: by, doneAt: new Date() } : { state: 'approval' },
    })
  if (!isDone) return
  await tx.bin.update({
    where: { shopId_id: { shopId: tx.shopId, id: task.binId } },
    data: { countedAt: new Date() },
  })
  // What pickers asked for is answered: the orders' work is done with it.
  await tx.$executeRaw`
    update work_order w set state = 'done', done_at = now(), done_by = ${by}, outcome = 'The bin was counted'
    from pick p where w.shop_id = ${tx.shopId}::uuid and w.kind = 'count_bin' and w.state = 'open'
      and p.shop_id = w.shop_id and w.key = 'count:' || p.id and p.bin_id = ${task.binId}::uuid`
}

type Found = Omit<CountedLine, 'ledger'>

async function readFound(
  tx: ShopTx,
  pieces: readonly FoundPieces[],
): Promise<Outcome<readonly Found[], CountRefusal>> {
  const found: Found[] = []
  for (const { code, quantity, lot, serial } of pieces) {
    const item = await itemByCode(tx, code)
    if (!item) return refuse({ kind: 'unknown_code', code })
    if (serial !== '' && quantity !== 1) return refuse({ kind: 'serial_once', code })
    const known =
      lot === ''
        ? null
        : await tx.lot.findFirst({
            where: {
              shopId: tx.shopId,
              itemId: item.id,
              code: { equals: lot, mode: 'insensitive' },
            },
          })
    if (lot !== '' && !known) return refuse({ kind: 'unknown_lot', code, lot })
    found.push({
      itemId: item.id,
      lotId: known?.id ?? null,
      serial: serial || null,
      found: quantity,
    })
  }
  return accept(found)
}

/**
 * Lets the ledger follow what differed when it was counted, whatever came and went since.
 * @returns false when pieces would be missing that are promised to orders: nothing is booked then.
 */
async function bookDifferences(
  tx: ShopTx,
  task: CountTask,
  lines: readonly CountedLine[],
  by: string,
): Promise<boolean> {
  const moves = await movesOfDifference(tx, task.binId, differing(lines))
  if (!moves) return false
  const key = `counted:${task.id}`
  const moved = await moveGoods(tx, {
    ...{ key, by, cause: 'counted', moves, document: `count:${task.id}` },
  })
  if (!moved.ok) throw new MovedMeanwhile(`the bin of count ${task.id} changed meanwhile`)
  if (moved.value === 'moved') await tellStore(tx, key)
  await enqueue(tx, allocateStock, { shopId: tx.shopId }, { key: `stock.allocate:${tx.shopId}` })
  return true
}

export type DecideCountRefusal =
  | ApprovalRefusal
  | { readonly kind: 'no_such_count' }
  | { readonly kind: 'less_than_promised' }

/**
 * A person decides about a count that differs: the ledger follows, or it stays as it is (they were counted wrong).
 * Above what the role may decide it is left to somebody with a greater right.
 */
export function decideAboutCount(
  deps: { readonly db: Db },
  shop: ShopId,
  what: {
    readonly taskId: string
    readonly by: string
    readonly role: Role
    readonly choice: 'book' | 'keep'
  },
): Promise<Outcome<'booked' | 'kept', DecideCountRefusal>> {
  return withShopInTurn(deps.db, shop, async (tx) => {
    const task = await lockTask(tx, what.taskId, 'approval')
    const last = task && (await lastCount(tx, task.id))
    if (!task || !last || !mayDo(what.role, 'stock.approve'))
      return refuse({ kind: 'no_such_count' })
    const may = decideApproval(what.role, last.valueMinor, await rulesOf(tx))
    if (!may.ok) return may
    const isBooked = what.choice === 'book'
    if (isBooked && !(await bookDifferences(tx, task, countedLines.parse(last.lines), what.by)))
      return refuse({ kind: 'less_than_promised' })
    await tx.binCount.update({
      where: { shopId_id: { shopId: shop, id: last.id } },
      data: { outcome: isBooked ? 'booked' : 'refused', decidedBy: what.by },
    })
    await follow(tx, task, 'agrees', what.by)
    return accept(isBooked ? 'booked' : 'kept')
  })
}

const lastCount = (tx: ShopTx, taskId: string) =>
  tx.binCount.findFirst({ where: { shopId: tx.shopId, taskId }, orderBy: { round: 'desc' } })
