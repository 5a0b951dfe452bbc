import { isSplittable } from '../fulfillment/actions.ts'
import { mostHolds, placeHold, releaseHolds } from '../fulfillment/hold.ts'
import { restOf } from '../fulfillment/lifecycle.ts'
import { gid } from '../ids.ts'
import type { FulfillmentOrderRecord } from '../records/fulfillment.ts'
import { mutations, no, rowOrInvalid, type UserError } from './mutation.ts'
import { lineNamed, type PiecesInput, wantedFrom } from './wanted.ts'

interface HoldInput {
  readonly reason: string
  readonly reasonNotes?: string | null
  readonly handle?: string | null
  readonly externalId?: string | null
  readonly fulfillmentOrderLineItems?: readonly PiecesInput[] | null
}

const where = 'fulfillmentHold.fulfillmentOrderLineItems'

function checkHold(one: FulfillmentOrderRecord, input: HoldInput): UserError | null {
  if (one.status !== 'OPEN' && one.status !== 'ON_HOLD' && one.status !== 'IN_PROGRESS') {
    return no('The fulfillment order is not in a holdable state.', 'id')
  }
  if (one.requestStatus !== 'UNSUBMITTED' && one.requestStatus !== 'REJECTED') {
    return no('The fulfillment order is not in a holdable state.', 'id')
  }
  const handle = input.handle ?? ''
  if (one.holds.some((hold) => hold.handle === handle)) {
    return no(
      'The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.',
      'fulfillmentHold.handle',
      'DUPLICATE_FULFILLMENT_HOLD_HANDLE',
    )
  }
  if (one.holds.length >= mostHolds) {
    return no(
      `The maximum number of fulfillment holds for this fulfillment order has been reached for this app. An app can only have up to ${mostHolds} holds on a single fulfillment order at any one time.`,
      'id',
      'FULFILLMENT_ORDER_HOLD_LIMIT_REACHED',
    )
  }
  return checkPieces(one, input.fulfillmentOrderLineItems ?? [])
}

function checkPieces(
  one: FulfillmentOrderRecord,
  pieces: readonly PiecesInput[],
): UserError | null {
  if (new Set(pieces.map(({ id }) => id)).size < pieces.length) {
    return no('must contain unique line item ids', where, 'DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS')
  }
  for (const [at, { id, quantity }] of pieces.entries()) {
    if (quantity < 1) {
      return no(
        'You must select at least one item to place on partial hold.',
        `${where}.${at}.quantity`,
        'GREATER_THAN_ZERO',
      )
    }
    const line = lineNamed(one, id)
    if (line === null || quantity > line.remainingQuantity) {
      return no(
        'The line item quantity is invalid.',
        `${where}.${at}.quantity`,
        'INVALID_LINE_ITEM_QUANTITY',
      )
    }
  }
  const { ok } = wantedFrom(one, pieces)
  if (pieces.length > 0 && ok && isPart(one, pieces) && !isSplittable(one)) {
    return no(
      'The fulfillment order is not in a splittable state.',
      where,
      'FULFILLMENT_ORDER_NOT_SPLITTABLE',
    )
  }
  return null
}

function isPart(one: FulfillmentOrderRecord, pieces: readonly PiecesInput[]): boolean {
  const wanted = wantedFrom(one, pieces)
  return wanted.ok && restOf(one, wanted.wanted).length > 0
}

mutations({
  fulfillmentOrderHold: (
    act,
    args: { readonly id: string; readonly fulfillmentHold: HoldInput },
  ) => {
    const one = rowOrInvalid(act.world.fulfillmentOrders, args.id, 'FulfillmentOrder')
    const { fulfillmentHold: input } = args
    const error = checkHold(one, input)
    if (error !== null) {
      return {
        fulfillmentHold: null,
        fulfillmentOrder: one,
        remainingFulfillmentOrder: null,
        userErrors: [error],
      }
    }
    const pieces = input.fulfillmentOrderLineItems ?? []
    const wanted = pieces.length === 0 ? null : wantedFrom(one, pieces)
    const { hold, rest } = placeHold(
      act,
      one,
      {
        reason: input.reason,
        reasonNotes: input.reasonNotes ?? null,
        handle: input.handle ?? '',
        externalId: input.externalId ?? null,
      },
      wanted?.ok ? wanted.wanted : [],
    )
    return {
      fulfillmentHold: hold,
      fulfillmentOrder: one,
      remainingFulfillmentOrder: rest,
      userErrors: [],
    }
  },

  fulfillmentOrderReleaseHold: (
    act,
    args: {
      readonly id: string
      readonly holdIds?: readonly string[] | null
      readonly externalId?: string | null
    },
  ) => {
    const one = rowOrInvalid(act.world.fulfillmentOrders, args.id, 'FulfillmentOrder')
    const refuse = (message: string, field: string) => ({
      fulfillmentOrder: one,
      userErrors: [no(message, field)],
    })
    if (one.status !== 'ON_HOLD') {
      return refuse('The fulfillment order is not on hold.', 'id')
    }
    const known = new Map(one.holds.map((hold) => [gid('FulfillmentHold', hold.id), hold]))
    const unknown = args.holdIds?.find((id) => !known.has(id))
    if (unknown !== undefined) {
      return refuse('The fulfillment hold could not be found.', 'holdIds')
    }
    const released = one.holds.filter(
      (hold) =>
        (args.holdIds == null || args.holdIds.includes(gid('FulfillmentHold', hold.id))) &&
        (args.externalId == null || hold.externalId === args.externalId),
    )
    releaseHolds(act, one, released)
    return { fulfillmentOrder: one, userErrors: [] }
  },
})
