import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import {
  Badge,
  BlockStack,
  Box,
  Card,
  EmptyState,
  InlineStack,
  Page,
  Tabs,
  Text,
} from '@shopify/polaris'
import { stepLabel } from '../journey/next-step.ts'
import { returnLabel } from '../journey/return.ts'
import { howMany } from '../kernel/how-many.ts'
import { showMoney } from '../kernel/money.ts'
import { listReturns, returnQuery } from '../stages/returns/index.server.ts'
import { Due } from '../ui/due.tsx'
import { Pager } from '../ui/list/pager.tsx'
import { Owner } from '../ui/owner.tsx'
import { PageError } from '../ui/page-error.tsx'
import { returnTone } from '../ui/returns/return-tone.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'returns.see')
  const query = returnQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  return { ...(await listReturns(services(), shop, query)), query, now: new Date().toISOString() }
}

const views = [
  { id: 'open', content: 'Open' },
  { id: 'requested', content: 'To decide' },
  { id: 'approved', content: 'On the way' },
  { id: 'received', content: 'To inspect' },
  { id: 'inspected', content: 'To refund' },
  { id: 'ended', content: 'Done' },
]

/** All returns of the shop by where they stand, due first. */
export default function Returns() {
  const { returns, open, query, more, now, timeZone } = useLoaderData<typeof loader>()
  const [, ask] = useSearchParams()
  const selected = Math.max(
    0,
    views.findIndex((view) => view.id === query.view),
  )
  return (
    <Page title="Returns" subtitle={`${open} open`}>
      <Card padding="0">
        <Tabs
          tabs={views}
          selected={selected}
          onSelect={(at) => ask({ view: views[at]?.id ?? 'open' })}
        />
        {returns.length === 0 ? (
          <EmptyState heading="No returns here" image="/all-quiet.svg">
            <Text as="p">
              Customers ask for them on the page of their order. They come here to be decided.
            </Text>
          </EmptyState>
        ) : (
          <div>
            {returns.map((one) => (
              <Box key={one.id} padding="400" borderBlockStartWidth="025" borderColor="border">
                <BlockStack gap="100">
                  <InlineStack align="space-between" gap="200">
                    <InlineStack align="start" gap="200">
                      <Link to={`/app/returns/${one.id}`}>{one.number}</Link>
                      <Badge {...returnTone(one.state)}>{returnLabel[one.state]}</Badge>
                    </InlineStack>
                    <InlineStack gap="200">
                      <Owner owner={one.owner} />
                      <Due at={one.dueAt} now={now} timeZone={timeZone} />
                      {one.state === 'settled' && one.refundMinor !== null && (
                        <Text as="span" numeric>
                          {showMoney({ minor: BigInt(one.refundMinor), currency: one.currency })}
                        </Text>
                      )}
                    </InlineStack>
                  </InlineStack>
                  <Text as="span" tone="subdued">
                    {`${howMany(one.pieces, 'piece')}: ${one.reasons.join(', ')}`}
                    {one.step ? ` · ${stepLabel(one.step)}` : ''}
                  </Text>
                </BlockStack>
              </Box>
            ))}
          </div>
        )}
        <Pager page={query.page} more={more} />
      </Card>
    </Page>
  )
}

export const ErrorBoundary = PageError
