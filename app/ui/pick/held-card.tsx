import { Link } from '@remix-run/react'
import { Badge, Box, Card, InlineStack, Text } from '@shopify/polaris'
import { howMany } from '../../kernel/how-many.ts'
import { Due } from '../due.tsx'
import { usePlace } from '../place.tsx'

interface ShownHeld {
  readonly id: string
  readonly orderId: string
  readonly number: string
  readonly state: string
  readonly dueAt: string | null
  readonly pieces: number
  readonly reasons: readonly string[]
}

interface HeldCardProps {
  readonly rows: readonly ShownHeld[]
  readonly now: string
  readonly timeZone: string
}

/** Orders whose goods lie ready and must not be walked for: why, so that nobody looks for them. */
export function HeldCard({ rows, now, timeZone }: HeldCardProps) {
  const place = usePlace()
  return (
    <Card padding="0">
      <Box padding="300" paddingBlockEnd="0">
        <Text as="h2" variant="headingMd">
          Held: not to be picked now
        </Text>
      </Box>
      {rows.map((row) => (
        <div key={row.id} className="ow-row">
          <div className="ow-row-main">
            <InlineStack gap="200" blockAlign="center">
              {place === '/app' ? (
                <Link to={`/app/orders/${row.orderId}`}>{row.number}</Link>
              ) : (
                <Text as="span" fontWeight="semibold">
                  {row.number}
                </Text>
              )}
              <Badge tone="warning">{row.state === 'picking' ? 'Held on its tour' : 'Held'}</Badge>
              <Text as="span" tone="subdued">
                {howMany(row.pieces, 'piece')}
              </Text>
            </InlineStack>
            {row.reasons.map((reason) => (
              <span key={reason} dir="auto" className="ow-wrap">
                {reason}
              </span>
            ))}
          </div>
          <Due at={row.dueAt} now={now} timeZone={timeZone} />
        </div>
      ))}
    </Card>
  )
}
