const linkStates = ['open', 'used', 'revoked', 'expired'] as const
export type LinkState = (typeof linkStates)[number]

interface LinkFacts {
  readonly usedAt: Date | null
  readonly revokedAt: Date | null
  readonly expiresAt: Date
}

/** What a customer who opens the link meets now. */
export function decideLinkState({ usedAt, revokedAt, expiresAt }: LinkFacts, now: Date): LinkState {
  if (revokedAt) return 'revoked'
  if (usedAt) return 'used'
  return expiresAt <= now ? 'expired' : 'open'
}

/** Between two letters about the same order, however often somebody presses. */
const letterEveryMs = 60_000

/** Whether another letter may go out. @param lastAt when the last letter or link was made. */
export const mayWriteAgain = (lastAt: Date | null, now: Date): boolean =>
  lastAt === null || now.getTime() - lastAt.getTime() >= letterEveryMs
