import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { currentStop, replay } from '../../../app/stages/pick/index.ts'
import type { PageVisitor } from '../../visitors/app-visitor.ts'
import type { Random } from './random.ts'
import { move, pieces, type Truth } from './shelves.ts'

const stop = z.object({
  ...{ id: z.string(), version: z.number(), mode: z.enum(['piece', 'batch']) },
  ...{ bin: z.string().nullable(), title: z.string() },
  item: z.object({ sku: z.string().nullable(), barcode: z.string().nullable() }).nullable(),
  ...{ lot: z.string().nullable(), serial: z.string().nullable() },
  ...{ picked: z.number(), short: z.number(), open: z.number(), quantity: z.number() },
  isExtra: z.boolean(),
  ...{ tote: z.string(), binProved: z.boolean(), toteProved: z.boolean() },
  slot: z.string().nullable(),
  shipmentState: z.string(),
})
type Stop = z.infer<typeof stop>
const screen = z.object({ state: z.string(), stops: z.array(stop) })
const tourPage = z.object({ screen })
const synced = z.object({
  answers: z.array(z.object({ key: z.string(), ok: z.boolean(), words: z.string() })),
  screen,
})
type Answers = z.infer<typeof synced>['answers']
const board = z.object({
  ready: z.array(z.object({ id: z.string() })),
  tours: z.array(z.object({ orders: z.array(z.string()), zone: z.string().nullable() })),
  walking: z.array(z.object({ id: z.string(), picker: z.string() })),
})

interface Command {
  readonly key: string
  readonly at: string
  readonly intent: 'scan' | 'short'
  readonly pick: string
  readonly version: number
  readonly code: string
  readonly quantity: number
  readonly reason: string
}

/** What the drill counts as it goes. */
export interface Tally {
  wrongScansTried: number
  wrongScansCaught: number
  shorts: number
  /** Scans that were right on a device and refused by the app: told to the person, pieces put back. */
  notCounted: number
  repeats: number
  losses: number
  takeovers: number
  zoneWalks: number
  /** What must never be: the same message answered in two ways. */
  readonly faults: string[]
}

/** One picker with two devices, and what they hold in their hands. */
export interface Hands {
  readonly devices: readonly [PageVisitor, PageVisitor]
  readonly truth: Truth
  readonly random: Random
  readonly tally: Tally
}

/** Takes a tour that is offered and walks it to its end. @returns whether there was one. */
export async function pickOnce(hands: Hands): Promise<boolean> {
  const [device] = hands.devices
  const { ready, tours } = board.parse(await device.look('/floor/pick?index'))
  if (ready.length === 0 && tours.length === 0) return false
  const planned = tours[hands.random.below(Math.min(2, tours.length))]
  const own = ready.slice(0, 1 + hands.random.below(4)).map(({ id }) => id)
  const zone = planned?.zone ?? null
  const started = await device.send('/floor/pick?index', {
    shipment: planned?.orders ?? own,
    ...(zone !== null && { zone }),
  })
  if (!started.redirect) return true
  if (zone !== null) hands.tally.zoneWalks++
  await walkTour(hands, started.redirect)
  return true
}

async function walkTour(hands: Hands, path: string): Promise<void> {
  const { random, tally } = hands
  const walk = await startWalk(hands, path)
  for (let step = 0; step < 2_000; step++) {
    if (!currentStop(walk.stops)) {
      await flush(hands, walk)
      if (!currentStop(walk.stops)) break
      continue
    }
    act(hands, walk)
    if (walk.away > 0 && --walk.away > 0) continue
    if (step > 1 && random.chance(0.03)) await changeDevice(hands, walk)
    else if (random.chance(0.06)) {
      tally.losses++
      walk.away = 2 + random.below(6)
    } else await flush(hands, walk)
  }
  // At the bench before the app says so: who packs may be faster than the answer.
  bringToSlots(hands.truth, walk.stops)
  const finished = await walk.device.send(path, { intent: 'finish' })
  if (!finished.redirect) tally.faults.push(`the tour ${path} did not end`)
}

/** What was walked for in one of an order's zones is laid into the order's slot beside the bench. */
function bringToSlots({ totes }: Truth, stops: readonly Stop[]): void {
  for (const { tote, slot } of stops) {
    const brought = slot === null ? undefined : totes.get(tote)
    if (slot === null || !brought) continue
    const there = totes.get(slot) ?? new Map<string, number>()
    for (const [sku, count] of brought) there.set(sku, pieces(there, sku) + count)
    totes.set(slot, there)
    totes.delete(tote)
  }
}

/** A tour in somebody's hands: what the device shows, and what it has not sent. */
interface Walk {
  readonly path: string
  device: PageVisitor
  stops: readonly Stop[]
  queue: Command[]
  readonly expected: Map<string, { ok: boolean; undo: () => void; wrong: boolean }>
  /** Deeds until the network is back; 0: it is there. */
  away: number
  /** Where a wrong scan was tried last: one at each sight of a stop. */
  wrongAt: string
}

const startWalk = async ({ devices: [device] }: Hands, path: string): Promise<Walk> => ({
  ...{ path, device, queue: [], expected: new Map(), away: 0, wrongAt: '' },
  stops: tourPage.parse(await device.look(path)).screen.stops,
})

/** One deed at the current stop, by the device's own rules: hands follow what it says. */
function act(hands: Hands, walk: Walk): void {
  const { random, tally, truth } = hands
  const at = currentStop(walk.stops)
  if (!at) return
  const sight = `${at.id} ${at.version}`
  const wrong = walk.wrongAt !== sight && random.chance(0.12)
  if (wrong) {
    walk.wrongAt = sight
    tally.wrongScansTried++
  }
  const deed = wrong ? wrongScan(at, walk.stops, random) : rightDeed(at, hands)
  const { stops, answer } = replay(walk.stops, deed)
  walk.stops = stops
  walk.queue.push(deed)
  const took = answer.ok && deed.intent === 'scan' && isPieces(at, deed)
  const from = { bin: at.bin ?? '', sku: at.item?.sku ?? '', tote: at.tote }
  if (took) move(truth, from, deed.quantity)
  if (answer.ok && deed.intent === 'short') tally.shorts += at.open
  walk.expected.set(deed.key, {
    ...{ ok: answer.ok, wrong },
    undo: () => took && move(truth, from, -deed.quantity),
  })
}

/** Sends what is kept; what was right here and is refused there is put back. */
async function flush(hands: Hands, walk: Walk): Promise<void> {
  walk.away = 0
  if (walk.queue.length === 0) return
  const sent = await sendAll(hands, walk.device, walk.path, walk.queue)
  for (const { key, ok } of sent.answers) {
    const here = walk.expected.get(key)
    if (here?.wrong && !ok) hands.tally.wrongScansCaught++
    if (!here?.ok || ok) continue
    hands.tally.notCounted++
    here.undo()
  }
  walk.queue = []
  walk.stops = sent.screen.stops
}

/** The battery is empty: the other device takes the tour over, and only then the first sends what it still has. */
async function changeDevice(hands: Hands, walk: Walk): Promise<void> {
  hands.tally.takeovers++
  const [one, other] = hands.devices
  const next = walk.device === one ? other : one
  await next.send(walk.path, { intent: 'take_over' })
  await flush(hands, walk)
  walk.device = next
  walk.stops = tourPage.parse(await next.look(walk.path)).screen.stops
}

const isPieces = (at: Stop, { code }: Command) => at.binProved && at.open > 0 && code !== at.bin

function command(at: Stop, change: Partial<Command>): Command {
  return {
    ...{ key: randomUUID(), at: new Date().toISOString(), intent: 'scan', pick: at.id },
    ...{ version: at.version, code: '', quantity: 1, reason: 'fewer', ...change },
  }
}

/** Something else than what is asked for: another bin, another thing of the tour, another tote. */
function wrongScan(at: Stop, stops: readonly Stop[], random: Random): Command {
  const others = stops.filter((one) => one.bin !== at.bin && one.item?.sku !== at.item?.sku)
  const other = others[random.below(Math.max(1, others.length))]
  const kinds = [other?.item?.barcode, other?.bin, other?.item?.sku, 'X-99-99', '4006381333931']
  const code = kinds[random.below(kinds.length)] ?? 'NOTHING-LIKE-IT'
  return command(at, { code })
}

function rightDeed(at: Stop, { truth, random }: Hands): Command {
  if (!at.binProved) return command(at, { code: at.bin ?? '' })
  if (at.open === 0) return command(at, { code: at.tote })
  const there = pieces(truth.shelves, `${at.bin} ${at.item?.sku}`)
  if (there <= 0) return command(at, { intent: 'short' })
  const many = at.picked > 0 || random.chance(0.3) ? Math.min(there, at.open) : 1
  return command(at, { code: at.item?.barcode ?? at.item?.sku ?? '', quantity: many })
}

/** Sends as a device on a bad network does: sometimes twice at once, sometimes again after a lost answer. */
async function sendAll(
  { random, tally }: Hands,
  device: PageVisitor,
  path: string,
  queue: readonly Command[],
) {
  const message = { device: 'x', commands: JSON.stringify(queue) }
  const send = async () => synced.parse(await device.post(`${path}/scans`, message))
  if (random.chance(0.1)) {
    tally.repeats++
    const [one, other] = await Promise.all([send(), send()])
    if (!isSame(one.answers, other.answers))
      tally.faults.push(`two answers to one message: ${path}`)
    return one
  }
  const first = await send()
  if (!random.chance(0.08)) return first
  tally.repeats++
  const again = await send()
  if (!isSame(first.answers, again.answers)) tally.faults.push(`another answer later: ${path}`)
  return again
}

const isSame = (one: Answers, other: Answers) => JSON.stringify(one) === JSON.stringify(other)
