import { createHash } from 'node:crypto'

/** How a parcel fares. `quiet`: nothing is pushed, only asking shows it. `lost`: picked up, then silence. */
export const wayNames = [
  'smooth',
  'delayed',
  'attempted',
  'locker',
  'returned',
  'quiet',
  'odd',
  'lost',
] as const
export type WayName = (typeof wayNames)[number]

export interface Scan {
  readonly code: string
  readonly message: string
  readonly place: 'sender' | 'hub' | 'destination' | 'door'
  /** Days by which the expected day moves with this scan. */
  readonly laterDays?: number
}

const announced: Scan = { code: 'AN', message: 'Announced by the sender', place: 'sender' }
const pickedUp: Scan = { code: 'PU', message: 'Picked up', place: 'sender' }
const hub: Scan = { code: 'IT', message: 'In the sorting centre', place: 'hub' }
const depot: Scan = { code: 'IT', message: 'In the delivery depot', place: 'destination' }
const outForDelivery: Scan = { code: 'OD', message: 'Out for delivery', place: 'destination' }
const attempted: Scan = { code: 'AT', message: 'Nobody was at home', place: 'door', laterDays: 1 }
const delivered: Scan = { code: 'DL', message: 'Delivered', place: 'door' }

const smooth = [announced, pickedUp, hub, depot, outForDelivery, delivered]

/** The scans of each way, in the order in which they happen. Codes: docs/providers/parcelnet.md. */
export const ways: Readonly<Record<WayName, readonly Scan[]>> = {
  smooth,
  quiet: smooth,
  delayed: [
    announced,
    pickedUp,
    hub,
    { code: 'DY', message: 'Delayed: the lorry broke down', place: 'hub', laterDays: 2 },
    depot,
    outForDelivery,
    delivered,
  ],
  attempted: [announced, pickedUp, hub, outForDelivery, attempted, outForDelivery, delivered],
  locker: [
    announced,
    pickedUp,
    depot,
    { code: 'RP', message: 'Waits at the parcel shop', place: 'destination' },
    { code: 'DL', message: 'Collected by the recipient', place: 'destination' },
  ],
  returned: [
    announced,
    pickedUp,
    hub,
    outForDelivery,
    attempted,
    { code: 'FL', message: 'Cannot be delivered: address unknown', place: 'destination' },
    { code: 'RS', message: 'Returned to the sender', place: 'sender' },
  ],
  odd: [
    announced,
    pickedUp,
    { code: 'ZQ', message: 'Weighed again', place: 'hub' },
    depot,
    outForDelivery,
    delivered,
  ],
  lost: [announced, pickedUp],
}

/** Parts in a hundred; what is left over fares smoothly. */
export type Shares = Readonly<Partial<Record<WayName, number>>>
export const usualShares: Shares = {
  delayed: 8,
  attempted: 7,
  locker: 4,
  returned: 4,
  quiet: 6,
  odd: 2,
}

/** A number from 0 up to (never) 1 that is always the same for the same text. */
export function chance(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 4_294_967_296
}

/** The way a parcel takes: the same seed and number always give the same. */
export function decideWay(seed: string, number: string, shares: Shares): WayName {
  let left = chance(`${seed}:${number}`) * 100
  for (const name of wayNames) {
    left -= shares[name] ?? 0
    if (left < 0) return name
  }
  return 'smooth'
}
