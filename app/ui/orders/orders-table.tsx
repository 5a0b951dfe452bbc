import { Link } from '@remix-run/react'
import { Badge, BlockStack, IndexTable, InlineStack, Text } from '@shopify/polaris'
import { stepLabel } from '../../journey/next-step.ts'
import { showMoney } from '../../kernel/money.ts'
import { Due } from '../due.tsx'
import { Owner } from '../owner.tsx'

interface ListedOrder {
  readonly id: string
  readonly name: string
  /** Where it stands, in words. */
  readonly label: string
  readonly state: string
  readonly step: string | null
  readonly owner: string | null
  readonly dueAt: string | null
  readonly customer: string
  readonly country: string
  readonly totalMinor: string
  readonly currency: string
}

interface OrdersTableProps {
  readonly rows: readonly ListedOrder[]
  readonly loading: boolean
  readonly now: string
  readonly timeZone: string
  /** On a phone every order is a block of its own instead of a row. */
  readonly narrow: boolean
}

/** Orders with where they stand, what is next and for whom they wait. */
export function OrdersTable({ rows, loading, narrow, now, timeZone }: OrdersTableProps) {
  return (
    <IndexTable
      itemCount={rows.length}
      selectable={false}
      loading={loading}
      condensed={narrow}
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
          {narrow ? (
            <Block row={row} now={now} timeZone={timeZone} />
          ) : (
            <Cells row={row} now={now} timeZone={timeZone} />
          )}
        </IndexTable.Row>
      ))}
    </IndexTable>
  )
}

type OneOrder = Pick<OrdersTableProps, 'now' | 'timeZone'> & { readonly row: ListedOrder }

const Name = ({ row }: Pick<OneOrder, 'row'>) => (
  <Link to={`/app/orders/${row.id}`} data-primary-link>
    <Text as="span" fontWeight="semibold">
      {row.name}
    </Text>
  </Link>
)
const Standing = ({ row }: Pick<OneOrder, 'row'>) => (
  <Badge {...(row.state === 'held' ? { tone: 'warning' as const } : {})}>{row.label}</Badge>
)
const Customer = ({ row }: Pick<OneOrder, 'row'>) => (
  <span dir="auto" className="ow-cut">
    {[row.customer, row.country].filter(Boolean).join(', ') || '–'}
  </span>
)
const total = (row: ListedOrder): string =>
  showMoney({ minor: BigInt(row.totalMinor), currency: row.currency })

function Cells({ row, now, timeZone }: OneOrder) {
  return (
    <>
      <IndexTable.Cell>
        <Name row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Standing row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>{stepLabel(row.step)}</IndexTable.Cell>
      <IndexTable.Cell>
        <Owner owner={row.owner} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Due at={row.dueAt} now={now} timeZone={timeZone} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Customer row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {total(row)}
        </Text>
      </IndexTable.Cell>
    </>
  )
}

function Block({ row, now, timeZone }: OneOrder) {
  return (
    <div className="ow-list-block">
      <BlockStack gap="100">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack align="start" gap="200" blockAlign="center">
            <Name row={row} />
            <Standing row={row} />
          </InlineStack>
          <Due at={row.dueAt} now={now} timeZone={timeZone} />
        </InlineStack>
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="span">{stepLabel(row.step)}</Text>
          <Owner owner={row.owner} />
        </InlineStack>
        <InlineStack align="space-between" gap="200">
          <Text as="span" tone="subdued">
            <Customer row={row} />
          </Text>
          <Text as="span" tone="subdued" numeric>
            {total(row)}
          </Text>
        </InlineStack>
      </BlockStack>
    </div>
  )
}
