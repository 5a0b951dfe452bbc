import { Link } from '@remix-run/react'
import { BlockStack, Box, InlineStack, Text } from '@shopify/polaris'
import { showInstant } from '../../journey/show-time.ts'

interface AuditListProps {
  readonly entries: readonly {
    readonly id: string
    readonly at: string
    readonly by: string
    readonly source: string
    readonly headline: string
    readonly orderId: string | null
    readonly orderName: string | null
    readonly changes: readonly {
      readonly name: string
      readonly before: string
      readonly after: string
    }[]
  }[]
  readonly timeZone: string
}

/** Entries of the audit: the change in one line, then each value before and after. */
export function AuditList({ entries, timeZone }: AuditListProps) {
  return entries.map((entry) => (
    <Box key={entry.id} padding="300" borderBlockEndWidth="025" borderColor="border">
      <BlockStack gap="100">
        <InlineStack align="space-between" gap="200">
          <InlineStack gap="200">
            <Text as="h2" variant="bodyMd" fontWeight="semibold">
              {entry.headline}
            </Text>
            {entry.orderName && <Link to={`/app/orders/${entry.orderId}`}>{entry.orderName}</Link>}
          </InlineStack>
          <Text as="span" tone="subdued" variant="bodySm">
            <time dateTime={entry.at}>{showInstant(entry.at, 'en', timeZone)}</time>
          </Text>
        </InlineStack>
        <Text as="p" tone="subdued" variant="bodySm">
          <span dir="auto">{entry.by}</span>, {entry.source}
        </Text>
        <dl className="ow-changes">
          {entry.changes.map((change) => (
            <div key={change.name}>
              <dt>{change.name}</dt>
              <dd dir="auto">
                {change.before} → {change.after}
              </dd>
            </div>
          ))}
        </dl>
      </BlockStack>
    </Box>
  ))
}
