import { type Registry, registry } from '../registry.ts'
import type { PartnerProvider } from './contract.ts'

export type PartnerRegistry = Registry<PartnerProvider>
export const partnerRegistry = (providers: readonly PartnerProvider[]): PartnerRegistry =>
  registry('partner', providers)
