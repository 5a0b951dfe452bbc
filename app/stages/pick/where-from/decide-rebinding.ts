import type { Take } from './sources.ts'

/** A stop of a tour as it is promised now. */
export interface BoundPick {
  readonly id: string
  readonly item: string
  readonly bin: string
  readonly lot: string | null
  readonly quantity: number
}

/** So many pieces of a stop come from another bin. */
export interface Rebinding {
  readonly pickId: string
  readonly to: { readonly bin: string; readonly lot: string | null }
  readonly quantity: number
}

/**
 * Which stops move to other bins, so that the tour takes what was chosen: each stop keeps what it can, the rest
 * goes to what is left over.
 * @param takes of each item as many pieces as the stops have.
 */
export function decideRebinding(
  picks: readonly BoundPick[],
  takes: readonly Take[],
): readonly Rebinding[] {
  const left = takes.map((take) => ({ ...take }))
  const open = picks.map((pick) => {
    const same = left.find(
      (take) => take.item === pick.item && take.bin === pick.bin && take.lot === pick.lot,
    )
    const kept = Math.min(pick.quantity, same?.quantity ?? 0)
    if (same) same.quantity -= kept
    return { pick, quantity: pick.quantity - kept }
  })
  return open.flatMap(({ pick, quantity }) => {
    const moved: Rebinding[] = []
    let rest = quantity
    for (const take of left) {
      if (rest === 0) break
      if (take.item !== pick.item || take.quantity === 0) continue
      const pieces = Math.min(rest, take.quantity)
      take.quantity -= pieces
      rest -= pieces
      moved.push({ pickId: pick.id, to: { bin: take.bin, lot: take.lot }, quantity: pieces })
    }
    return moved
  })
}
