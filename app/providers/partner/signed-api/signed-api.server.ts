import { ProviderUnavailable } from '../../../kernel/faults.ts'
import type { RequestKey } from '../../../kernel/ids.ts'
import { AddressNotAllowed, type Outbound } from '../../../platform/outbound.server.ts'
import type { PartnerAddress, PartnerProvider } from '../contract.ts'
import { cancelMessage, type PartnerMessage, requestMessage } from './message.ts'
import { readReceipt } from './read-receipt.ts'
import { signMessage } from './sign.ts'

export interface SignedApiOptions {
  readonly outbound: Outbound
  readonly timeoutMs: number
  /** Reads the clock. */
  readonly now?: () => Date
}

/**
 * Partners with an endpoint of their own: messages signed after Standard Webhooks.
 * The request key is the `webhook-id`, so a partner recognises a repeat.
 * Source: docs/providers/signed-api.md.
 */
export function signedApi({
  outbound,
  timeoutMs,
  now = () => new Date(),
}: SignedApiOptions): PartnerProvider {
  async function send(partner: PartnerAddress, message: PartnerMessage, id: RequestKey, at: Date) {
    const body = JSON.stringify(message)
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': 'Orderwright/1',
      ...signMessage(partner.signingSecret, id, at, body),
    }
    const answer = await outbound
      .post(partner.endpointUrl, { headers, body, timeoutMs })
      .catch((cause: unknown) => {
        if (cause instanceof AddressNotAllowed) throw cause
        throw new ProviderUnavailable('the partner', { cause })
      })
    return readReceipt(answer)
  }
  return {
    key: 'signed_api',
    request: (partner, shipment, key) => {
      const at = now()
      return send(partner, requestMessage(shipment, at), key, at)
    },
    cancel: async (partner, shipment, key) => {
      const at = now()
      await send(partner, cancelMessage(shipment, at), key, at)
    },
  }
}
