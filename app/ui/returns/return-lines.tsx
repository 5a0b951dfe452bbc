import { Badge, BlockStack, Card, InlineStack, Text } from '@shopify/polaris'
import { showMoney } from '../../kernel/money.ts'

/** One line of a return as its page knows it. */
export interface ReturnLineFacts {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly sku: string
  readonly reason: string
  readonly quantity: number
  readonly received: number
  readonly disposition: string | null
  readonly note: string
  readonly priceMinor: string
  /** What a scanner may read for it. */
  readonly codes: readonly string[]
}

const ends: Readonly<Record<string, { label: string; tone?: 'success' | 'critical' | 'warning' }>> =
  {
    restock: { label: 'Back to the shelf', tone: 'success' },
    damaged: { label: 'Damaged', tone: 'critical' },
    missing: { label: 'Missing', tone: 'warning' },
  }

/** What comes back, why, and what became of it. */
export function ReturnLinesCard({
  lines,
  currency,
}: {
  readonly lines: readonly ReturnLineFacts[]
  readonly currency: string
}) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Goods
        </Text>
        {lines.map((line) => {
          const end = line.disposition ? ends[line.disposition] : undefined
          return (
            <InlineStack key={line.id} align="space-between" gap="200" blockAlign="start">
              <BlockStack gap="050">
                <span dir="auto">
                  {line.quantity} × {line.title}
                  {line.about ? `, ${line.about}` : ''}
                </span>
                <Text as="span" tone="subdued" variant="bodySm">
                  {[line.sku, line.reason].filter(Boolean).join(' · ')}
                </Text>
                {line.note && (
                  <span dir="auto" className="ow-wrap">
                    {line.note}
                  </span>
                )}
              </BlockStack>
              <InlineStack gap="200">
                {end && <Badge {...(end.tone ? { tone: end.tone } : {})}>{end.label}</Badge>}
                <Text as="span" numeric>
                  {showMoney({ minor: BigInt(line.priceMinor), currency })}
                </Text>
              </InlineStack>
            </InlineStack>
          )
        })}
      </BlockStack>
    </Card>
  )
}
