import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useRevalidator } from '@remix-run/react'
import { Banner, BlockStack, Card, Layout, Page, Text } from '@shopify/polaris'
import { useEffect } from 'react'
import { z } from 'zod'
import { readStatus, retryGivenUp } from '../journey/status/read-status.server.ts'
import { howMany } from '../kernel/how-many.ts'
import { PageError } from '../ui/page-error.tsx'
import { RoomsCard } from '../ui/status/rooms-card.tsx'
import { StatusRow } from '../ui/status/status-row.tsx'
import { WellCard } from '../ui/status/well-card.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'status.see')
  const now = new Date()
  return { ...(await readStatus(services(), shop, now)), now: now.toISOString() }
}

const form = z.object({ intent: z.literal('retry'), task: z.string().min(1).max(100) })

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await signedIn(request, 'status.retry')
  const read = form.safeParse(Object.fromEntries(await readForm(request)))
  if (!read.success) return data({ kind: 'bad_form' as const }, { status: 400 })
  return (await retryGivenUp(services(), shop, read.data.task)) > 0
    ? { kind: 'retried' as const }
    : data({ kind: 'not_there' as const }, { status: 409 })
}

/** Is anything late, since when, and what to do. */
export default function StatusPage() {
  const { lines, rooms, sweptAt, lastDelivery, timeZone, now } = useLoaderData<typeof loader>()
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(revalidate, 15_000)
    return () => clearInterval(timer)
  }, [revalidate])
  const told = lines.filter(({ weight }) => weight !== 'well')
  const well = lines.filter(({ weight }) => weight === 'well').map(({ kind }) => kind)
  const late = told.filter(({ weight }) => weight === 'late').length
  const lateInRooms = rooms.reduce((sum, room) => sum + room.late, 0)
  return (
    <Page title="Status" subtitle="Is anything late, since when, and what to do">
      <BlockStack gap="400">
        <Verdict late={late} watched={told.length - late} lateInRooms={lateInRooms} />
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              {told.length > 0 && (
                <Card padding="0">
                  {told.map((line) => (
                    <StatusRow
                      key={`${line.kind}-${line.id ?? line.name}`}
                      {...{ line, now, timeZone }}
                    />
                  ))}
                </Card>
              )}
              <RoomsCard rooms={rooms} now={now} timeZone={timeZone} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <WellCard kinds={well} {...{ now, sweptAt, lastDelivery }} />
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  )
}

interface VerdictProps {
  readonly late: number
  readonly watched: number
  readonly lateInRooms: number
}

/** The answer in one line. */
function Verdict({ late, watched, lateInRooms }: VerdictProps) {
  const orders =
    lateInRooms === 0
      ? 'Nothing in any room is past its time.'
      : `${howMany(lateInRooms, 'thing is', 'things are')} past their time in the rooms below; people have them on their lists.`
  if (late > 0)
    return (
      <Banner tone="critical" title={`${howMany(late, 'thing needs', 'things need')} you`}>
        <Text as="p">{orders}</Text>
      </Banner>
    )
  if (watched > 0)
    return (
      <Banner tone="warning" title="Nothing needs you; some of it is tried again by itself">
        <Text as="p">{orders}</Text>
      </Banner>
    )
  return (
    <Banner tone={lateInRooms > 0 ? 'info' : 'success'} title="The app is well">
      <Text as="p">{orders}</Text>
    </Banner>
  )
}

export const ErrorBoundary = PageError
