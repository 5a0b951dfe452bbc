import { type Registry, registry } from '../registry.ts'
import type { CarrierProvider } from './contract.ts'

export type CarrierRegistry = Registry<CarrierProvider>
export const carrierRegistry = (providers: readonly CarrierProvider[]): CarrierRegistry =>
  registry('carrier', providers)
