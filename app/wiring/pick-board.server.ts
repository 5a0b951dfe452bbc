import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import { openListed } from '../journey/holds/hold-reason.ts'
import { mayDo } from '../journey/permissions.ts'
import { isUuid, type ShopId } from '../kernel/ids.ts'
import { withShop } from '../platform/db.server.ts'
import { type PlanRefusal, planTour, readPickBoard, restsOf } from '../stages/pick/index.server.ts'
import { mostTotes } from '../stages/pick/index.ts'
import { goodsArrived, readWaiting } from '../stages/stock/index.server.ts'
import { listPeople } from './people.server.ts'
import { readForm } from './read-form.server.ts'
import { services } from './services.server.ts'
import type { Person } from './signed-in.server.ts'

interface Who {
  readonly shop: ShopId
  readonly person: Person
}

/** What can be picked, what is planned and who is walking, as the picking page shows it. */
export async function pickBoard({ shop, person }: Who, request: Request) {
  const ended = new URL(request.url).searchParams.get('tour') ?? ''
  const open = services()
  const board = await readPickBoard(open, shop)
  const waiting = await readWaiting(open, shop)
  const vault = await open.vaults.of(shop)
  const names = new Map((await listPeople(open, shop)).map((one) => [one.handle, one.name]))
  const { timeZone } = await withShop(open.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  )
  return {
    ready: board.ready.map((one) => ({ ...one, dueAt: one.dueAt.toISOString() })),
    held: board.held.map((one) => ({
      ...{ ...one, dueAt: one.dueAt?.toISOString() ?? null },
      reasons: one.reasons.map((reason) => openListed(vault, reason)),
    })),
    rests: isUuid(ended) ? await restsOf(open, shop, ended) : [],
    waiting: waiting.map((one) => ({ ...one, leaveBy: one.leaveBy?.toISOString() ?? null })),
    readyInAll: board.readyInAll,
    suggested: board.suggested[0]?.orders ?? [],
    tours: board.suggested.slice(0, 8),
    toursInAll: board.suggested.length,
    leftOut: board.leftOut,
    refused: board.refused,
    quality: board.quality,
    later: board.later,
    walking: board.tours.map((tour) => ({
      ...tour,
      picker: tour.picker === person.handle ? 'You' : (names.get(tour.picker) ?? 'Somebody'),
    })),
    mayPick: mayDo(person.role, 'pick.do'),
    most: mostTotes,
    timeZone,
    now: new Date().toISOString(),
  }
}

const startForm = z.array(z.uuid()).min(1).max(500)
const zoneForm = z.string().max(200).nullable()

function refusalWords(refusal: PlanRefusal): string {
  switch (refusal.kind) {
    case 'nothing_ready':
      return 'Somebody else just took these, or they were stopped'
    case 'too_many':
      return `One walk is for ${refusal.most} orders at most`
    case 'several_places':
      return 'These lie in different places: one walk stays in one house'
    case 'no_slot':
      return `All ${refusal.slots} slots beside the bench are in use: pack what is whole there first`
  }
}

/**
 * Starts a tour for the shipments named in `shipment` (once or several times), and opens it; or, with
 * `arrived`, says that goods a picker did not find are there now.
 */
export async function pickBoardAction(
  request: Request,
  { shop, person }: Who,
  place: '/app' | '/floor',
) {
  const form = await readForm(request)
  const arrived = z.uuid().safeParse(form.get('arrived'))
  if (arrived.success) {
    await goodsArrived(services(), shop, { shipmentId: arrived.data, by: person.handle })
    return { words: 'Thank you' }
  }
  const ids = startForm.safeParse(form.getAll('shipment'))
  if (!ids.success) return data({ words: 'Choose what to pick first' }, { status: 400 })
  const plan = await planTour(services(), shop, {
    shipmentIds: ids.data,
    by: person.handle,
    zone: zoneForm.parse(form.get('zone')),
    oneTote: form.get('oneTote') === 'on',
  })
  return plan.ok
    ? redirect(`${place}/pick/${plan.value.tourId}`)
    : data({ words: refusalWords(plan.refusal) }, { status: 409 })
}
