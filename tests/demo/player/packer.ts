import { z } from 'zod'
import type { AppVisitor } from '../../visitors/app-visitor.ts'
import { keepAt, type Over } from './stand-ins.ts'

const row = z.object({ id: z.string(), number: z.string() })
const board = z.object({ waiting: z.array(row), toCollect: z.array(row) })
const line = z.object({
  id: z.string(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  quantity: z.number(),
  packed: z.number(),
  byHand: z.boolean(),
})
const screen = z.object({
  state: z.string(),
  packed: z.number(),
  lines: z.array(line),
  cartons: z.array(z.object({ id: z.string(), emptyGrams: z.number() })),
  advice: z.object({ cartonId: z.string().nullable() }),
  goodsGrams: z.number().nullable(),
})
const bench = z.object({ screen })
const told = z.object({ ok: z.boolean(), words: z.string(), screen })

export interface PackDeeds {
  packed(): void
  collected(): void
}

/** Plays the packers and the counter: proves every piece, closes the carton, hands out what is collected. */
export async function playPackers(packer: AppVisitor, over: Over, deeds: PackDeeds): Promise<void> {
  await keepAt('a packer', over, async () => {
    const { waiting, toCollect } = board.parse(await packer.look('/app/pack?index'))
    for (const { id, number } of waiting) {
      const opened = await packer.send('/app/pack?index', { intent: 'open', code: number })
      if (opened.redirect && (await packOne(packer, `/app/pack/${id}?index`))) deeds.packed()
    }
    for (const { id } of toCollect) {
      const answer = await packer.send('/app/pack?index', { intent: 'collected', shipment: id })
      if (answer.status < 400) deeds.collected()
    }
    return waiting.length + toCollect.length > 0
  })
}

async function packOne(packer: AppVisitor, path: string): Promise<boolean> {
  let now = bench.parse(await packer.look(path)).screen
  for (;;) {
    const next = now.lines.find((one) => one.packed < one.quantity)
    if (!next) break
    const answer = told.parse(
      (
        await packer.send(path, {
          intent: 'scan',
          code: next.barcode ?? next.sku ?? '',
          line: next.id,
          quantity: next.quantity - next.packed,
          seen: now.packed,
        })
      ).data,
    )
    if (!answer.ok) throw new Error(`at the bench ${path}: ${answer.words}`)
    now = answer.screen
  }
  const carton = now.cartons.find(({ id }) => id === now.advice.cartonId) ?? now.cartons.at(-1)
  const grams = now.goodsGrams === null ? 500 : now.goodsGrams + (carton?.emptyGrams ?? 0)
  const closed = told.parse(
    (
      await packer.send(path, {
        intent: 'finish',
        carton: carton?.id ?? '',
        grams: Math.max(1, grams),
      })
    ).data,
  )
  if (!closed.ok) throw new Error(`closing at ${path}: ${closed.words}`)
  return true
}
