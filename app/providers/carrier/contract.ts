import type { RequestKey } from '../../kernel/ids.ts'
import type { Money } from '../../kernel/money.ts'
import type { Grams, Millimetres } from '../../kernel/units.ts'

/** A name and address as printed on a label. */
export interface LabelAddress {
  readonly name: string
  readonly company: string | null
  readonly street1: string
  readonly street2: string | null
  readonly city: string
  readonly region: string | null
  readonly postcode: string | null
  /** ISO 3166-1 alpha-2 */
  readonly country: string
  readonly phone: string | null
  readonly email: string | null
}

export interface LabelRequest {
  /** Printed as the shipper's reference, `#1001-1`. */
  readonly reference: string
  readonly service: string
  /** Comes back in the address the carrier sends its messages to: `/carrier/<key>/<callback>`. Letters, digits, dashes. */
  readonly callback: string
  readonly from: LabelAddress
  readonly to: LabelAddress
  readonly parcel: {
    readonly weight: Grams
    readonly size: {
      readonly length: Millimetres
      readonly width: Millimetres
      readonly height: Millimetres
    } | null
  }
}

export interface Label {
  readonly trackingNumber: string
  readonly trackingUrl: string
  /** The carrier's name as Shopify's list of tracking companies has it, or the name customers know. */
  readonly carrierName: string
  readonly pdf: Uint8Array<ArrayBuffer>
  readonly zpl: string
  readonly cost: Money | null
  readonly eta: Date | null
}

export interface Rate {
  readonly service: string
  readonly name: string
  readonly cost: Money
  /** Days until delivery as the carrier expects; null when it does not say. */
  readonly days: number | null
}

/**
 * Someone who carries parcels and sells labels.
 * @throws ProviderUnavailable it is not known whether a label was bought: repeat with the same key.
 * @throws ProviderRefused the carrier names what it does not like (an address, a weight).
 */
export interface CarrierProvider {
  readonly key: string
  readonly name: string
  rates(request: Omit<LabelRequest, 'service' | 'callback'>): Promise<readonly Rate[]>
  /** @param key repeats with the same key answer the first label and buy nothing again. */
  buyLabel(request: LabelRequest, key: RequestKey): Promise<Label>
  /** Voids a label that was not used; one that is void already is fine. */
  voidLabel(trackingNumber: string): Promise<void>
}
