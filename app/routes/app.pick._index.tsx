import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Card, EmptyState, Page, Text } from '@shopify/polaris'
import { z } from 'zod'
import { mayDo } from '../journey/permissions.ts'
import { withShop } from '../platform/db.server.ts'
import { type PlanRefusal, planTour, readPickBoard } from '../stages/pick/index.server.ts'
import { mostTotes } from '../stages/pick/index.ts'
import { goodsArrived, readWaiting } from '../stages/stock/index.server.ts'
import { PageError } from '../ui/page-error.tsx'
import { ReadyList } from '../ui/pick/ready-list.tsx'
import { ToursCard } from '../ui/pick/tours-card.tsx'
import { WaitingCard } from '../ui/pick/waiting-card.tsx'
import { listPeople } from '../wiring/people.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'pick.see')
  const open = services()
  const board = await readPickBoard(open, shop)
  const waiting = await readWaiting(open, shop)
  const names = new Map((await listPeople(open, shop)).map((one) => [one.handle, one.name]))
  const { timeZone } = await withShop(open.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  )
  return {
    ready: board.ready.map((one) => ({ ...one, dueAt: one.dueAt.toISOString() })),
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
export async function action({ request }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'pick.do')
  const form = await request.formData()
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
    ? redirect(`/app/pick/${plan.value.tourId}`)
    : data({ words: refusalWords(plan.refusal) }, { status: 409 })
}

/** What can be picked now, due first, and who is walking. */
export default function PickBoard() {
  const board = useLoaderData<typeof loader>()
  return (
    <Page
      title="Pick"
      subtitle="Orders whose goods are reserved, the most urgent first"
      secondaryActions={[{ content: 'Map of the warehouse', url: '/app/warehouse' }]}
    >
      <BlockStack gap="400">
        {board.walking.length > 0 && <ToursCard tours={board.walking} />}
        {board.ready.length === 0 ? (
          <Card>
            <EmptyState
              heading="Nothing to pick"
              image="/all-quiet.svg"
              action={{ content: 'Look at the stock', url: '/app/stock' }}
            >
              <Text as="p">
                Orders come here as soon as they are complete and their goods are on the shelf.
              </Text>
            </EmptyState>
          </Card>
        ) : (
          <ReadyList board={board} />
        )}
        {board.waiting.length > 0 && (
          <WaitingCard
            rows={board.waiting}
            mayPick={board.mayPick}
            now={board.now}
            timeZone={board.timeZone}
          />
        )}
      </BlockStack>
    </Page>
  )
}

export function ErrorBoundary() {
  return <PageError />
}
