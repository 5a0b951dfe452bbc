import { Badge, Box, Card, InlineStack, Text } from '@shopify/polaris'
import { Due } from '../due.tsx'

interface ComingTogetherCardProps {
  readonly rows: readonly {
    readonly id: string
    readonly number: string
    readonly slot: string
    readonly dueAt: string | null
    /** `2 of 3 zones in` */
    readonly zones: string
    readonly missing: readonly string[]
  }[]
  readonly now: string
  readonly timeZone: string
}

/** Orders picked in several zones at once, until all of each is in its slot. */
export function ComingTogetherCard({ rows, now, timeZone }: ComingTogetherCardProps) {
  return (
    <Card padding="0">
      <Box padding="300" paddingBlockEnd="0">
        <Text as="h2" variant="headingMd">
          Coming together
        </Text>
      </Box>
      {rows.map((row) => (
        <div key={row.id} className="ow-row">
          <div className="ow-row-main">
            <InlineStack gap="200" blockAlign="center">
              <span className="ow-tote">{row.slot}</span>
              <Text as="span" fontWeight="semibold">
                {row.number}
              </Text>
              <Badge tone="attention">{row.zones}</Badge>
            </InlineStack>
            <InlineStack gap="200" blockAlign="center">
              <Text as="span" tone="subdued">
                {row.missing.length > 0
                  ? `Still to come: ${row.missing.join(', ')}`
                  : 'Waits for stock'}
              </Text>
              <Due at={row.dueAt} now={now} timeZone={timeZone} />
            </InlineStack>
          </div>
        </div>
      ))}
    </Card>
  )
}
