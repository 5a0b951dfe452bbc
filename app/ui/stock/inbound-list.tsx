import { Link } from '@remix-run/react'
import { Badge, BlockStack, Box, Card, EmptyState, InlineStack, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { FindBox } from '../list/find-box.tsx'

export interface ListedInbound {
  readonly id: string
  readonly kind: 'order' | 'notice' | 'transfer'
  readonly number: string
  readonly vendor: string
  readonly place: string
  readonly state: 'open' | 'draft' | 'done' | 'cancelled'
  readonly expectedOn: string | null
  readonly isLate: boolean
  readonly articles: number
  readonly pieces: number
  readonly came: number
}

interface InboundListProps {
  readonly rows: readonly ListedInbound[]
  readonly loading: boolean
  readonly search: string
  readonly filter: ReactNode
}

export const kindNames = {
  order: 'Purchase order',
  notice: 'Notice',
  transfer: 'Transfer',
} as const

/** What is to come in, each with what of it came. */
export function InboundList({ rows, loading, search, filter }: InboundListProps) {
  return (
    <Card padding="0">
      <Box padding="300">
        <BlockStack gap="200">
          <FindBox label="Find an order" placeholder="Number, or who sends it" search={search} />
          <InlineStack gap="200" blockAlign="center">
            {filter}
          </InlineStack>
        </BlockStack>
      </Box>
      {rows.length === 0 ? (
        <EmptyState heading="Nothing here" image="/nothing-here.svg">
          <Text as="p">
            Purchase orders, notices of what is on its way, and the store’s transfers stand here.
          </Text>
        </EmptyState>
      ) : (
        <ul className="ow-rows" aria-busy={loading}>
          {rows.map((row) => (
            <li key={row.id} className="ow-row">
              <span className="ow-row-main">
                <InlineStack gap="200" blockAlign="center">
                  <Link to={`/app/stock/inbound/${row.id}`}>
                    <bdi className="ow-wrap">{row.number}</bdi>
                  </Link>
                  <Badge>{kindNames[row.kind]}</Badge>
                  {row.isLate && <Badge tone="critical">Late</Badge>}
                </InlineStack>
                <Text as="span" tone="subdued">
                  <bdi className="ow-wrap">{row.vendor || 'Nobody named'}</bdi>
                  {`, to ${row.place}${row.expectedOn ? `, expected ${row.expectedOn}` : ''}`}
                </Text>
              </span>
              <Text as="span" alignment="end">
                {`${row.came} of ${row.pieces} came`}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
