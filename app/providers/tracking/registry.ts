import { type Registry, registry } from '../registry.ts'
import type { TrackingProvider } from './contract.ts'

export type TrackingRegistry = Registry<TrackingProvider>
export const trackingRegistry = (providers: readonly TrackingProvider[]): TrackingRegistry =>
  registry('tracking', providers)
