import { z } from 'zod'
import type { Job } from '../platform/jobs.server.ts'

/**
 * Every job of the app by name. Rooms book each other's work from this list and never import each
 * other; `wiring/jobs.server.ts` joins names to work. Jobs named in the plural drain a table of
 * waiting rows in batches and are booked under one key a shop (`<name>:<shopId>`).
 */
const define = <Payload extends { shopId: string }>(job: Job<Payload>): Job<Payload> => job

const aShop = z.object({ shopId: z.uuid() })
const anOrder = z.object({ shopId: z.uuid(), orderId: z.uuid() })
const aShipment = z.object({ shopId: z.uuid(), shipmentId: z.uuid() })
const aParcel = z.object({ shopId: z.uuid(), parcelId: z.uuid() })
const aReturn = z.object({ shopId: z.uuid(), returnId: z.uuid() })

/** intake: work through stored webhook deliveries. */
export const drainDeliveries = define({
  name: 'intake.deliveries',
  payload: aShop,
  maxAttempts: 25,
})
/** intake: read again what changed in the store since the last sweep. */
export const sweepStore = define({
  name: 'intake.sweep',
  payload: aShop,
  maxAttempts: 5,
  priority: 10,
})
/** intake: go on reading the orders that were there before the app, from the store's file of them. */
export const readBacklog = define({
  name: 'intake.backlog',
  payload: aShop,
  maxAttempts: 25,
  priority: 10,
})
/** intake: after an install, read shop, locations and catalogue, then sweep. */
export const welcomeShop = define({ name: 'intake.welcome', payload: aShop, maxAttempts: 25 })
/** intake: read products, sizes and stock-keeping facts again. */
export const readCatalogue = define({
  name: 'intake.catalogue',
  payload: aShop,
  maxAttempts: 8,
  priority: 10,
})
/** intake: read the shop's own facts and its locations again. */
export const readShop = define({
  name: 'intake.shop',
  payload: aShop,
  maxAttempts: 8,
  priority: 10,
})
/** intake: one order, read from the store again (a delivery said only that it changed). */
export const rereadOrder = define({
  name: 'intake.reread',
  payload: z.object({
    shopId: z.uuid(),
    orderGid: z.string(),
    /** When it changed: what we have may be newer by the time this runs, and then nobody is asked. */
    changedAt: z.string().optional(),
  }),
  maxAttempts: 12,
  priority: 5,
})

/** intake: a fulfillment order changed in the store; find its order and read that again. */
export const rereadFulfillmentOrder = define({
  name: 'intake.reread_fulfillment_order',
  payload: z.object({ shopId: z.uuid(), fulfillmentOrderGid: z.string(), what: z.string() }),
  maxAttempts: 12,
  priority: 10,
})

/** intake: bring an order that was typed in or came in a file into the store, once. */
export const placeForm = define({
  name: 'intake.place_form',
  payload: z.object({ shopId: z.uuid(), formId: z.uuid() }),
  maxAttempts: 25,
})

/** intake: an order with a payment link waits for its payment: remind, or give it to the office. */
export const awaitPayment = define({
  name: 'intake.await_payment',
  payload: z.object({ shopId: z.uuid(), formId: z.uuid() }),
  maxAttempts: 12,
  priority: 5,
})

/** intake: empty the sealed columns of a shop whose key was thrown away. */
export const eraseShop = define({
  name: 'intake.erase',
  payload: aShop,
  maxAttempts: 25,
  priority: 10,
})

/** intake: empty or throw away what was kept longer than its time. */
export const forgetOld = define({
  name: 'intake.retention',
  payload: aShop,
  maxAttempts: 5,
  priority: 10,
})

/** check: judge all orders in `received`. */
export const checkOrders = define({ name: 'check.orders', payload: aShop, maxAttempts: 25 })
/** check: make the store's holds say what ours say, for one order. */
export const mirrorHolds = define({
  name: 'check.mirror',
  payload: anOrder,
  maxAttempts: 25,
  priority: -10,
})
/** check: a hold until a date is over. */
export const releaseHoldOnDate = define({
  name: 'check.hold_until',
  payload: z.object({ shopId: z.uuid(), orderId: z.uuid(), holdId: z.uuid() }),
  maxAttempts: 25,
})
/** check: a person decided that an order is cancelled in the store. */
export const cancelInStore = define({
  name: 'check.cancel_order',
  payload: z.object({ shopId: z.uuid(), orderId: z.uuid(), refund: z.boolean() }),
  maxAttempts: 25,
  priority: -10,
})
/** check: holds came or went in the store; make ours say the same, for one order. */
export const takeStoreHolds = define({
  name: 'check.store_holds',
  payload: anOrder,
  maxAttempts: 25,
  priority: -10,
})
/** check: the time for a correction is over; open a call task. */
export const correctionTimeout = define({
  name: 'check.timeout',
  payload: anOrder,
  maxAttempts: 12,
})
/** check: the customer has not answered yet; remind them. */
export const remindCorrection = define({ name: 'check.remind', payload: anOrder, maxAttempts: 12 })
/** check: write a customer's correction back to the store. */
export const writeCorrection = define({
  name: 'check.write_back',
  payload: anOrder,
  maxAttempts: 25,
})

/** confirm: send the confirmation, and wait for the customer where the shop wants it. */
export const askConfirmation = define({ name: 'confirm.ask', payload: anOrder, maxAttempts: 12 })
/** confirm: the time to confirm is over; open a call task. */
export const confirmationTimeout = define({
  name: 'confirm.timeout',
  payload: anOrder,
  maxAttempts: 12,
})

/** confirm: somebody released the wait for the customer's yes, here or in the store: the order goes on. */
export const confirmReleased = define({
  name: 'confirm.released',
  payload: z.object({ shopId: z.uuid(), orderId: z.uuid(), by: z.string() }),
  maxAttempts: 12,
})

/** distribute: promise date, work orders, route and shipments for one order in `cleared`. */
export const distributeOrder = define({
  name: 'distribute.order',
  payload: anOrder,
  maxAttempts: 12,
})

/** distribute: a person decided that a shipment is cancelled and made anew as the store wants it now. */
export const redoShipment = define({
  name: 'distribute.redo',
  payload: z.object({ shopId: z.uuid(), shipmentId: z.uuid(), by: z.string() }),
  maxAttempts: 12,
  priority: -5,
})

/** distribute: pieces that were short are a shipment of their own; the store is told, once. */
export const tellRest = define({
  name: 'distribute.rest',
  payload: aShipment,
  maxAttempts: 25,
  priority: -5,
})

/** stock: make bins and book what the store has on hand, for locations that have no bins yet. */
export const openStock = define({ name: 'stock.open', payload: aShop, maxAttempts: 12 })
/** stock: reserve for all shipments in `waiting_stock`, due first. */
export const allocateStock = define({ name: 'stock.allocate', payload: aShop, maxAttempts: 25 })
/** stock: a shipment waited for stock as long as the shop lets an order wait; hold it. */
export const holdForStock = define({
  name: 'stock.hold',
  payload: z.object({
    shopId: z.uuid(),
    shipmentId: z.uuid(),
    /** Since when it waits, ISO. */
    since: z.iso.datetime(),
  }),
  maxAttempts: 12,
})
/** stock: give back what a cancelled shipment had reserved or picked. */
export const releaseStock = define({ name: 'stock.release', payload: aShipment, maxAttempts: 25 })
/** stock: goods of a return go back to a bin by their disposition. */
export const restockReturn = define({
  name: 'stock.restock_return',
  payload: aReturn,
  maxAttempts: 25,
})
/** stock: what left with a shipment leaves the ledger. */
export const shipStock = define({ name: 'stock.ship', payload: aShipment, maxAttempts: 25 })

/** stock: look through the whole ledger: levels against entries, reserved pieces against reservations. */
export const checkLedger = define({
  name: 'stock.check_ledger',
  payload: aShop,
  maxAttempts: 5,
  priority: 10,
})
/** stock: compare the store's counts with the ledger: what the store told of, or every item. */
export const compareStock = define({
  name: 'stock.compare',
  payload: z.object({ shopId: z.uuid(), which: z.enum(['told', 'all']).optional() }),
  maxAttempts: 8,
  priority: 10,
})
/** stock: tell the store of pieces received, found, lost or damaged. */
export const mirrorStock = define({ name: 'stock.mirror', payload: aShop, maxAttempts: 25 })

/** stock: have a bin counted out of turn: a picker did not find what the ledger has there. */
export const countBinSoon = define({
  name: 'stock.count_bin',
  payload: z.object({
    shopId: z.uuid(),
    binId: z.uuid(),
    /** The occasion, `short:<pick>`: the same one books one count. */
    key: z.string().max(200),
    /** In words, for whoever counts. */
    reason: z.string().max(500),
    by: z.string(),
  }),
  maxAttempts: 12,
})
/** stock: open what is due on the floor: planned counts, bins that should be empty, pick bins to be filled up. */
export const planFloor = define({
  name: 'stock.plan_floor',
  payload: aShop,
  maxAttempts: 5,
  priority: 10,
})
/** stock: read what is on its way here by the store's transfers. */
export const readTransfers = define({
  name: 'stock.read_transfers',
  payload: aShop,
  maxAttempts: 8,
  priority: 10,
})
/** stock: tell the store which pieces of its transfers came. */
export const tellTransfers = define({
  name: 'stock.tell_transfers',
  payload: aShop,
  maxAttempts: 25,
})

/** pick: plan tours for all that is ready, and suggest them. */
export const planTours = define({ name: 'pick.plan', payload: aShop, maxAttempts: 5 })

/** pack: tell the store that a pickup order is ready; the store tells the customer. */
export const readyForPickup = define({
  name: 'pack.ready_for_pickup',
  payload: aShipment,
  maxAttempts: 25,
})

/** pack: a person decided that a packed shipment is opened again. */
export const repackShipment = define({
  name: 'pack.repack',
  payload: z.object({ shopId: z.uuid(), shipmentId: z.uuid(), by: z.string() }),
  maxAttempts: 12,
  priority: -5,
})

/** ship: finish what was booked with a carrier and not recorded: the purchase for one parcel, or all of the shipment. */
export const finishLabel = define({
  name: 'ship.label',
  payload: aShipment.extend({ parcelId: z.uuid().optional() }),
  maxAttempts: 25,
})
/** ship: a person decided that a label is made void and bought anew, since the store wants it otherwise. */
export const relabelShipment = define({
  name: 'ship.relabel',
  payload: z.object({
    shopId: z.uuid(),
    shipmentId: z.uuid(),
    /** Labels bought from then on are the new ones. */
    decidedAt: z.iso.datetime(),
    by: z.string(),
  }),
  maxAttempts: 25,
  priority: -5,
})
/** ship: book the fulfilment of a shipment in the store, once. */
export const fulfilShipment = define({
  name: 'ship.fulfil',
  payload: aShipment,
  maxAttempts: 25,
  priority: -5,
})

/** handoff: send the request for a shipment to its partner, once. */
export const requestPartner = define({
  name: 'handoff.request',
  payload: aShipment,
  maxAttempts: 25,
})
/** handoff: ask the partner to stop a shipment. */
export const cancelAtPartner = define({
  name: 'handoff.cancel',
  payload: aShipment,
  maxAttempts: 25,
  priority: -10,
})
/** handoff: keep the store's request and acceptance in step with the partner's answer. */
export const mirrorPartnerAnswer = define({
  name: 'handoff.mirror',
  payload: aShipment,
  maxAttempts: 25,
})

/** track: ask the carrier for a parcel's events. */
export const pollParcel = define({
  name: 'track.poll',
  payload: aParcel,
  maxAttempts: 12,
  priority: 5,
})
/** track: bring a parcel's new events to the store and the customer. */
export const tellParcel = define({ name: 'track.tell', payload: aParcel, maxAttempts: 25 })

/** returns: make the store's return say what ours says (request, approve, decline, process). */
export const mirrorReturn = define({ name: 'returns.mirror', payload: aReturn, maxAttempts: 25 })

/** returns: a return changed in the store; take it in, or follow what was decided there. */
export const takeInReturn = define({
  name: 'returns.take_in',
  payload: z.object({ shopId: z.uuid(), returnGid: z.string() }),
  maxAttempts: 25,
})

/** feedback: ask how it was, after everything arrived. */
export const inviteFeedback = define({ name: 'feedback.invite', payload: anOrder, maxAttempts: 12 })
/** feedback: the survey closes unanswered. */
export const closeSurvey = define({ name: 'feedback.close', payload: anOrder, maxAttempts: 12 })

/** mail: send what waits. */
export const sendMails = define({ name: 'mail.send', payload: aShop, maxAttempts: 25 })

/** journey: raise the alarm for what is past due. */
export const raiseAlarms = define({ name: 'journey.alarm', payload: aShop, maxAttempts: 3 })
/** journey: stop all work on an order the store cancelled. */
export const stopOrder = define({
  name: 'journey.stop',
  payload: anOrder,
  maxAttempts: 25,
  priority: -10,
})
