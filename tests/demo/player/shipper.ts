import { z } from 'zod'
import type { AppVisitor } from '../../visitors/app-visitor.ts'
import { keepAt, type Over } from './stand-ins.ts'

const desk = z.object({
  rows: z.array(z.object({ id: z.string(), verified: z.boolean() })),
  bulkMost: z.number(),
})
const bulk = z.object({
  kind: z.literal('bulk'),
  bought: z.array(z.object({ id: z.string() })),
  refused: z.array(z.object({ id: z.string(), number: z.string(), words: z.string() })),
})

/**
 * A carrier that is busy or away sells a moment later; what it refuses again and again it does not sell. Where much
 * breaks it takes far more, so that nearly all labels are bought.
 */
const refusalsThatCount = (over: Over): number => ((over.patience ?? 20) > 20 ? 200 : 6)

/**
 * Plays the shipping desk: buys the suggested label for all that is packed. Where none is sold it types one of its own
 * in, brings the parcel there itself, and says so.
 */
export async function playShippers(
  shipper: AppVisitor,
  over: Over,
  bought: (labels: number) => void,
): Promise<void> {
  const refusals = new Map<string, number>()
  const onTheVan = new Set<string>()
  await keepAt('the shipping desk', over, async () => {
    const { rows, bulkMost } = desk.parse(await shipper.look('/app/ship?index'))
    const brought = await bringThere(shipper, onTheVan)
    const ready = rows.filter(({ verified }) => verified).slice(0, bulkMost)
    if (ready.length === 0) return brought
    const answer = await shipper.send('/app/ship?index', { shipment: ready.map(({ id }) => id) })
    const result = bulk.parse(answer.data)
    bought(result.bought.length)
    for (const refused of result.refused) {
      const times = (refusals.get(refused.id) ?? 0) + 1
      refusals.set(refused.id, times)
      if (times < refusalsThatCount(over)) continue
      const own = await shipper.send(`/app/ship/${refused.id}?index`, {
        intent: 'own',
        carrier: 'Harbour Vans',
        number: `HV${refused.number.replace(/\D/g, '')}`,
        url: '',
      })
      if (own.status !== 200) continue
      bought(1)
      onTheVan.add(refused.id)
    }
    return true
  })
}

/** What is not with its carrier yet, as far as the store knows, is brought a moment later. */
async function bringThere(shipper: AppVisitor, onTheVan: Set<string>): Promise<boolean> {
  for (const id of onTheVan) {
    const there = await shipper.send(`/app/ship/${id}?index`, { intent: 'arrived' })
    if (there.status !== 200) continue
    onTheVan.delete(id)
    return true
  }
  return false
}
