import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Badge, BlockStack, Card, EmptyState, InlineStack, Page, Text } from '@shopify/polaris'
import { showDistance } from '../journey/show-time.ts'
import { listPartners } from '../stages/handoff/index.server.ts'
import { useMay } from '../ui/may.tsx'
import { PageError } from '../ui/page-error.tsx'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'partners.see')
  const partners = await listPartners(services(), shop)
  return {
    partners: partners.map((partner) => ({
      ...partner,
      waitingSince: partner.waitingSince?.toISOString() ?? null,
    })),
    now: new Date().toISOString(),
  }
}

/** The partners that ship for the shop, and how long they keep it waiting. */
export default function Partners() {
  const { partners, now } = useLoaderData<typeof loader>()
  const may = useMay()
  return (
    <Page
      title="Partners"
      subtitle="They pack and ship for you. Each answers in the portal or with a system of its own."
      {...(may('partners.change')
        ? { primaryAction: { content: 'Add a partner', url: '/app/partners/new' } }
        : {})}
    >
      {partners.length === 0 ? (
        <Card>
          <EmptyState heading="No partner ships for you yet" image="/nothing-here.svg">
            <Text as="p">
              Add one when a fulfilment company keeps stock of yours. Orders for its place of the
              store then go to it by themselves, with a due time for each answer.
            </Text>
          </EmptyState>
        </Card>
      ) : (
        <BlockStack gap="300">
          {partners.map((partner) => (
            <Card key={partner.id}>
              <BlockStack gap="200">
                <InlineStack align="space-between" blockAlign="center" gap="200">
                  <InlineStack align="start" gap="200" blockAlign="center">
                    <Text as="h2" variant="headingMd">
                      <Link to={`/app/partners/${partner.id}`}>{partner.name}</Link>
                    </Text>
                    {!partner.active && <Badge>Switched off</Badge>}
                    {partner.late > 0 && <Badge tone="critical">{`${partner.late} late`}</Badge>}
                  </InlineStack>
                  <Text as="span" tone="subdued">
                    {partner.locationName ?? 'No place of the store'}
                  </Text>
                </InlineStack>
                <InlineStack gap="400">
                  <Text as="span">
                    {partner.waiting} to answer
                    {partner.waitingSince
                      ? `, the oldest asked ${showDistance(partner.waitingSince, new Date(now))}`
                      : ''}
                  </Text>
                  <Text as="span">{partner.toShip} to ship</Text>
                  <Text as="span" tone="subdued">
                    {partner.providerKey === 'portal' ? 'Works in the portal' : 'Own system'}
                  </Text>
                </InlineStack>
              </BlockStack>
            </Card>
          ))}
        </BlockStack>
      )}
    </Page>
  )
}

export const ErrorBoundary = PageError
