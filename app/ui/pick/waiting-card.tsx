import { Link, useFetcher } from '@remix-run/react'
import { Box, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { Due } from '../due.tsx'
import { usePlace } from '../place.tsx'

interface ShownWaiting {
  readonly id: string
  readonly orderId: string
  readonly number: string
  readonly leaveBy: string | null
  readonly needs: readonly string[]
  readonly notFound: boolean
}

interface WaitingCardProps {
  readonly rows: readonly ShownWaiting[]
  readonly mayPick: boolean
  readonly now: string
  readonly timeZone: string
}

/** What cannot be picked yet, and what it waits for. */
export function WaitingCard({ rows, mayPick, now, timeZone }: WaitingCardProps) {
  const place = usePlace()
  return (
    <Card padding="0">
      <Box padding="300" paddingBlockEnd="0">
        <Text as="h2" variant="headingMd">
          Waiting for stock
        </Text>
      </Box>
      {rows.map((row) => (
        <div key={row.id} className="ow-row">
          <div className="ow-row-main">
            <InlineStack gap="200" blockAlign="center">
              {place === '/app' ? (
                <Link to={`/app/orders/${row.orderId}`}>{row.number}</Link>
              ) : (
                <Text as="span">{row.number}</Text>
              )}
              <Due at={row.leaveBy} now={now} timeZone={timeZone} />
            </InlineStack>
            <Text as="span" tone="subdued">
              <span className="ow-wrap">{row.needs.join(', ')}</span>
            </Text>
          </div>
          {row.notFound && mayPick && <Arrived row={row} />}
        </div>
      ))}
    </Card>
  )
}

/** Goods that are not counted in stock: only a person can say that they are there. */
function Arrived({ row }: { readonly row: ShownWaiting }) {
  const fetcher = useFetcher()
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="arrived" value={row.id} />
      <Button
        submit
        loading={fetcher.state !== 'idle'}
        accessibilityLabel={`It is there now: ${row.number}`}
      >
        It is there now
      </Button>
    </fetcher.Form>
  )
}
