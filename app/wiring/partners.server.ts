import type { Config } from '../platform/config.server.ts'
import { openOutbound } from '../platform/outbound.server.ts'
import { portal } from '../providers/partner/portal/portal.ts'
import { type PartnerRegistry, partnerRegistry } from '../providers/partner/registry.ts'
import { signedApi } from '../providers/partner/signed-api/signed-api.server.ts'

/** Longest a partner's system may take to say that it has a message. */
const timeoutMs = 15_000

/** All ways in which partners are asked. */
export function openPartners(
  config: Pick<Config, 'ALLOW_PRIVATE_PARTNER_ADDRESSES'>,
): PartnerRegistry {
  const outbound = openOutbound({ allowPrivate: config.ALLOW_PRIVATE_PARTNER_ADDRESSES })
  return partnerRegistry([portal(), signedApi({ outbound, timeoutMs })])
}
