import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { PageVisitor } from '../../visitors/app-visitor.ts'
import type { Tally } from './picker.ts'
import type { Random } from './random.ts'
import { pieces, type Truth } from './shelves.ts'

const board = z.object({
  waiting: z.array(z.object({ id: z.string(), number: z.string(), tote: z.string().nullable() })),
})
const screen = z.object({ packed: z.number(), goodsGrams: z.number().nullable() })
const page = z.object({ screen })
const told = z.object({ ok: z.boolean(), words: z.string(), kind: z.string(), screen })

export interface Bench {
  readonly device: PageVisitor
  readonly truth: Truth
  readonly random: Random
  readonly tally: Tally
  /** Shipments some packer has in hand. */
  readonly inHand: Set<string>
  /** Everything there is to scan that is not wanted. */
  readonly skus: readonly string[]
}

/** Takes a tote to the bench, scans what lies in it into a parcel and closes it. @returns whether there was one. */
export async function packOnce(at: Bench): Promise<boolean> {
  const { waiting } = board.parse(await at.device.look('/floor/pack?index'))
  const next = waiting.find(({ id }) => !at.inHand.has(id))
  if (!next) return false
  at.inHand.add(next.id)
  const code = next.tote ?? next.number
  const opened = await at.device.send('/floor/pack?index', { intent: 'open', code })
  if (opened.redirect !== `/floor/pack/${next.id}`) {
    at.tally.faults.push(`tote ${code} opened ${opened.redirect} instead of ${next.number}`)
    return true
  }
  await packTote(at, next)
  return true
}

async function packTote(
  bench: Bench,
  {
    id,
    number,
    tote,
  }: { readonly id: string; readonly number: string; readonly tote: string | null },
): Promise<void> {
  const { device, truth, random, tally } = bench
  const path = `/floor/pack/${id}?index`
  const inTote = new Map(truth.totes.get(tote ?? '') ?? [])
  const parcel = new Map<string, number>()
  const things = [...inTote].flatMap(([sku, count]) => Array.from({ length: count }, () => sku))
  let now = page.parse(await device.look(path)).screen
  for (const sku of things) {
    if (random.chance(0.1)) await tryForeign(bench, path, { inTote, seen: now.packed })
    const answer = await scanAt(bench, path, { code: `50${sku}`, seen: now.packed })
    now = answer.screen
    if (answer.ok) parcel.set(sku, pieces(parcel, sku) + 1)
    else tally.faults.push(`${number}: ${sku} from its tote was refused: ${answer.words}`)
  }
  const grams = Math.max(1, now.goodsGrams ?? 500)
  const form = { intent: 'finish', carton: '', grams }
  const closed = told.parse((await device.send(path, form)).data)
  if (!closed.ok) {
    tally.faults.push(`${number} could not be closed: ${closed.words}`)
    return
  }
  truth.parcels.set(id, parcel)
  if (tote) truth.totes.delete(tote)
}

/** Something that lies about at the bench and belongs to another parcel. */
async function tryForeign(
  bench: Bench,
  path: string,
  { inTote, seen }: { readonly inTote: ReadonlyMap<string, number>; readonly seen: number },
) {
  const foreign = bench.skus.filter((one) => !inTote.has(one))
  const code = `50${foreign[bench.random.below(foreign.length)]}`
  bench.tally.wrongScansTried++
  if (!(await scanAt(bench, path, { code, seen })).ok) bench.tally.wrongScansCaught++
}

/** One scan at the bench, now and then sent twice at once. */
async function scanAt(
  { device, random, tally }: Bench,
  path: string,
  scan: { readonly code: string; readonly seen: number },
) {
  const form = { intent: 'scan', key: randomUUID(), quantity: 1, ...scan }
  const send = async () => told.parse((await device.send(path, form)).data)
  if (!random.chance(0.1)) return send()
  tally.repeats++
  const [one, other] = await Promise.all([send(), send()])
  if (one.ok !== other.ok) tally.faults.push(`two answers to one scan at ${path}`)
  return one
}
