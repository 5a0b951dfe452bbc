import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { isUuid, shipmentId } from '../kernel/ids.ts'
import { readRates } from '../stages/ship/index.server.ts'
import { labelRefusalWords } from '../stages/ship/index.ts'
import type { ShownRates } from '../ui/ship/answer.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const query = z.object({
  parcel: z.uuid().nullable().catch(null),
  grams: z.coerce.number().int().min(1).max(1_000_000).nullable().catch(null),
})

/** Prices of every carrier for a parcel, asked anew each time. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<ShownRates> {
  const { shop } = await signedIn(request, 'ship.see')
  const raw = params['shipment'] ?? ''
  if (!isUuid(raw)) throw new Response(null, { status: 404 })
  const search = new URL(request.url).searchParams
  const { parcel, grams } = query.parse(Object.fromEntries(search))
  const rates = await readRates(services(), shop, shipmentId(raw), { parcelId: parcel, grams })
  if (!rates.ok) return { kind: 'refused', words: labelRefusalWords(rates.refusal) }
  return {
    kind: 'rates',
    ...{ why: rates.value.why, faults: rates.value.faults },
    offers: rates.value.offers.map((offer) => ({
      ...{ carrierKey: offer.carrierKey, carrierName: offer.carrierName },
      ...{ service: offer.service, name: offer.name, days: offer.days },
      ...{ costMinor: offer.cost.minor.toString(), currency: offer.cost.currency },
      arrivesAt: offer.arrivesAt?.toISOString() ?? null,
      keepsPromise: offer.keepsPromise,
    })),
  }
}
