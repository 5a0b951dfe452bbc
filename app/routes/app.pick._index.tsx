import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Card, EmptyState, Page, Text } from '@shopify/polaris'
import { z } from 'zod'
import { withShop } from '../platform/db.server.ts'
import { planTour, readPickBoard } from '../stages/pick/index.server.ts'
import { mostTotes } from '../stages/pick/index.ts'
import { PageError } from '../ui/page-error.tsx'
import { ReadyList } from '../ui/pick/ready-list.tsx'
import { ToursCard } from '../ui/pick/tours-card.tsx'
import { listPeople } from '../wiring/people.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request)
  const open = services()
  const board = await readPickBoard(open, shop)
  const names = new Map((await listPeople(open, shop)).map((one) => [one.handle, one.name]))
  const { timeZone } = await withShop(open.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  )
  return {
    ready: board.ready.map((one) => ({ ...one, dueAt: one.dueAt.toISOString() })),
    readyInAll: board.readyInAll,
    suggested: board.suggested,
    tours: board.tours.map((tour) => ({
      ...tour,
      picker: tour.picker === person.handle ? 'You' : (names.get(tour.picker) ?? 'Somebody'),
    })),
    mayPick: ['owner', 'office', 'picker', 'packer'].includes(person.role),
    most: mostTotes,
    timeZone,
    now: new Date().toISOString(),
  }
}

const startForm = z.array(z.uuid()).min(1).max(mostTotes)

const words = {
  nothing_ready: 'Somebody else just took these, or they were stopped',
  too_many: `A trolley holds ${mostTotes} totes`,
  several_places: 'These lie in different places: one walk stays in one house',
} as const

/** Starts a tour for the shipments named in `shipment` (once or several times), and opens it. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'office', 'picker', 'packer')
  const ids = startForm.safeParse((await request.formData()).getAll('shipment'))
  if (!ids.success) return data({ words: 'Choose what to pick first' }, { status: 400 })
  const plan = await planTour(services(), shop, { shipmentIds: ids.data, by: person.handle })
  return plan.ok
    ? redirect(`/app/pick/${plan.value.tourId}`)
    : data({ words: words[plan.refusal.kind] }, { status: 409 })
}

/** What can be picked now, due first, and who is walking. */
export default function PickBoard() {
  const board = useLoaderData<typeof loader>()
  return (
    <Page title="Pick" subtitle="Orders whose goods are reserved, the most urgent first">
      <BlockStack gap="400">
        {board.tours.length > 0 && <ToursCard tours={board.tours} />}
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
      </BlockStack>
    </Page>
  )
}

export function ErrorBoundary() {
  return <PageError />
}
