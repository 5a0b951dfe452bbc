import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import {
  BlockStack,
  Box,
  Button,
  Card,
  EmptyState,
  InlineStack,
  Page,
  Pagination,
  Select,
  Text,
  TextField,
  useBreakpoints,
} from '@shopify/polaris'
import { useState } from 'react'
import { z } from 'zod'
import { readStock } from '../stages/stock/index.server.ts'
import { useMay } from '../ui/may.tsx'
import { PageError } from '../ui/page-error.tsx'
import { StockList } from '../ui/stock/stock-list.tsx'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

/** Unknown words are ignored, so that an old bookmark still opens. */
const stockQuery = z.object({
  q: z.string().trim().max(200).catch(''),
  place: z.uuid().nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'stock.see')
  const query = stockQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const stock = await readStock(services(), shop, {
    search: query.q,
    locationId: query.place,
    page: query.page,
  })
  return { ...stock, query }
}

/** What lies where: every counted item, all places together or one. */
export default function Stock() {
  const { rows, more, places, query } = useLoaderData<typeof loader>()
  const [, setParams] = useSearchParams()
  const [q, setQ] = useState(query.q)
  const loading = useNavigation().state === 'loading'
  const { smDown } = useBreakpoints()
  const may = useMay()
  const change = (key: string, value: string) =>
    setParams((before) => {
      const after = new URLSearchParams(before)
      if (value) after.set(key, value)
      else after.delete(key)
      if (key !== 'page') after.delete('page')
      return after
    })
  const filtered = query.q !== '' || query.place !== null
  return (
    <Page
      title="Stock"
      subtitle="Pieces at your own places, as the ledger has them"
      secondaryActions={[
        { content: 'Goods coming in', url: '/app/stock/inbound' },
        { content: 'Tasks of the floor', url: '/app/stock/tasks' },
        { content: 'Bins and labels', url: '/app/stock/bins' },
        ...(may('stock.plan') ? [{ content: 'Rules of stock', url: '/app/stock/rules' }] : []),
        { content: 'Store and ledger', url: '/app/stock/store' },
        { content: 'Map of the warehouse', url: '/app/warehouse' },
      ]}
      fullWidth
    >
      <Card padding="0">
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
                label="Find an item"
                labelHidden
                name="q"
                value={q}
                onChange={setQ}
                placeholder="Title, SKU, or a scanned barcode"
                autoComplete="off"
                clearButton
                onClearButtonClick={() => {
                  setQ('')
                  change('q', '')
                }}
                connectedRight={<Button submit>Find</Button>}
              />
            </Form>
            <InlineStack>
              <Select
                label="Place"
                labelInline
                options={[
                  { label: 'All places', value: '' },
                  ...places.map(({ id, name }) => ({ label: name, value: id })),
                ]}
                value={query.place ?? ''}
                onChange={(value) => change('place', value)}
              />
            </InlineStack>
          </BlockStack>
        </Box>
        {rows.length === 0 ? (
          <EmptyState
            heading={filtered ? 'No item fits' : 'No counted items yet'}
            image="/nothing-here.svg"
            {...(filtered ? { action: { content: 'Show all items', url: '/app/stock' } } : {})}
          >
            <Text as="p">
              {filtered
                ? 'Titles and SKUs are found by a part of them, barcodes whole.'
                : 'Products whose stock the store tracks appear here once the store was read.'}
            </Text>
          </EmptyState>
        ) : (
          <StockList rows={rows} loading={loading} narrow={smDown} />
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
