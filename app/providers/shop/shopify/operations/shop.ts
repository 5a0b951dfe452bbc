import { z } from 'zod'
import { operation } from '../operation.ts'

export const readShop = operation({
  text: `query ReadShop {
  shop { name email currencyCode ianaTimezone shopAddress { countryCodeV2 } }
}`,
  variables: (_: null) => ({}),
  answer: z.object({
    shop: z.object({
      name: z.string(),
      email: z.string(),
      currencyCode: z.string().length(3),
      ianaTimezone: z.string(),
      shopAddress: z.object({ countryCodeV2: z.string().nullable() }),
    }),
  }),
})
