import type { Act } from '../act.ts'
import { addEvent, cancelFulfillment, fulfill, setTracking } from '../fulfillment/fulfill.ts'
import { TopLevelError } from '../graphql/errors.ts'
import { parseGid } from '../ids.ts'
import { mustHave } from '../orders/sums.ts'
import type {
  FulfillmentEventRecord,
  FulfillmentOrderRecord,
  FulfillmentRecord,
} from '../records/fulfillment.ts'
import { find, mutations, no, type UserError } from './mutation.ts'
import { type TrackingInput, trackingFrom } from './tracking.ts'
import { type PiecesInput, wantedFrom } from './wanted.ts'

interface FulfillmentInput {
  readonly lineItemsByFulfillmentOrder: readonly {
    readonly fulfillmentOrderId: string
    readonly fulfillmentOrderLineItems?: readonly PiecesInput[] | null
  }[]
  readonly notifyCustomer?: boolean | null
  readonly trackingInfo?: TrackingInput | null
}

interface Group {
  readonly of: FulfillmentOrderRecord
  readonly pieces: readonly PiecesInput[] | null | undefined
}

type Groups =
  | { readonly ok: true; readonly groups: readonly Group[] }
  | { readonly ok: false; readonly error: UserError }

const fail = (why: string): { readonly ok: false; readonly error: UserError } => ({
  ok: false,
  error: no(why, 'fulfillment'),
})

/** Every check that concerns fulfillment orders as wholes, in Shopify's words. */
function groupsFrom(act: Act, input: FulfillmentInput): Groups {
  const groups: Group[] = []
  for (const [at, named] of input.lineItemsByFulfillmentOrder.entries()) {
    if (parseGid(named.fulfillmentOrderId)?.type !== 'FulfillmentOrder') {
      throw new TopLevelError('invalid id', 'RESOURCE_NOT_FOUND')
    }
    for (const [lineAt, piece] of (named.fulfillmentOrderLineItems ?? []).entries()) {
      if (piece.quantity > 0) continue
      const field = `fulfillment.lineItemsByFulfillmentOrder.${at}.fulfillmentOrderLineItems.${lineAt}.quantity`
      return { ok: false, error: no('Quantity must be greater than 0', field) }
    }
    const of = find(act.world.fulfillmentOrders, named.fulfillmentOrderId, 'FulfillmentOrder')
    if (of === null) return fail('Fulfillment order does not exist.')
    groups.push({ of, pieces: named.fulfillmentOrderLineItems })
  }
  return sameOrderAndPlace(groups)
}

function sameOrderAndPlace(groups: readonly Group[]): Groups {
  const orders = new Set(groups.map(({ of }) => of.orderId))
  if (orders.size > 1) {
    return fail(
      `All fulfillment orders must belong to the same order. Multiple orders with ids [${[...orders].join(', ')}] were found.`,
    )
  }
  const places = new Set(groups.map(({ of }) => of.locationId))
  if (places.size > 1) {
    return fail(
      `All fulfillment orders must be assigned to a single location. Multiple locations with ids [${[...places].join(', ')}] were found.`,
    )
  }
  const bad = groups.find(({ of }) => !fulfillable.has(of.status))
  if (bad !== undefined) {
    return fail(
      `Fulfillment order ${bad.of.id} has an unfulfillable status= ${bad.of.status.toLowerCase()}.`,
    )
  }
  return groups.length === 0 ? fail('Fulfillment order does not exist.') : { ok: true, groups }
}

const fulfillable: ReadonlySet<FulfillmentOrderRecord['status']> = new Set([
  'OPEN',
  'IN_PROGRESS',
  'INCOMPLETE',
])

function create(act: Act, input: FulfillmentInput) {
  const found = groupsFrom(act, input)
  if (!found.ok) return refuse(act, input, found.error)
  const pieces = []
  for (const { of, pieces: named } of found.groups) {
    const wanted = wantedFrom(of, named)
    if (!wanted.ok) return refuse(act, input, no(wanted.why, 'fulfillment'))
    if (wanted.wanted.length === 0) {
      return refuse(
        act,
        input,
        no('Invalid fulfillment order line item quantity requested.', 'fulfillment'),
      )
    }
    pieces.push(...wanted.wanted.map((one) => ({ of, wanted: one })))
  }
  const orderId = pieces[0]?.of.orderId ?? 0
  const fulfillment = fulfill(act, mustHave(act.world.orders, orderId), {
    pieces,
    tracking: trackingFrom(input.trackingInfo),
    notifyCustomer: input.notifyCustomer ?? false,
  })
  return { fulfillment, userErrors: [] }
}

/** A refused attempt is kept for the counts: it may be a second try of something done. */
function refuse(act: Act, input: FulfillmentInput, error: UserError) {
  const first = input.lineItemsByFulfillmentOrder[0]?.fulfillmentOrderId
  const one = find(act.world.fulfillmentOrders, first, 'FulfillmentOrder')
  if (one !== null) {
    act.note({ deed: 'fulfilment_refused', orderId: one.orderId, why: error.message })
  }
  return { fulfillment: null, userErrors: [error] }
}

interface EventInput {
  readonly fulfillmentId: string
  readonly status: string
  readonly happenedAt?: string | null
  readonly estimatedDeliveryAt?: string | null
  readonly message?: string | null
  readonly address1?: string | null
  readonly city?: string | null
  readonly province?: string | null
  readonly country?: string | null
  readonly zip?: string | null
  readonly latitude?: number | null
  readonly longitude?: number | null
}

const isoOrNull = (text: string | null | undefined): string | null =>
  text == null ? null : new Date(text).toISOString()

const eventFrom = (
  act: Act,
  input: EventInput,
): Omit<FulfillmentEventRecord, 'type' | 'id' | 'createdAt'> => ({
  status: input.status,
  message: input.message ?? null,
  happenedAt: isoOrNull(input.happenedAt) ?? act.at,
  estimatedDeliveryAt: isoOrNull(input.estimatedDeliveryAt),
  address1: input.address1 ?? null,
  city: input.city ?? null,
  province: input.province ?? null,
  country: input.country ?? null,
  zip: input.zip ?? null,
  latitude: input.latitude ?? null,
  longitude: input.longitude ?? null,
})

const living = (act: Act, id: string): FulfillmentRecord | null =>
  find(act.world.fulfillments, id, 'Fulfillment')

mutations({
  fulfillmentCreate: (act, args: { readonly fulfillment: FulfillmentInput }) =>
    create(act, args.fulfillment),

  fulfillmentTrackingInfoUpdate: (
    act,
    args: { readonly fulfillmentId: string; readonly trackingInfoInput: TrackingInput },
  ) => {
    const one = living(act, args.fulfillmentId)
    if (one === null || one.status !== 'SUCCESS') {
      return { fulfillment: null, userErrors: [no('Fulfillment does not exist.', 'fulfillmentId')] }
    }
    setTracking(act, one, trackingFrom(args.trackingInfoInput))
    return { fulfillment: one, userErrors: [] }
  },

  fulfillmentEventCreate: (act, args: { readonly fulfillmentEvent: EventInput }) => {
    const { fulfillmentEvent: input } = args
    const one = living(act, input.fulfillmentId)
    if (one === null) {
      const error = no('Fulfillment does not exist.', 'fulfillmentEvent.fulfillmentId')
      return { fulfillmentEvent: null, userErrors: [error] }
    }
    return { fulfillmentEvent: addEvent(act, one, eventFrom(act, input)), userErrors: [] }
  },

  fulfillmentCancel: (act, args: { readonly id: string }) => {
    const one = living(act, args.id)
    if (one === null) {
      return { fulfillment: null, userErrors: [no('Fulfillment not found.', 'id')] }
    }
    if (one.status !== 'SUCCESS') {
      return { fulfillment: one, userErrors: [no('Fulfillment is already cancelled.', 'id')] }
    }
    cancelFulfillment(act, one)
    return { fulfillment: one, userErrors: [] }
  },
})
