import { z } from 'zod'
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { PartnerAddress } from '../../providers/partner/contract.ts'

const sealedPartner = z.object({ signingSecret: z.string() })

/** How a partner is asked. */
export interface PartnerReach {
  readonly id: string
  readonly name: string
  readonly contactEmail: string
  readonly providerKey: string
  readonly answerWithinMin: number
  readonly address: PartnerAddress
}

/** The partner of a shipment, or why it cannot be asked: a sentence part for the merchant. */
export async function readReach(
  tx: ShopTx,
  vault: ShopVault,
  partnerId: string | null,
): Promise<Outcome<PartnerReach, string>> {
  const row =
    partnerId === null
      ? null
      : await tx.partner.findUnique({ where: { shopId_id: { shopId: tx.shopId, id: partnerId } } })
  if (!row) return refuse('no partner is set for it')
  if (!row.active) return refuse('its partner is switched off')
  const secret = row.sealed ? sealedPartner.parse(vault.open(row.sealed)).signingSecret : ''
  const callsOut = row.providerKey !== 'portal'
  if (callsOut && !row.endpointUrl) return refuse('its partner has no address to send to')
  if (callsOut && !secret) return refuse('its partner has no signing secret')
  return accept({
    id: row.id,
    name: row.name,
    contactEmail: row.contactEmail,
    providerKey: row.providerKey,
    answerWithinMin: row.answerWithinMin,
    address: { partnerId: row.id, endpointUrl: row.endpointUrl ?? '', signingSecret: secret },
  })
}
