import type { WaitingOrder } from './request.ts'

type Sized = Pick<WaitingOrder, 'litres'>

/** Places for totes an order takes on a cart: whole ones, and one at least. */
export const totesOf = ({ litres }: Sized, toteLitres: number): number =>
  toteLitres > 0 ? Math.max(1, Math.ceil(litres / toteLitres - 1e-9)) : 1

/** Orders of one piece share a tote: they take the room of their goods. */
export const sharedTotes = ({ litres }: Sized, toteLitres: number): number =>
  toteLitres > 0 ? litres / toteLitres : 0
