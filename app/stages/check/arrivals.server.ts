import { type Arrival, type LookAtArrivals, nobodyPasses } from '../../journey/arrival.ts'
import type { Buyer } from '../../journey/buyer.ts'
import { type BuyerColumns, buyerColumns } from '../../journey/buyer-columns.ts'
import { readLetterShop, type ShopForLetters } from '../../journey/letter/letter-shop.server.ts'
import { decideComplete, decideDoubts, type OrderFacts } from './complete.ts'
import type { ContractVersion } from './contract/contract.ts'
import { readableContract } from './contract/read-contract.server.ts'
import { corrected } from './correction-shape.ts'
import { decideGrounds } from './grounds/decide-grounds.ts'
import { ordersWithOthers } from './grounds/orders-with-others.server.ts'
import { tellComplete } from './release-order.server.ts'
import { decideTidying, type Tidying } from './tidy.ts'
import { tellTidied } from './tidy-orders.server.ts'

interface Plain {
  readonly arrival: Arrival
  readonly buyer: BuyerColumns
  /** What was put right of it; null: nothing. */
  readonly tidying: Tidying | null
}

/**
 * The check in the moment an order is taken in. Most orders lack nothing: they are written as judged, in the
 * transaction that takes them in, instead of being read again, opened and written a second time (decision 0020).
 * Whatever needs more than a look (a hold, a question, another order of the same customer, a contract with rules) is
 * left to the check itself, so that each of its rules stands in one place.
 */
export const lookAtArrivals: LookAtArrivals = async (tx, vault, arrivals) => {
  const contract = await readableContract(tx)
  // A contract that cannot be read stops the check, not the taking in.
  if (!contract || contract.contract.rules.length > 0) return nobodyPasses
  const shop = await readLetterShop(tx)
  const plain = arrivals.flatMap((arrival): readonly Plain[] => {
    const look = lookAt(arrival, shop, contract)
    return look ? [{ arrival, tidying: look.tidying, buyer: buyerColumns(vault, look.buyer) }] : []
  })
  const others = await ordersWithOthers(tx, plain, shop.settings)
  const passed = plain.filter(({ arrival }) => !others.has(arrival.gid))
  return {
    buyers: new Map(passed.map(({ arrival, buyer }) => [arrival.gid, buyer])),
    contractVersion: contract.version,
    async goOn(inTx, written) {
      const tidied = passed.flatMap(({ arrival, tidying }) => {
        const id = written.get(arrival.gid)
        return tidying && id !== undefined ? [{ id, ...tidying }] : []
      })
      await tellTidied(inTx, vault, tidied)
      await tellComplete(inTx, [...written.values()], contract.version)
    },
  }
}

/** What can be told of an order by itself: the buyer, slips put right; null where anything is left to do or to ask. */
function lookAt(
  arrival: Arrival,
  { settings, country }: Pick<ShopForLetters, 'settings' | 'country'>,
  contract: ContractVersion,
): { readonly buyer: Buyer; readonly tidying: Tidying | null } | null {
  const deliveryKind = readKind(arrival.deliveryKind)
  if (deliveryKind === null) return null
  const grounds = { financialStatus: arrival.financialStatus, riskLevel: null, twins: [] }
  if (decideGrounds(grounds, settings).holds.length > 0) return null
  const tidying = deliveryKind === 'shipping' ? decideTidying(arrival.buyer) : null
  const buyer = tidying ? corrected(arrival.buyer, tidying.correction) : arrival.buyer
  const facts = factsOf({ ...arrival, buyer }, { deliveryKind, contract, settings, country })
  if (!decideComplete(facts).ok) return null
  if (settings.doubtfulDetails === 'office' && decideDoubts(facts).length > 0) return null
  return { buyer, tidying }
}

/** Null: only the store knows. */
const readKind = (kind: string): OrderFacts['deliveryKind'] | null =>
  kind === 'shipping' || kind === 'pickup' || kind === 'digital' ? kind : null

interface Around extends Pick<ShopForLetters, 'settings' | 'country'> {
  readonly deliveryKind: OrderFacts['deliveryKind']
  readonly contract: ContractVersion
}

const factsOf = (
  { channel, buyer, shippingTitle, total, lines }: Arrival,
  { deliveryKind, contract, settings, country }: Around,
): OrderFacts => ({
  ...{ deliveryKind, channel, buyer, shippingTitle, total, contract },
  // What the catalogue says of goods is asked for by contracts alone, and those are left to the check itself.
  lines: lines.map((line) => ({ ...line, productType: null, productTags: [] })),
  contactNeeded: settings.contactNeeded,
  doubtfulDetails: settings.doubtfulDetails,
  shopCountry: country,
  waived: [],
})
