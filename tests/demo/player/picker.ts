import { z } from 'zod'
import type { AppVisitor } from '../../visitors/app-visitor.ts'
import { keepAt, type Over } from './stand-ins.ts'

const board = z.object({
  ready: z.array(z.object({ id: z.string(), place: z.string() })),
  suggested: z.array(z.string()),
  walking: z.array(z.object({ id: z.string(), picker: z.string() })),
})
const stop = z.object({
  id: z.string(),
  version: z.number(),
  bin: z.string().nullable(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  open: z.number(),
  tote: z.string(),
  wants: z.enum(['bin', 'item', 'by_hand', 'tote']),
})
const screen = z.object({ state: z.string(), current: stop.nullable() })
const shownTour = z.object({ screen })
const scanned = z.object({ ok: z.boolean(), words: z.string(), screen })
type Stop = z.infer<typeof stop>

/** What the picker's scanner reads at this stop. */
const readOff = (at: Stop): { readonly code: string; readonly quantity: number } => {
  switch (at.wants) {
    case 'bin':
      return { code: at.bin ?? '', quantity: 1 }
    case 'item':
      return { code: at.barcode ?? at.sku ?? '', quantity: at.open }
    case 'by_hand':
      return { code: '', quantity: at.open }
    case 'tote':
      return { code: at.tote, quantity: 1 }
  }
}

/** Plays the pickers: takes what is ready, walks the tour stop by stop, scans all that is asked. */
export async function playPickers(
  picker: AppVisitor,
  over: Over,
  finished: () => void,
): Promise<void> {
  await keepAt('a picker', over, async () => {
    const { ready, suggested, walking } = board.parse(await picker.look('/app/pick?index'))
    // A tour that was broken off is walked to its end first.
    const begun = walking.find((tour) => tour.picker === 'You')
    if (begun) {
      await walk(picker, `/app/pick/${begun.id}`)
      finished()
      return true
    }
    const first = ready[0]
    if (!first) return false
    const batch = suggested.length > 0 ? suggested : [first.id]
    // What cannot be walked now keeps nobody from the next.
    let started = await picker.send('/app/pick?index', { shipment: batch })
    for (const { id } of ready)
      if (!started.redirect) started = await picker.send('/app/pick?index', { shipment: [id] })
    if (!started.redirect) return false
    await walk(picker, started.redirect)
    finished()
    return true
  })
}

/** Walks a tour stop by stop, and ends it if so wished. */
export async function walk(picker: AppVisitor, path: string, finish = true): Promise<void> {
  let now = shownTour.parse(await picker.look(path)).screen
  let refusals = 0
  while (now.current) {
    const answer = await picker.send(path, {
      intent: 'scan',
      pick: now.current.id,
      version: now.current.version,
      ...readOff(now.current),
    })
    const told = scanned.parse(answer.data)
    refusals = told.ok ? 0 : refusals + 1
    if (refusals > 5) throw new Error(`the tour ${path} refuses every scan: ${told.words}`)
    now = told.screen
  }
  if (finish) await picker.send(path, { intent: 'finish' })
}
