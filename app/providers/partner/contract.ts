import type { RequestKey } from '../../kernel/ids.ts'
import type { LabelAddress } from '../carrier/contract.ts'

/** Where and how one partner is reached. */
export interface PartnerAddress {
  readonly partnerId: string
  readonly endpointUrl: string
  /** `whsec_…`, Standard Webhooks. */
  readonly signingSecret: string
}

/** One shipment asked of a partner. Quantities in single pieces; SKUs as the merchant writes them. */
export interface PartnerShipment {
  readonly shipmentId: string
  readonly number: string
  readonly orderName: string
  readonly shipTo: LabelAddress
  readonly shippingTitle: string | null
  /** ISO instant by which it should leave. */
  readonly shipBy: string
  readonly note: string | null
  readonly lines: readonly {
    readonly lineId: string
    readonly sku: string
    readonly title: string
    readonly quantity: number
  }[]
}

/**
 * A fulfilment partner's way of taking orders. The partner answers later, at our API or in the portal.
 * @throws ProviderUnavailable it is not known whether it arrived: repeat with the same key.
 * @throws ProviderRefused the partner's system did not take the message and says why.
 */
export interface PartnerProvider {
  readonly key: string
  /** @param key repeats with the same key are the same request to the partner. @returns the partner's own reference when it gave one at once. */
  request(
    partner: PartnerAddress,
    shipment: PartnerShipment,
    key: RequestKey,
  ): Promise<{ readonly partnerRef: string | null }>
  cancel(
    partner: PartnerAddress,
    shipment: { readonly shipmentId: string; readonly number: string },
    key: RequestKey,
  ): Promise<void>
}
