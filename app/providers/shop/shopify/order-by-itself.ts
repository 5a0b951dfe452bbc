import { z } from 'zod'
import { ProviderAnswerUnreadable } from '../../../kernel/faults.ts'
import type { ExportedOrder } from '../contract.ts'
import type { OrderSnapshot } from '../snapshot.ts'
import { providerKey } from './faults.ts'
import { type OrderNode, orderShape } from './operations/order-fields.ts'
import { placesOf } from './shapes.ts'

const times = z.object({ updatedAt: z.iso.datetime({ offset: true }) })

/**
 * One order of many, read by itself: one that is not as it must be is told with its places and stops
 * none of the others.
 * @param finish makes a snapshot of it; may ask the store for the rest.
 * @throws what `finish` throws, but for ProviderAnswerUnreadable.
 */
export async function readByItself(
  raw: { readonly id: string },
  finish: (order: OrderNode) => OrderSnapshot | Promise<OrderSnapshot>,
): Promise<ExportedOrder> {
  const cannot = (why: string): ExportedOrder => ({
    gid: raw.id,
    order: null,
    why,
    updatedAt: times.safeParse(raw).data?.updatedAt ?? null,
  })
  const read = orderShape.safeParse(raw)
  if (!read.success) return cannot(placesOf(read.error))
  try {
    return { gid: raw.id, order: await finish(read.data) }
  } catch (fault) {
    if (!(fault instanceof ProviderAnswerUnreadable)) throw fault
    return cannot(fault.message.replace(`${providerKey} answered in an unknown shape: `, ''))
  }
}
