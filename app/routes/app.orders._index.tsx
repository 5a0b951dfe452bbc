import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import {
  BlockStack,
  Box,
  Card,
  EmptyState,
  InlineStack,
  Page,
  Pagination,
  Select,
  Tabs,
  Text,
  useBreakpoints,
} from '@shopify/polaris'
import { teams } from '../journey/next-step.ts'
import { orderLabel } from '../journey/order.ts'
import { listOrders, orderQuery } from '../journey/order-list.server.ts'
import { readOrderState } from '../journey/read-state.ts'
import { stageLabel, stages } from '../journey/stage.ts'
import { withShop } from '../platform/db.server.ts'
import { FindBox } from '../ui/list/find-box.tsx'
import { useListQuery } from '../ui/list/list-query.ts'
import { useMay } from '../ui/may.tsx'
import { OrdersTable } from '../ui/orders/orders-table.tsx'
import { ownerName } from '../ui/owner-name.ts'
import { PageError } from '../ui/page-error.tsx'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'orders.see')
  const query = orderQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const open = services()
  const { rows, next, previous } = await listOrders(open, shop, query)
  const { timeZone } = await withShop(open.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  )
  const shown = rows.map((row) => ({
    ...row,
    label: row.stage ? stageLabel[row.stage] : orderLabel[readOrderState(row.state)],
  }))
  return { rows: shown, next, previous, query, timeZone, now: new Date().toISOString() }
}

const views = [
  { id: 'open', content: 'Open' },
  { id: 'overdue', content: 'Overdue' },
  { id: 'held', content: 'Held' },
  { id: 'ended', content: 'Ended' },
  { id: 'all', content: 'All' },
] as const

/** All orders, due first, with filters that live in the address. */
export default function Orders() {
  const { rows, next, previous, query, timeZone, now } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const may = useMay()
  const loading = useNavigation().state === 'loading'
  const { smDown } = useBreakpoints()
  const change = useListQuery()
  const filtered = ['q', 'stage', 'owner'].some((key) => params.has(key))
  return (
    <Page
      title="Orders"
      fullWidth
      {...(may('orders.take')
        ? { primaryAction: { content: 'New order', url: '/app/orders/new' } }
        : {})}
    >
      <Card padding="0">
        <Tabs
          tabs={views.map(({ id, content }) => ({ id, content }))}
          selected={Math.max(
            0,
            views.findIndex((view) => view.id === query.view),
          )}
          onSelect={(at) => change('view', views[at]?.id ?? 'open')}
        />
        <Box padding="300">
          <BlockStack gap="200">
            <FindBox
              label="Find an order"
              placeholder="Order, e-mail, phone, SKU or tracking number"
              search={query.q ?? ''}
            />
            <InlineStack gap="200">
              <Select
                label="Stands in"
                labelInline
                options={[
                  { label: 'Anywhere', value: '' },
                  ...stages.map((stage) => ({ label: stageLabel[stage], value: stage })),
                ]}
                value={query.stage ?? ''}
                onChange={(value) => change('stage', value)}
              />
              <Select
                label="Waits for"
                labelInline
                options={[
                  { label: 'Anybody', value: '' },
                  ...teams.map((team) => ({ label: ownerName(team), value: team })),
                ]}
                value={query.owner ?? ''}
                onChange={(value) => change('owner', value)}
              />
            </InlineStack>
          </BlockStack>
        </Box>
        {rows.length === 0 ? (
          <EmptyState
            heading={filtered ? 'No order fits' : 'No orders here'}
            image="/nothing-here.svg"
            {...(filtered
              ? { action: { content: 'Show all open orders', url: '/app/orders' } }
              : {})}
          >
            <Text as="p">
              {filtered
                ? 'E-mail addresses and phone numbers are found whole, not by a part of them.'
                : 'Orders appear here within seconds of being placed in your store.'}
            </Text>
          </EmptyState>
        ) : (
          <OrdersTable
            rows={rows}
            loading={loading}
            narrow={smDown}
            now={now}
            timeZone={timeZone}
          />
        )}
        {(next || previous) && (
          <Box padding="300">
            <InlineStack align="center">
              <Pagination
                hasPrevious={previous !== null}
                onPrevious={() => change('before', previous ?? '')}
                hasNext={next !== null}
                onNext={() => change('after', next ?? '')}
              />
            </InlineStack>
          </Box>
        )}
      </Card>
    </Page>
  )
}

export const ErrorBoundary = PageError
