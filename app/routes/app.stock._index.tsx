import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import {
  BlockStack,
  Box,
  Card,
  EmptyState,
  InlineStack,
  Page,
  Select,
  Text,
  useBreakpoints,
} from '@shopify/polaris'
import { z } from 'zod'
import { readStock } from '../stages/stock/index.server.ts'
import { FindBox } from '../ui/list/find-box.tsx'
import { useListQuery } from '../ui/list/list-query.ts'
import { Pager } from '../ui/list/pager.tsx'
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
  const loading = useNavigation().state === 'loading'
  const { smDown } = useBreakpoints()
  const change = useListQuery()
  const filtered = query.q !== '' || query.place !== null
  return (
    <Page title="Stock" subtitle="Pieces at your own places, as the ledger has them" fullWidth>
      <Card padding="0">
        <Box padding="300">
          <BlockStack gap="200">
            <FindBox
              label="Find an item"
              placeholder="Title, SKU, or a scanned barcode"
              search={query.q}
            />
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
        <Pager page={query.page} more={more} />
      </Card>
    </Page>
  )
}

export const ErrorBoundary = PageError
