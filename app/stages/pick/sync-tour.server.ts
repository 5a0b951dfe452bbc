import {
  answeredBefore,
  keepScan,
  type ScanAnswer,
  type ScanNote,
} from '../../journey/floor-scans.server.ts'
import type { ShopId } from '../../kernel/ids.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import { withShopInTurn } from '../../platform/in-turn.server.ts'
import type { AtPick } from './at-pick.server.ts'
import type { ScanDone, ScanRefusal } from './decide-scan.ts'
import type { TourCommand } from './replay.ts'
import { type PickDeps, scanInTurn, shortInTurn, undoInTurn } from './scan.server.ts'
import { restWords } from './short/decide-rest.ts'
import type { ShortReason } from './short-reasons.ts'
import { doneWords, pickWords, type TourRefusal } from './tour-refusal.ts'

/** A command as a device sends it, once or again and again until it hears an answer. */
export interface SentCommand extends TourCommand {
  /** A uuid made on the device. */
  readonly key: string
  readonly at: Date
  readonly reason: ShortReason
}

interface Sent {
  readonly tourId: string
  readonly by: string
  readonly device: string | null
  /** In the order they were done. */
  readonly commands: readonly SentCommand[]
}

/**
 * What was done at a tour, in its order: each key is applied once, and a repeat is answered as it was then. A
 * command that is refused changes nothing and does not stop those after it: each names the version it saw.
 * The first device that works on a tour has it for itself until somebody takes it over.
 */
export async function syncTour(
  deps: PickDeps,
  shop: ShopId,
  { commands, ...who }: Sent,
): Promise<readonly (ScanAnswer & { readonly key: string })[]> {
  await lease(deps, shop, who)
  const answers: (ScanAnswer & { readonly key: string })[] = []
  for (const command of commands) {
    const answer = await withShopInTurn(deps.db, shop, (tx) => applyOnce(tx, who, command))
    answers.push({ ...answer, key: command.key })
  }
  return answers
}

type Who = Omit<Sent, 'commands'>

async function lease({ db }: PickDeps, shop: ShopId, { tourId, by, device }: Who): Promise<void> {
  if (device === null) return
  await withShop(db, shop, (tx) =>
    tx.pickTour.updateMany({
      where: { shopId: shop, id: tourId, state: 'open', picker: by, device: null },
      data: { device },
    }),
  )
}

async function applyOnce(tx: ShopTx, who: Who, command: SentCommand): Promise<ScanAnswer> {
  const before = await answeredBefore(tx, command.key)
  if (before) return before
  const { answer, note } = await carryOut(tx, who, command)
  await keepScan(tx, { ...(await about(tx, who, command)), ...note }, answer)
  return answer
}

type Kept = Pick<ScanNote, 'proved' | 'quantity'>
interface Done {
  readonly answer: ScanAnswer
  readonly note: Kept
}

async function carryOut(tx: ShopTx, who: Who, command: SentCommand): Promise<Done> {
  const at: AtPick = { ...who, pickId: command.pick, version: command.version }
  switch (command.intent) {
    case 'scan':
      return told(await scanInTurn(tx, { ...at, ...scanned(command) }), (done: ScanDone) => ({
        words: doneWords(done),
        note: { proved: done.kind, quantity: done.kind === 'pieces' ? done.quantity : 0 },
      }))
    case 'undo':
      return told(await undoInTurn(tx, at), () => ({
        words: 'Put it back on the shelf',
        note: { quantity: 1 },
      }))
    case 'short':
      return told(
        await shortInTurn(tx, { ...at, reason: command.reason }),
        ({ rest, ...counted }) => ({
          words: restWords(counted, rest),
          note: { quantity: counted.short },
        }),
      )
  }
}

const scanned = ({ code, quantity }: SentCommand) => ({ code, quantity })

function told<Value>(
  outcome: Outcome<Value, TourRefusal | ScanRefusal>,
  say: (value: Value) => { readonly words: string; readonly note: Kept },
): Done {
  if (!outcome.ok) {
    const { kind } = outcome.refusal
    return { answer: { ok: false, words: pickWords(outcome.refusal), kind }, note: {} }
  }
  const { words, note } = say(outcome.value)
  return { answer: { ok: true, words, kind: 'done' }, note }
}

/** What the scan is about, also when it was refused. */
async function about(tx: ShopTx, who: Who, command: SentCommand): Promise<ScanNote> {
  const [row] = await tx.$queryRaw<{ shipment: string; line: string; order: string }[]>`
    select p.shipment_id as shipment, p.shipment_line_id as line, s.order_id as "order" from pick p
    join shipment s on s.shop_id = p.shop_id and s.id = p.shipment_id
    where p.shop_id = ${tx.shopId}::uuid and p.tour_id = ${who.tourId}::uuid and p.id = ${command.pick}::uuid`
  return {
    ...{ key: command.key, room: 'pick', intent: command.intent, tourId: who.tourId },
    pickId: row ? command.pick : null,
    orderId: row?.order ?? null,
    shipmentId: row?.shipment ?? null,
    lineId: row?.line ?? null,
    ...{ by: who.by, device: who.device, at: command.at },
  }
}
