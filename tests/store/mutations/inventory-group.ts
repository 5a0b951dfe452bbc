/** What an inventory mutation answers: one adjustment group with its changes. */
import type { Act } from '../act.ts'
import { secondsText } from '../clock.ts'
import { model } from '../graphql/model.ts'
import { itemSource, onHand, variantOfItem } from '../graphql/types/inventory.ts'
import { app } from '../graphql/types/shop.ts'
import { gid } from '../ids.ts'
import { mustHave } from '../orders/sums.ts'
import type { QuantityName } from '../records/catalogue.ts'
import { levelOf } from '../stock/levels.ts'

interface GroupChange {
  readonly name: QuantityName | 'on_hand'
  readonly delta: number
  readonly itemId: number
  readonly locationId: number
  readonly after: number
  readonly ledger: string | null
}

/** A plain record: it is kept for calls that repeat an idempotency key. */
export interface Group {
  readonly type: 'InventoryAdjustmentGroup'
  readonly id: number
  readonly createdAt: string
  readonly reason: string
  readonly reference: string | null
  readonly changes: readonly GroupChange[]
}

export const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && 'changes' in value

export interface Move {
  readonly itemId: number
  readonly locationId: number
  readonly name: QuantityName
  readonly delta: number
  readonly ledger: string | null
}

/** Books moves of quantities; every change of what is there shows as a change of on_hand too. */
export function book(
  act: Act,
  moves: readonly Move[],
  reason: string,
  reference: string | null,
): Group {
  const changes: GroupChange[] = []
  for (const { itemId, locationId, name, delta, ledger } of moves) {
    if (delta === 0) continue
    const level = levelOf(act, itemId, locationId)
    level.quantities[name] += delta
    act.touchLevel(level)
    changes.push({ name, delta, itemId, locationId, after: level.quantities[name], ledger })
    if (name === 'incoming') continue
    changes.push({ name: 'on_hand', delta, itemId, locationId, after: onHand(level), ledger: null })
  }
  return {
    type: 'InventoryAdjustmentGroup',
    id: act.id(),
    createdAt: act.at,
    reason,
    reference,
    changes,
  }
}

model<Group>('InventoryAdjustmentGroup', {
  id: (one) => gid('InventoryAdjustmentGroup', one.id),
  app: () => app,
  createdAt: (one) => secondsText(one.createdAt),
  reason: (one) => one.reason,
  referenceDocumentUri: (one) => one.reference,
  staffMember: () => null,
  changes: (one, args: { readonly quantityNames?: readonly string[] | null }, ctx) =>
    one.changes
      .filter(({ name }) => args.quantityNames == null || args.quantityNames.includes(name))
      .map((change) => {
        const variant = variantOfItem(ctx.world, change.itemId)
        return {
          name: change.name,
          delta: change.delta,
          quantityAfterChange: change.after,
          ledgerDocumentUri: change.ledger,
          item: variant === null ? null : itemSource(variant),
          location: mustHave(ctx.world.locations, change.locationId),
        }
      }),
})
