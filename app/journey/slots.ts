/**
 * Slots: where the pieces of an order that is picked in several zones at once come together, a row of places
 * beside the packing bench with a code on each, `SLOT-07`. A shipment has its slot in `tote`.
 */
const slotCode = (at: number): string => `SLOT-${String(at).padStart(2, '0')}`

const pattern = /^SLOT-(\d{2,})$/

export const isSlot = (code: string | null): code is string => code !== null && pattern.test(code)

/** The first slot nobody uses; null when all are taken. */
export function freeSlot(taken: ReadonlySet<string>, slots: number): string | null {
  for (let at = 1; at <= slots; at++) if (!taken.has(slotCode(at))) return slotCode(at)
  return null
}
