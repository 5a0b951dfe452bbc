import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData, useRevalidator } from '@remix-run/react'
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Card,
  EmptyState,
  InlineGrid,
  InlineStack,
  Layout,
  Page,
  ProgressBar,
  Text,
} from '@shopify/polaris'
import { useEffect } from 'react'
import { readBoard } from '../journey/board.server.ts'
import { stepLabel } from '../journey/next-step.ts'
import { stageLabel } from '../journey/stage.ts'
import { howMany } from '../kernel/how-many.ts'
import { withShop } from '../platform/db.server.ts'
import { readReading } from '../stages/intake/index.server.ts'
import { percentRead, readingWords } from '../ui/deliveries/reading-words.ts'
import { Due } from '../ui/due.tsx'
import { useMay } from '../ui/may.tsx'
import { ownerName } from '../ui/owner-name.ts'
import { PageError } from '../ui/page-error.tsx'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'home.see')
  const open = services()
  const board = await readBoard(open, shop)
  const facts = await withShop(open.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  )
  const reading = await readReading(open, shop)
  return {
    board,
    timeZone: facts.timeZone,
    reading,
    welcomed: reading.sweptAt !== null && percentRead(reading) === null,
    now: new Date().toISOString(),
  }
}

/** Home: where every order stands, what is late, and who is waited for. */
export default function Home() {
  const { board, timeZone, reading, welcomed, now } = useLoaderData<typeof loader>()
  const may = useMay()
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(revalidate, 15_000)
    return () => clearInterval(timer)
  }, [revalidate])
  const overdue = board.waiting.reduce((sum, row) => sum + row.overdue, 0)
  return (
    <Page
      title="Orderwright"
      subtitle={`${board.open} open orders, ${overdue} overdue`}
      primaryAction={{ content: 'Open orders', url: '/app/orders' }}
    >
      <BlockStack gap="400">
        {!welcomed && (
          <Banner tone="info" title="Reading your store">
            <BlockStack gap="200">
              <Text as="p">{readingWords(reading)} You can start at once.</Text>
              <ProgressBar
                progress={percentRead(reading) ?? 0}
                size="small"
                ariaLabelledBy="home-reading"
              />
              <span id="home-reading" hidden>
                Orders of the last 60 days read
              </span>
            </BlockStack>
          </Banner>
        )}
        {welcomed && board.troubles.deadDeliveries > 0 && may('deliveries.see') && (
          <Banner
            tone="warning"
            title={`${howMany(board.troubles.deadDeliveries, 'message')} from the store could not be read`}
            action={{ content: 'Look at them', url: '/app/deliveries' }}
          />
        )}
        {board.troubles.unpaidForms > 0 && may('orders.take') && (
          <Banner
            tone="warning"
            title={`${howMany(board.troubles.unpaidForms, 'order was', 'orders were')} not paid in time`}
            action={{ content: 'Give more time or cancel', url: '/app/orders/new#waiting' }}
          />
        )}
        <InlineGrid columns={{ xs: 2, sm: 3, md: 5 }} gap="300">
          {board.stages.map(({ stage, open, overdue: late }) => (
            <Link key={stage} to={`/app/orders?stage=${stage}`} className="ow-plain-link">
              <Card padding="300">
                <BlockStack gap="100">
                  <Text as="h2" variant="bodyMd" tone="subdued">
                    {stageLabel[stage]}
                  </Text>
                  <InlineStack align="space-between" blockAlign="center" wrap={false}>
                    <Text as="p" variant="headingXl">
                      {String(open)}
                    </Text>
                    {late > 0 && <Badge tone="critical">{`${late} late`}</Badge>}
                  </InlineStack>
                </BlockStack>
              </Card>
            </Link>
          ))}
        </InlineGrid>
        <Layout>
          <Layout.Section>
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  Overdue
                </Text>
                {board.late.length === 0 ? (
                  <EmptyState heading="Nothing is late" image="/all-quiet.svg">
                    <Text as="p">Every open order has an owner and is inside its time.</Text>
                  </EmptyState>
                ) : (
                  board.late.map((order) => (
                    <InlineStack key={order.id} align="space-between" gap="200">
                      <InlineStack align="start" gap="200">
                        <Link to={`/app/orders/${order.id}`}>{order.name}</Link>
                        <Text as="span">{stepLabel(order.step)}</Text>
                        <Text as="span" tone="subdued">
                          {ownerName(order.owner)}
                        </Text>
                      </InlineStack>
                      <Due at={order.dueAt} now={now} timeZone={timeZone} />
                    </InlineStack>
                  ))
                )}
              </BlockStack>
            </Card>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <Card>
                <BlockStack gap="300">
                  <Text as="h2" variant="headingMd">
                    Who is waited for
                  </Text>
                  {board.waiting.length === 0 && (
                    <Text as="p" tone="subdued">
                      Nobody: there is no open order.
                    </Text>
                  )}
                  {board.waiting.map((row) => (
                    <InlineStack key={row.owner} align="space-between">
                      <Link to={`/app/orders?owner=${row.owner}`}>{ownerName(row.owner)}</Link>
                      <InlineStack gap="200">
                        {row.overdue > 0 && <Badge tone="critical">{`${row.overdue} late`}</Badge>}
                        <Text as="span">{String(row.open)}</Text>
                      </InlineStack>
                    </InlineStack>
                  ))}
                </BlockStack>
              </Card>
              <Card>
                <BlockStack gap="200">
                  <Text as="h2" variant="headingMd">
                    Today
                  </Text>
                  <Fact label="Orders placed" value={board.today.placed} />
                  <Fact label="Handed over" value={board.today.handedOver} />
                  <Fact label="Delivered" value={board.today.delivered} />
                  <Box paddingBlockStart="200">
                    <BlockStack gap="200">
                      <Fact label="Open work orders" value={board.workOrders.open} to="/app/work" />
                      <Fact label="Open returns" value={board.returns.open} to="/app/returns" />
                    </BlockStack>
                  </Box>
                </BlockStack>
              </Card>
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  )
}

function Fact({ label, value, to }: { label: string; value: number; to?: string }) {
  return (
    <InlineStack align="space-between">
      {to ? <Link to={to}>{label}</Link> : <Text as="span">{label}</Text>}
      <Text as="span">{String(value)}</Text>
    </InlineStack>
  )
}

export const ErrorBoundary = PageError
