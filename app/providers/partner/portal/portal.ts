import type { PartnerProvider } from '../contract.ts'

/**
 * Partners without a system of their own: they find their requests in the portal, which reads the
 * same rows. Nothing is sent here; the handoff room mails them that something waits.
 */
export const portal = (): PartnerProvider => ({
  key: 'portal',
  request: async () => ({ partnerRef: null }),
  cancel: async () => undefined,
})
