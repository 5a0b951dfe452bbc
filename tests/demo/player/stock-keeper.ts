import { z } from 'zod'
import type { AppVisitor } from '../../visitors/app-visitor.ts'
import { orderOf, ordersOf } from './shop-pages.ts'
import { keepAt, type Over } from './stand-ins.ts'

const place = z.object({ id: z.string(), name: z.string() })
const stockPage = z.object({
  rows: z.array(
    z.object({ itemId: z.string(), sku: z.string().nullable(), available: z.number() }),
  ),
})
const itemPage = z.object({ places: z.array(place), formKey: z.string() })

/** Pieces that come in at once when something ran out. */
const delivered = 20
/** Rounds after which more come in although there is enough: it lies at another place than the order's. */
const patientRounds = 20

/** Plays the stock keeper: where an order waits for goods, they come in at every place of the shop's own. */
export async function playStockKeeper(keeper: AppVisitor, over: Over): Promise<void> {
  const rounds = new Map<string, number>()
  await keepAt('the stock keeper', over, async () => {
    const waiting = (await ordersOf(keeper, 'view=open&stage=stock')).filter(
      ({ step }) => step === 'restock',
    )
    for (const { id } of waiting) {
      const round = (rounds.get(id) ?? 0) + 1
      rounds.set(id, round)
      const enough = round % patientRounds === 0 ? Number.POSITIVE_INFINITY : delivered
      for (const line of (await orderOf(keeper, id)).lines)
        if (line.sku) await receive(keeper, line.sku, enough)
    }
    return waiting.length > 0
  })
}

async function receive(keeper: AppVisitor, sku: string, enough: number): Promise<void> {
  const found = stockPage
    .parse(await keeper.look(`/app/stock?index&q=${encodeURIComponent(sku)}`))
    .rows.find((row) => row.sku === sku)
  if (!found || found.available >= enough) return
  const path = `/app/stock/${found.itemId}`
  for (const { id } of itemPage.parse(await keeper.look(path)).places) {
    const { formKey } = itemPage.parse(await keeper.look(path))
    const answer = await keeper.send(path, {
      deed: 'received',
      key: formKey,
      place: id,
      quantity: delivered,
    })
    if (answer.status !== 200)
      throw new Error(`${sku} could not be received: ${JSON.stringify(answer.data)}`)
  }
}
