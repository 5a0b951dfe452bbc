import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, Link, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  EmptyState,
  IndexTable,
  InlineStack,
  Page,
  Pagination,
  Select,
  Tabs,
  Text,
  TextField,
} from '@shopify/polaris'
import { useState } from 'react'
import { stepLabel, teams } from '../journey/next-step.ts'
import { orderLabel } from '../journey/order.ts'
import { listOrders, orderQuery } from '../journey/order-list.server.ts'
import { readOrderState } from '../journey/read-state.ts'
import { stageLabel, stages } from '../journey/stage.ts'
import { showMoney } from '../kernel/money.ts'
import { withShop } from '../platform/db.server.ts'
import { Due } from '../ui/due.tsx'
import { Owner } from '../ui/owner.tsx'
import { ownerName } from '../ui/owner-name.ts'
import { PageError } from '../ui/page-error.tsx'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request)
  const query = orderQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const open = services()
  const { rows, more } = await listOrders(open, shop, query)
  const { timeZone } = await withShop(open.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  )
  const shown = rows.map((row) => ({
    ...row,
    label: row.stage ? stageLabel[row.stage] : orderLabel[readOrderState(row.state)],
  }))
  return { rows: shown, more, query, timeZone, now: new Date().toISOString() }
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
  const { rows, more, query, timeZone, now } = useLoaderData<typeof loader>()
  const [params, setParams] = useSearchParams()
  const [q, setQ] = useState(query.q ?? '')
  const loading = useNavigation().state === 'loading'
  const change = (key: string, value: string) =>
    setParams((before) => {
      const after = new URLSearchParams(before)
      if (value) after.set(key, value)
      else after.delete(key)
      if (key !== 'page') after.delete('page')
      return after
    })
  const filtered = ['q', 'stage', 'owner', 'state'].some((key) => params.has(key))
  return (
    <Page title="Orders" fullWidth>
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
            <Form
              method="get"
              onSubmit={(event) => {
                event.preventDefault()
                change('q', q.trim())
              }}
            >
              <TextField
                label="Find an order"
                labelHidden
                name="q"
                value={q}
                onChange={setQ}
                placeholder="Order, e-mail, phone, SKU or tracking number"
                autoComplete="off"
                clearButton
                onClearButtonClick={() => {
                  setQ('')
                  change('q', '')
                }}
                connectedRight={<Button submit>Find</Button>}
              />
            </Form>
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
          <IndexTable
            itemCount={rows.length}
            selectable={false}
            loading={loading}
            headings={[
              { title: 'Order' },
              { title: 'Stands in' },
              { title: 'Next step' },
              { title: 'Waits for' },
              { title: 'Due' },
              { title: 'Customer' },
              { title: 'Total', alignment: 'end' },
            ]}
          >
            {rows.map((row, at) => (
              <IndexTable.Row id={row.id} key={row.id} position={at}>
                <IndexTable.Cell>
                  <Link to={`/app/orders/${row.id}`} data-primary-link>
                    <Text as="span" fontWeight="semibold">
                      {row.name}
                    </Text>
                  </Link>
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <Badge {...(row.state === 'held' ? { tone: 'warning' as const } : {})}>
                    {row.label}
                  </Badge>
                </IndexTable.Cell>
                <IndexTable.Cell>{stepLabel(row.step)}</IndexTable.Cell>
                <IndexTable.Cell>
                  <Owner owner={row.owner} />
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <Due at={row.dueAt} now={now} timeZone={timeZone} />
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <span dir="auto" className="ow-cut">
                    {row.customer || '–'}
                    {row.country ? `, ${row.country}` : ''}
                  </span>
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <Text as="span" alignment="end" numeric>
                    {showMoney({ minor: BigInt(row.totalMinor), currency: row.currency })}
                  </Text>
                </IndexTable.Cell>
              </IndexTable.Row>
            ))}
          </IndexTable>
        )}
        {(more || query.page > 1) && (
          <Box padding="300">
            <InlineStack align="center">
              <Pagination
                hasPrevious={query.page > 1}
                onPrevious={() => change('page', String(query.page - 1))}
                hasNext={more}
                onNext={() => change('page', String(query.page + 1))}
                label={`Page ${query.page}`}
              />
            </InlineStack>
          </Box>
        )}
      </Card>
    </Page>
  )
}

export const ErrorBoundary = PageError
