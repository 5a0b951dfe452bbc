import { sealedBy } from '../../../platform/vault.server.ts'
import { packBundle } from '../pack-body.server.ts'
import type { DeliveryHead } from './delivery-head.ts'
import type { KnownShop } from './known-shops.server.ts'

/** One delivery on its way into the database. */
export interface Incoming {
  readonly head: DeliveryHead
  readonly body: Buffer
}

/** A delivery with the shop it is for. */
export interface Addressed {
  readonly from: Incoming
  readonly shop: KnownShop
}

/** Unpacked bytes of one bundle at most (one body alone may be more): a drain opens the whole of it for one delivery. */
const mostBytes = 1024 * 1024

interface Bundle {
  readonly shop: KnownShop
  readonly deliveries: Incoming[]
  bytes: number
}

/** Each shop's deliveries in bundles, the bundles in the order of their shops' ids. */
function bundlesOf(batch: readonly Addressed[]): readonly Bundle[] {
  const all: Bundle[] = []
  const open = new Map<string, Bundle>()
  for (const { shop, from } of batch) {
    let bundle = open.get(shop.id)
    if (!bundle || bundle.bytes + from.body.length > mostBytes) {
      bundle = { shop, deliveries: [], bytes: 0 }
      open.set(shop.id, bundle)
      all.push(bundle)
    }
    bundle.deliveries.push(from)
    bundle.bytes += from.body.length
  }
  return all.sort((a, b) => (a.shop.id < b.shop.id ? -1 : a.shop.id > b.shop.id ? 1 : 0))
}

/**
 * Packs and seals a batch, and lays it out as `app.store_bundles` takes it: the bytes of all bundles in
 * one piece, since an array of Buffers would travel as hex text.
 * @param waitMs how long a shop's drain may wait.
 */
export function layOut(batch: readonly Addressed[], waitMs: (shop: string) => number): unknown[] {
  const bundles = bundlesOf(batch)
  const packed = bundles.map(({ deliveries }) => packBundle(deliveries.map(({ body }) => body)))
  const sealed = Buffer.allocUnsafe(packed.reduce((sum, one) => sum + one.length + sealedBy, 0))
  let end = 0
  const sizes = packed.map((one, nth) => {
    const from = end
    end = bundles[nth]?.shop.vault.sealBytesInto(one, sealed, from) ?? from
    return end - from
  })
  const heads = bundles.flatMap(({ deliveries }) => deliveries.map(({ head }) => head))
  const places = bundles.flatMap(({ deliveries }) => placesOf(deliveries))
  return [
    bundles.map(({ shop }) => shop.id),
    bundles.map(({ shop }) => shop.sealedBy),
    bundles.map(({ shop }) => waitMs(shop.id)),
    bundles.map(({ deliveries }) => deliveries.length),
    sizes,
    sealed,
    heads.map(({ topic }) => topic),
    heads.map(({ eventKey }) => eventKey),
    heads.map(({ triggeredAt }) => triggeredAt),
    heads.map(({ apiVersion }) => apiVersion),
    places,
    bundles.flatMap(({ deliveries }) => deliveries.map(({ body }) => body.length)),
  ]
}

/** Where each body begins among those before it. */
function placesOf(deliveries: readonly Incoming[]): readonly number[] {
  let end = 0
  return deliveries.map(({ body }) => {
    const at = end
    end += body.length
    return at
  })
}
