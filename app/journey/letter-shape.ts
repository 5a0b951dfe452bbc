import { z } from 'zod'

const letterShape = z.object({
  to: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  /** For letters that are not about the order itself: one-click List-Unsubscribe. */
  unsubscribeUrl: z.string().optional(),
})

/** A finished letter, as it lies sealed in `mail` until it is sent. */
export interface SealedLetter {
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly unsubscribeUrl?: string
}

export function readSealedLetter(opened: unknown): SealedLetter {
  const { unsubscribeUrl, ...letter } = letterShape.parse(opened)
  return unsubscribeUrl === undefined ? letter : { ...letter, unsubscribeUrl }
}
