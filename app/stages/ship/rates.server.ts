import { Fault } from '../../kernel/faults.ts'
import type { ShipmentId, ShopId } from '../../kernel/ids.ts'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import { withShop } from '../../platform/db.server.ts'
import type { LabelRefusal } from './decide-label.ts'
import { decideService, type Offer, type Suggestion } from './decide-service.ts'
import type { ShipDeps } from './deps.server.ts'
import { questionFor } from './purchase.server.ts'
import { readShipping } from './read-shipping.server.ts'

export interface Rates extends Suggestion {
  /** Carriers that did not answer, or said no: their offers are not in the list. */
  readonly faults: readonly { readonly carrier: string; readonly words: string }[]
}

/** Asks every carrier at once what the shipment costs, and suggests one. Buys nothing. */
export async function readRates(
  deps: ShipDeps,
  shop: ShopId,
  id: ShipmentId,
  parcel: { readonly parcelId: string | null; readonly grams: number | null },
): Promise<Outcome<Rates, LabelRefusal>> {
  const vault = await deps.vaults.of(shop)
  const asked = await withShop(deps.db, shop, async (tx) => {
    const facts = await readShipping(tx, vault, id)
    if (!facts) return refuse({ kind: 'not_found' } as const)
    const found =
      facts.parcels.find((one) =>
        parcel.parcelId === null ? one.trackingNumber === null : one.id === parcel.parcelId,
      ) ?? null
    const weight = parcel.grams ?? found?.grams ?? null
    if (!weight) return refuse({ kind: 'weight_missing' } as const)
    const question = await questionFor(tx, facts, {
      position: found?.position ?? 1,
      cartonId: found?.cartonId ?? null,
      grams: weight,
    })
    if (!question.ok) return question
    const { currency } = await tx.shop.findUniqueOrThrow({ where: { id: shop } })
    return accept({ question: question.value, promisedAt: facts.order.promisedAt, currency })
  })
  if (!asked.ok) return asked
  const { question, promisedAt, currency } = asked.value
  const answers = await Promise.allSettled(
    deps.carriers.all.map(async (carrier): Promise<Offer[]> => {
      const rates = await carrier.rates(question)
      return rates.map((rate) => ({
        ...rate,
        carrierKey: carrier.key,
        carrierName: carrier.name,
      }))
    }),
  )
  const offers = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
  const faults = answers.flatMap((answer, at) => {
    if (answer.status === 'fulfilled') return []
    if (!(answer.reason instanceof Fault)) throw answer.reason
    return [{ carrier: deps.carriers.all[at]?.name ?? '', words: answer.reason.message }]
  })
  const suggestion = decideService({ offers, promisedAt, now: new Date(), currency })
  return accept({ ...suggestion, faults })
}
