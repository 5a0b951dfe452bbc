import { Link } from '@remix-run/react'
import { BlockStack, IndexTable, InlineStack, Text, Thumbnail } from '@shopify/polaris'
import { ImageIcon } from '@shopify/polaris-icons'
import { Left } from './left.tsx'

interface ListedStock {
  readonly itemId: string
  readonly title: string
  readonly variantTitle: string | null
  readonly sku: string | null
  readonly imageUrl: string | null
  readonly onHand: number
  readonly reserved: number
  readonly available: number
  readonly blocked: number
}

interface StockListProps {
  readonly rows: readonly ListedStock[]
  readonly loading: boolean
  /** On a phone every item is a block of its own instead of a row. */
  readonly narrow: boolean
}

/** Items with their pieces. */
export function StockList({ rows, loading, narrow }: StockListProps) {
  return (
    <IndexTable
      itemCount={rows.length}
      selectable={false}
      loading={loading}
      condensed={narrow}
      headings={[
        { title: 'Item' },
        { title: 'SKU' },
        { title: 'On hand', alignment: 'end' },
        { title: 'Promised', alignment: 'end' },
        { title: 'Free', alignment: 'end' },
        { title: 'In question', alignment: 'end' },
      ]}
    >
      {rows.map((row, at) => (
        <IndexTable.Row id={row.itemId} key={row.itemId} position={at}>
          {narrow ? <Block row={row} /> : <Cells row={row} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  )
}

function Name({ row }: { readonly row: ListedStock }) {
  return (
    <InlineStack gap="300" blockAlign="center" wrap={false}>
      <Thumbnail source={row.imageUrl ?? ImageIcon} alt="" size="small" />
      <Link to={`/app/stock/${row.itemId}`} data-primary-link>
        <span dir="auto" className="ow-title">
          {row.title}
          {row.variantTitle ? `, ${row.variantTitle}` : ''}
        </span>
      </Link>
    </InlineStack>
  )
}

function Cells({ row }: { readonly row: ListedStock }) {
  const number = (value: number) => (
    <Text as="span" alignment="end" numeric>
      {String(value)}
    </Text>
  )
  return (
    <>
      <IndexTable.Cell>
        <Name row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>{row.sku ?? 'no SKU'}</IndexTable.Cell>
      <IndexTable.Cell>{number(row.onHand)}</IndexTable.Cell>
      <IndexTable.Cell>{number(row.reserved)}</IndexTable.Cell>
      <IndexTable.Cell>
        <InlineStack align="end">
          <Left available={row.available} />
        </InlineStack>
      </IndexTable.Cell>
      <IndexTable.Cell>{row.blocked > 0 ? number(row.blocked) : null}</IndexTable.Cell>
    </>
  )
}

function Block({ row }: { readonly row: ListedStock }) {
  const counts = [
    row.sku ?? 'no SKU',
    `${row.onHand} on hand`,
    `${row.reserved} promised`,
    row.blocked > 0 ? `${row.blocked} in question` : null,
  ]
  return (
    <div className="ow-list-block">
      <BlockStack gap="100">
        <Name row={row} />
        <InlineStack gap="200" blockAlign="center" align="space-between">
          <Text as="span" tone="subdued">
            {counts.filter(Boolean).join(', ')}
          </Text>
          <InlineStack gap="100" blockAlign="center">
            <Text as="span" tone="subdued">
              free:
            </Text>
            <Left available={row.available} />
          </InlineStack>
        </InlineStack>
      </BlockStack>
    </div>
  )
}
