import type { ShipmentState } from '../../journey/shipment.ts'
import { requestKey } from '../../kernel/ids.ts'
import { isDelayed } from './decide-trouble.ts'

export type LetterKind = 'shipped' | 'out_for_delivery' | 'delayed' | 'delivered'

export interface LetterFacts {
  readonly shipmentId: string
  readonly kind: string
  readonly state: ShipmentState
  /** The parcel that something was heard of. */
  readonly parcel: {
    readonly id: string
    readonly status: string
    readonly originalEta: Date | null
    readonly eta: Date | null
  }
  readonly outForDeliveryWanted: boolean
}

export interface DueLetter {
  readonly kind: LetterKind
  /** One letter a key, for good. */
  readonly key: string
}

/**
 * Which letters a customer should have by now. Those that come too late to be of use are left out:
 * nobody is told of the dispatch of what has arrived.
 */
export function decideLetters(facts: LetterFacts): readonly DueLetter[] {
  const { state, parcel, shipmentId } = facts
  if (facts.kind !== 'warehouse' && facts.kind !== 'partner') return []
  if (state === 'delivered')
    return [{ kind: 'delivered', key: requestKey('mail_delivered', shipmentId) }]
  if (state !== 'handed_over' && state !== 'moving') return []
  const letters: DueLetter[] = [{ kind: 'shipped', key: requestKey('mail_shipped', shipmentId) }]
  if (parcel.status === 'out_for_delivery' && facts.outForDeliveryWanted)
    letters.push({ kind: 'out_for_delivery', key: requestKey('mail_out', parcel.id) })
  else if (parcel.status !== 'out_for_delivery' && isDelayed(parcel))
    letters.push({ kind: 'delayed', key: requestKey('mail_delayed', parcel.id) })
  return letters
}
