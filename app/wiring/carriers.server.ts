import type { Config } from '../platform/config.server.ts'
import { parcelnetCarrier } from '../providers/carrier/parcelnet/parcelnet.server.ts'
import { type CarrierRegistry, carrierRegistry } from '../providers/carrier/registry.ts'
import { parcelnetTracking } from '../providers/tracking/parcelnet/parcelnet.server.ts'
import { type TrackingRegistry, trackingRegistry } from '../providers/tracking/registry.ts'

/** How long a carrier has for one answer. A label is made and drawn in it. */
const timeoutMs = 15_000

/**
 * The carriers that labels can be bought from, and those that tell where parcels are.
 * The stand-in carrier is offered only where its address is set.
 * @throws Error when its address is set without its secret.
 */
export function openCarriers(
  config: Pick<Config, 'STAND_IN_CARRIER_URL' | 'STAND_IN_CARRIER_SECRET'>,
): { carriers: CarrierRegistry; trackers: TrackingRegistry } {
  const { STAND_IN_CARRIER_URL: baseUrl, STAND_IN_CARRIER_SECRET: secret } = config
  if (!baseUrl) return { carriers: carrierRegistry([]), trackers: trackingRegistry([]) }
  if (!secret) throw new Error('STAND_IN_CARRIER_URL is set without STAND_IN_CARRIER_SECRET')
  const options = { baseUrl, secret, timeoutMs }
  return {
    carriers: carrierRegistry([parcelnetCarrier(options)]),
    trackers: trackingRegistry([parcelnetTracking(options)]),
  }
}
