import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Box, Card, EmptyState, InlineStack, Page, Text } from '@shopify/polaris'
import { showInstant } from '../journey/show-time.ts'
import { withShop } from '../platform/db.server.ts'
import { listDuplicates } from '../stages/check/index.server.ts'
import { PageError } from '../ui/page-error.tsx'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'duplicates.see')
  const open = services()
  const order = new URL(request.url).searchParams.get('order')
  const pairs = await listDuplicates(open, shop)
  const { timeZone } = await withShop(open.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  )
  const asked = order ? pairs.filter(({ orderId }) => orderId === order) : pairs
  return {
    pairs: asked.map((pair) => ({ ...pair, openedAt: pair.openedAt.toISOString() })),
    timeZone,
  }
}

/** Orders that look like the same one twice and wait for a person. */
export default function Duplicates() {
  const { pairs, timeZone } = useLoaderData<typeof loader>()
  return (
    <Page title="Duplicates" subtitle="Orders that may be the same one twice">
      <Card padding="0">
        {pairs.length === 0 && (
          <EmptyState heading="No duplicates" image="/all-quiet.svg">
            <Text as="p">
              An order that looks like an earlier one is held and shown here. How alike they must be
              is chosen in the settings.
            </Text>
          </EmptyState>
        )}
        {pairs.map((pair) => (
          <Box key={pair.id} padding="300" borderBlockEndWidth="025" borderColor="border">
            <InlineStack align="space-between" gap="200">
              <Link to={`/app/duplicates/${pair.id}`}>
                {pair.name} looks like {pair.firstName}
              </Link>
              <Text as="span" tone="subdued">
                {pair.score} points, since {showInstant(pair.openedAt, 'en', timeZone)}
              </Text>
            </InlineStack>
          </Box>
        ))}
      </Card>
    </Page>
  )
}

export const ErrorBoundary = PageError
