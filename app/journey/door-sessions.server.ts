import type { ShopTx } from '../platform/db.server.ts'

/** Doors outside the admin that people sign in at. */
export type Door = 'portal' | 'floor'

/**
 * Hours a session lasts at most, and without a sign of life. A partner's desk is an office of others; a device of the
 * floor lies on a shelf over a break.
 */
export const sessionHours = {
  portal: { most: 12, idle: 2 },
  floor: { most: 12, idle: 4 },
} as const satisfies Record<Door, { readonly most: number; readonly idle: number }>

export interface DoorSession {
  readonly id: string
  /** The partner, or the person. */
  readonly who: string
  /** The device of the floor. */
  readonly at: string | null
  /** What held of code, badge or PIN when it was opened: the caller compares it with what holds now. */
  readonly mark: string
  readonly openedAt: Date
  readonly seenAt: Date
}

const hourMs = 3_600_000
/** How often a session says that it lives; it may seem idle for so much longer than it is. */
const seenEveryMs = 300_000

/** Opens a session. @returns its id, which the cookie names. */
export async function openSession(
  tx: ShopTx,
  session: Pick<DoorSession, 'who' | 'at' | 'mark'> & { readonly door: Door },
): Promise<string> {
  const until = new Date(Date.now() + sessionHours[session.door].most * hourMs)
  const { id } = await tx.doorSession.create({
    data: { shopId: tx.shopId, ...session, until },
    select: { id: true },
  })
  return id
}

const alive = (tx: ShopTx, door: Door) => {
  const now = Date.now()
  const idleSince = new Date(now - sessionHours[door].idle * hourMs)
  return { shopId: tx.shopId, door, until: { gt: new Date(now) }, seenAt: { gt: idleSince } }
}

/** A session that lasts; null when it ended, its time is over, or nothing was heard of it for too long. */
export async function liveSession(tx: ShopTx, door: Door, id: string): Promise<DoorSession | null> {
  const row = await tx.doorSession.findFirst({ where: { ...alive(tx, door), id } })
  if (row && Date.now() - row.seenAt.getTime() > seenEveryMs)
    await tx.doorSession.updateMany({
      where: { shopId: tx.shopId, id },
      data: { seenAt: new Date() },
    })
  return row
}

/** Everybody signed in as somebody, the newest first. */
export const sessionsOf = (tx: ShopTx, door: Door, who: string): Promise<readonly DoorSession[]> =>
  tx.doorSession.findMany({
    where: { ...alive(tx, door), who },
    orderBy: { id: 'desc' },
    take: 50,
  })

/** Ends sessions: one of them, all of somebody, or all at a device. @returns how many. */
export async function endSessions(
  tx: ShopTx,
  door: Door,
  which: { readonly id: string } | { readonly who: string } | { readonly at: string },
): Promise<number> {
  const { count } = await tx.doorSession.deleteMany({
    where: { shopId: tx.shopId, door, ...which },
  })
  return count
}
