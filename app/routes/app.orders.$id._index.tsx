import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData, useRevalidator } from '@remix-run/react'
import { Badge, Banner, BlockStack, Card, Layout, List, Page, Text } from '@shopify/polaris'
import { useEffect } from 'react'
import { readOrderAudit } from '../journey/audit/read-audit.server.ts'
import { closeOrder } from '../journey/close-order.server.ts'
import { orderLabel } from '../journey/order.ts'
import { readOrderPage } from '../journey/order-page.server.ts'
import { mayDo } from '../journey/permissions.ts'
import { showDay, showInstant } from '../journey/show-time.ts'
import { stageLabel } from '../journey/stage.ts'
import { isUuid, orderId } from '../kernel/ids.ts'
import { withShop } from '../platform/db.server.ts'
import { readDifferences } from '../stages/intake/index.server.ts'
import { Due } from '../ui/due.tsx'
import { May } from '../ui/may.tsx'
import { ChangesCard } from '../ui/orders/changes-card.tsx'
import { CloseOrderCard } from '../ui/orders/close-order-card.tsx'
import { DifferencesCard } from '../ui/orders/differences-card.tsx'
import { LinesCard, PartsCard, ShipmentsCard } from '../ui/orders/goods-cards.tsx'
import { NextStepCard } from '../ui/orders/next-step-card.tsx'
import { TimelineCard } from '../ui/orders/timeline-card.tsx'
import { PageError } from '../ui/page-error.tsx'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'orders.see')
  const raw = params['id'] ?? ''
  const open = services()
  const order = isUuid(raw) ? await readOrderPage(open, shop, orderId(raw)) : null
  if (!order) throw new Response(null, { status: 404 })
  const { timeZone } = await withShop(open.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  )
  const changes = mayDo(person.role, 'audit.see') ? await readOrderAudit(open, shop, raw) : []
  const differences = await readDifferences(open, shop, orderId(raw))
  return { order, changes, differences, timeZone, now: new Date().toISOString() }
}

/** The office closes an order of which nothing is left to send. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'orders.close')
  const raw = params['id'] ?? ''
  const form = await request.formData()
  if (!isUuid(raw) || form.get('intent') !== 'close') throw new Response(null, { status: 404 })
  const reason = String(form.get('reason') ?? '')
  const answer = await closeOrder(services(), shop, orderId(raw), { reason, by: person.handle })
  return answer.ok ? { kind: 'closed' as const } : data(answer.refusal, { status: 409 })
}

const closeWords = {
  closed: 'The order is closed.',
  not_there: 'This order is not there any more.',
  not_finished: 'It cannot be closed: goods are still to be sent, or it has ended.',
  no_reason: 'Write down how it was settled.',
} as const

/** One order: what is next as the one dominant button, then everything known about it. */
export default function OrderPage() {
  const { order, changes, differences, timeZone, now } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(revalidate, 10_000)
    return () => clearInterval(timer)
  }, [revalidate])
  const nothingLeft =
    order.state === 'released' &&
    order.shipments.every(({ state }) => ['delivered', 'came_back', 'cancelled'].includes(state))
  const where = order.stage ? stageLabel[order.stage] : orderLabel[order.state]
  return (
    <Page
      title={order.name}
      subtitle={`Placed ${showInstant(order.placedAt, 'en', timeZone)}`}
      titleMetadata={
        <Badge {...(order.state === 'held' ? { tone: 'warning' as const } : {})}>{where}</Badge>
      }
      backAction={{ content: 'Orders', url: '/app/orders' }}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {order.holds.length > 0 && (
              <Banner tone="warning" title="This order is held">
                <List>
                  {order.holds.map((hold) => (
                    <List.Item key={hold.id}>
                      {hold.reason}
                      {hold.inStore ? ' (held in the store too)' : ''}, due{' '}
                      <Due at={hold.dueAt} now={now} timeZone={timeZone} />
                    </List.Item>
                  ))}
                </List>
              </Banner>
            )}
            {answer && (
              <Banner
                tone={answer.kind === 'closed' ? 'success' : 'critical'}
                title={closeWords[answer.kind]}
              />
            )}
            <DifferencesCard
              orderId={order.id}
              differences={differences}
              now={now}
              timeZone={timeZone}
            />
            <NextStepCard order={order} now={now} timeZone={timeZone} />
            {nothingLeft && (
              <May deed="orders.close">
                <CloseOrderCard />
              </May>
            )}
            <ShipmentsCard order={order} now={now} timeZone={timeZone} />
            <LinesCard order={order} />
            <TimelineCard entries={order.timeline} timeZone={timeZone} />
            {changes.length > 0 && (
              <ChangesCard orderName={order.name} changes={changes} timeZone={timeZone} />
            )}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <Card>
              <BlockStack gap="200">
                <Text as="h2" variant="headingMd">
                  Customer
                </Text>
                {order.buyer === null && (
                  <Text as="p" tone="subdued">
                    Personal data was removed on request.
                  </Text>
                )}
                {order.buyer && (
                  <BlockStack gap="100">
                    <span dir="auto" className="ow-wrap">
                      {order.buyer.name || 'No name given'}
                    </span>
                    <span className="ow-wrap">{order.buyer.email || 'No e-mail address'}</span>
                    <span dir="ltr">{order.buyer.phone || 'No phone number'}</span>
                  </BlockStack>
                )}
                {order.buyer?.shipTo && (
                  <address className="ow-address">
                    {order.buyer.shipTo.map((line) => (
                      <span dir="auto" key={line}>
                        {line}
                      </span>
                    ))}
                  </address>
                )}
                {order.buyer?.note && (
                  <Text as="p">
                    <span dir="auto">“{order.buyer.note}”</span>
                  </Text>
                )}
              </BlockStack>
            </Card>
            <Card>
              <BlockStack gap="200">
                <Text as="h2" variant="headingMd">
                  Promise
                </Text>
                <Text as="p">
                  {order.promisedAt
                    ? showDay(order.promisedAt, 'en', timeZone)
                    : 'Set once the order is complete'}
                </Text>
                <Text as="p" tone="subdued">
                  {[
                    order.shippingTitle ?? 'No delivery option chosen',
                    order.financialStatus,
                    order.channel,
                  ]
                    .filter(Boolean)
                    .join(', ')}
                </Text>
                {order.survey?.score !== null && order.survey?.score !== undefined && (
                  <Text as="p">Customer’s score: {order.survey.score} of 10</Text>
                )}
              </BlockStack>
            </Card>
            <PartsCard order={order} now={now} timeZone={timeZone} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  )
}

export const ErrorBoundary = PageError
