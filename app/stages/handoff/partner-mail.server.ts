import { bookMail } from '../../journey/mail.server.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { HandoffDeps } from './deps.server.ts'
import { partnerLetter } from './partner-letter.ts'
import type { PartnerReach } from './partner-reach.server.ts'
import type { StandingShipment } from './read-shipment.server.ts'

/** Tells a partner who works in the portal that something waits there. Others hear it from their system. */
export async function mailPartner(
  tx: ShopTx,
  deps: Pick<HandoffDeps, 'config'>,
  vault: ShopVault,
  {
    shipment,
    reach,
    about,
  }: {
    readonly shipment: StandingShipment
    readonly reach: PartnerReach
    readonly about: 'request' | 'cancel'
  },
): Promise<void> {
  if (reach.providerKey !== 'portal' || !reach.contactEmail) return
  const shop = await tx.shop.findUniqueOrThrow({
    where: { id: tx.shopId },
    select: { name: true, domain: true },
  })
  await bookMail(tx, vault, {
    orderId: shipment.orderId,
    kind: `partner_${about}`,
    key: `partner_${about}:${shipment.id}`,
    letter: partnerLetter({
      to: reach.contactEmail,
      about,
      shopName: shop.name || shop.domain,
      number: shipment.number,
      answerWithinMin: reach.answerWithinMin,
      url: new URL(`/partner/requests/${shipment.id}`, deps.config.SHOPIFY_APP_URL).href,
    }),
  })
}
