import { Form, Link } from '@remix-run/react'
import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  EmptyState,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris'
import { type ReactNode, useState } from 'react'

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
  readonly onSearch: (search: string) => void
  readonly filter: ReactNode
}

export const kindNames = {
  order: 'Purchase order',
  notice: 'Notice',
  transfer: 'Transfer',
} as const

/** What is to come in, each with what of it came. */
export function InboundList({ rows, loading, search, onSearch, filter }: InboundListProps) {
  const [q, setQ] = useState(search)
  return (
    <Card padding="0">
      <Box padding="300">
        <BlockStack gap="200">
          <Form
            method="get"
            onSubmit={(event) => {
              event.preventDefault()
              onSearch(q.trim())
            }}
          >
            <TextField
              label="Find an order"
              labelHidden
              name="q"
              value={q}
              onChange={setQ}
              placeholder="Number, or who sends it"
              autoComplete="off"
              connectedRight={<Button submit>Find</Button>}
            />
          </Form>
          <InlineStack>{filter}</InlineStack>
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
                {row.came} of {row.pieces}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
