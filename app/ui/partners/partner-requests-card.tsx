import { Link } from '@remix-run/react'
import { Badge, Banner, BlockStack, Card, InlineStack, Text } from '@shopify/polaris'
import { showDistance } from '../../journey/show-time.ts'
import { howMany } from '../../kernel/how-many.ts'
import { Due } from '../due.tsx'

export interface RequestLine {
  readonly id: string
  readonly number: string
  readonly words: string
  readonly country: string
  readonly pieces: number
  readonly askedAt: string
  readonly dueAt: string | null
}

/** What a partner was asked and has not finished, and what it rejected and nobody decided about. */
export function PartnerRequestsCard({
  open,
  rejected,
  now,
  timeZone,
}: {
  readonly open: readonly RequestLine[]
  readonly rejected: readonly RequestLine[]
  readonly now: string
  readonly timeZone: string
}) {
  return (
    <BlockStack gap="400">
      {rejected.length > 0 && (
        <Banner tone="warning" title="Rejected: decide who ships instead">
          <BlockStack gap="100">
            {rejected.map((row) => (
              <Link key={row.id} to={`/app/partners/shipments/${row.id}`}>
                {row.number}
              </Link>
            ))}
          </BlockStack>
        </Banner>
      )}
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            Open requests
          </Text>
          {open.length === 0 && (
            <Text as="p" tone="subdued">
              Nothing waits for this partner.
            </Text>
          )}
          {open.map((row) => (
            <InlineStack key={row.id} align="space-between" blockAlign="center" gap="200">
              <BlockStack gap="050">
                <InlineStack align="start" gap="200" blockAlign="center">
                  <Link to={`/app/partners/shipments/${row.id}`}>{row.number}</Link>
                  <Badge>{row.words}</Badge>
                </InlineStack>
                <Text as="span" tone="subdued" variant="bodySm">
                  {howMany(row.pieces, 'piece')} to {row.country || 'nowhere'}, asked{' '}
                  {showDistance(row.askedAt, new Date(now))}
                </Text>
              </BlockStack>
              <Due at={row.dueAt} now={now} timeZone={timeZone} />
            </InlineStack>
          ))}
        </BlockStack>
      </Card>
    </BlockStack>
  )
}
