import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris'
import { showInstant } from '../../journey/show-time.ts'

interface TimelineCardProps {
  readonly entries: readonly {
    readonly id: string
    readonly at: string
    readonly room: string
    readonly kind: string
    readonly text: string
    readonly by: string
  }[]
  readonly timeZone: string
}

const whoDid = (by: string): string =>
  by === 'system'
    ? 'Orderwright'
    : by.startsWith('partner:')
      ? 'Partner'
      : by.charAt(0).toUpperCase() + by.slice(1)

/** An order's whole history, newest first. */
export function TimelineCard({ entries, timeZone }: TimelineCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Timeline
        </Text>
        {entries.length === 0 && (
          <Text as="p" tone="subdued">
            Nothing has happened yet.
          </Text>
        )}
        <ol className="ow-timeline">
          {entries.map((entry) => (
            <li key={entry.id} className={entry.kind === 'overdue' ? 'ow-late' : undefined}>
              <BlockStack gap="050">
                <Text as="span">{entry.text}</Text>
                <InlineStack gap="200">
                  <Text as="span" tone="subdued" variant="bodySm">
                    <time dateTime={entry.at}>{showInstant(entry.at, 'en', timeZone)}</time>
                  </Text>
                  <Text as="span" tone="subdued" variant="bodySm">
                    {whoDid(entry.by)}
                  </Text>
                </InlineStack>
              </BlockStack>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  )
}
