import { z } from 'zod'
import { addressShape, type Buyer } from '../../journey/buyer.ts'

/** What a correction changes, as it lies sealed until the store has it: only what was given. */
export const correctionShape = z.object({
  email: z.string().optional(),
  phone: z.string().optional(),
  shipTo: addressShape.optional(),
})
export type Correction = z.infer<typeof correctionShape>

/** The buyer with a correction laid over. */
export const corrected = (buyer: Buyer, { email, phone, shipTo }: Correction): Buyer => ({
  ...buyer,
  ...(email === undefined ? {} : { email }),
  ...(phone === undefined ? {} : { phone }),
  ...(shipTo === undefined ? {} : { shipTo }),
})
