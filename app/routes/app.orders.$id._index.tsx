import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData, useRevalidator } from '@remix-run/react'
import { Badge, Banner, BlockStack, Card, Layout, Page, Text } from '@shopify/polaris'
import { useEffect } from 'react'
import { noteDataSeen, readDataSeen } from '../journey/audit/data-seen.server.ts'
import { readOrderAudit } from '../journey/audit/read-audit.server.ts'
import { orderLabel } from '../journey/order.ts'
import { readOrderPage } from '../journey/order-page.server.ts'
import { mayDo } from '../journey/permissions.ts'
import { showDay, showInstant } from '../journey/show-time.ts'
import { stageLabel } from '../journey/stage.ts'
import { isUuid, orderId } from '../kernel/ids.ts'
import { withShop } from '../platform/db.server.ts'
import { readCorrectionLink } from '../stages/check/index.server.ts'
import { readDifferences } from '../stages/intake/index.server.ts'
import { May } from '../ui/may.tsx'
import { ChangesCard } from '../ui/orders/changes-card.tsx'
import { CloseOrderCard } from '../ui/orders/close-order-card.tsx'
import { CorrectionLinkCard } from '../ui/orders/correction-link-card.tsx'
import { CustomerCard } from '../ui/orders/customer-card.tsx'
import { DifferencesCard } from '../ui/orders/differences-card.tsx'
import { LinesCard, PartsCard, ShipmentsCard } from '../ui/orders/goods-cards.tsx'
import { HoldsCard } from '../ui/orders/holds-card.tsx'
import { NextStepCard } from '../ui/orders/next-step-card.tsx'
import { NotesCard } from '../ui/orders/notes-card.tsx'
import { PlaceHoldCard } from '../ui/orders/place-hold-card.tsx'
import { isWorrying, RiskFacts } from '../ui/orders/risk-facts.tsx'
import { SeenCard } from '../ui/orders/seen-card.tsx'
import { TimelineCard } from '../ui/orders/timeline-card.tsx'
import { UrgentCard } from '../ui/orders/urgent-card.tsx'
import { PageError } from '../ui/page-error.tsx'
import { actOnOrder } from '../wiring/order-action.server.ts'
import { orderAnswerWords } from '../wiring/order-words.ts'
import { readForm } from '../wiring/read-form.server.ts'
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
  if (order.buyer) await noteDataSeen(open.db, shop, [raw])
  const maySeeAudit = mayDo(person.role, 'audit.see')
  const changes = maySeeAudit ? await readOrderAudit(open, shop, raw) : []
  const seen = maySeeAudit ? await readDataSeen(open, shop, raw) : []
  const differences = await readDifferences(open, shop, orderId(raw))
  const link = await readCorrectionLink(open, shop, orderId(raw))
  return { order, changes, seen, differences, link, timeZone, now: new Date().toISOString() }
}

/** The office holds and releases the order, or closes one of which nothing is left to send. */
export async function action({ request, params }: ActionFunctionArgs) {
  const who = await signedIn(request, 'orders.change')
  const raw = params['id'] ?? ''
  if (!isUuid(raw)) throw new Response(null, { status: 404 })
  const answer = await actOnOrder(services(), who, orderId(raw), await readForm(request))
  return answer.ok
    ? { kind: answer.value }
    : data(answer.refusal, { status: answer.refusal.status })
}

/** One order: what is next as the one dominant button, then everything known about it. */
export default function OrderPage() {
  const { order, changes, seen, differences, link, timeZone, now } = useLoaderData<typeof loader>()
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
            {answer && (
              <Banner
                tone={'status' in answer ? 'critical' : 'success'}
                title={orderAnswerWords[answer.kind]}
              />
            )}
            <DifferencesCard
              orderId={order.id}
              differences={differences}
              now={now}
              timeZone={timeZone}
            />
            {order.holds.length > 0 && (
              <HoldsCard holds={order.holds} risk={order.risk} now={now} timeZone={timeZone} />
            )}
            {order.risk &&
              isWorrying(order.risk) &&
              !order.holds.some(({ kind }) => kind === 'fraud') && (
                <Card>
                  <BlockStack gap="200">
                    <Text as="h2" variant="headingMd">
                      The store sees a {order.risk.level} risk of fraud
                    </Text>
                    <RiskFacts risk={order.risk} />
                  </BlockStack>
                </Card>
              )}
            {link && <CorrectionLinkCard link={link} timeZone={timeZone} />}
            <NextStepCard order={order} now={now} timeZone={timeZone} />
            {nothingLeft && (
              <May deed="orders.close">
                <CloseOrderCard />
              </May>
            )}
            {!order.endedAt && (
              <May deed="holds.place">
                <PlaceHoldCard key={order.holds.length} />
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
            <NotesCard notes={order.notes} timeZone={timeZone} />
            <CustomerCard buyer={order.buyer} />
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
            {seen.length > 0 && <SeenCard seen={seen} timeZone={timeZone} />}
            {!order.endedAt && <UrgentCard order={order} />}
            <PartsCard order={order} now={now} timeZone={timeZone} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  )
}

export const ErrorBoundary = PageError
