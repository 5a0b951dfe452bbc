import { Link, useFetcher } from '@remix-run/react'
import { Badge, Box, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { type DifferenceField, waitWords } from '../../journey/difference.ts'
import { isSlot } from '../../journey/slots.ts'
import { howMany } from '../../kernel/how-many.ts'
import { Due } from '../due.tsx'
import { usePlace } from '../place.tsx'

interface ShownPack {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly state: string
  readonly tote: string | null
  readonly packer: string | null
  readonly pieces: number
  readonly packed: number
  readonly dueAt: string | null
  readonly urgency: string | null
  readonly held: readonly string[]
  readonly undecided: readonly DifferenceField[]
}

interface ListProps {
  readonly rows: readonly ShownPack[]
  readonly mayPack: boolean
  readonly now: string
  readonly timeZone: string
}

/** Totes at the bench, the most urgent first. */
export function PackList({
  rows,
  more,
  open,
  mayPack,
  now,
  timeZone,
}: ListProps & { readonly more: boolean; readonly open: (code: string) => void }) {
  return (
    <Card padding="0">
      {rows.map((row) => (
        <div key={row.id} className="ow-row">
          <div className="ow-row-main">
            <InlineStack gap="200" blockAlign="center">
              <Text as="span" fontWeight="semibold">
                {row.number}
              </Text>
              {row.urgency && <Badge tone="critical">{row.urgency}</Badge>}
              {row.kind === 'pickup' && <Badge tone="info">Pickup</Badge>}
              {row.state === 'packing' && (
                <Badge tone="attention">{`At the bench: ${row.packer ?? 'nobody'}`}</Badge>
              )}
            </InlineStack>
            <InlineStack gap="200" blockAlign="center">
              <Text as="span" tone="subdued">
                {row.tote ? `${isSlot(row.tote) ? '' : 'Tote '}${row.tote}, ` : ''}
                {row.packed > 0
                  ? `${row.packed} of ${row.pieces} in`
                  : howMany(row.pieces, 'piece')}
              </Text>
              <Due at={row.dueAt} now={now} timeZone={timeZone} />
            </InlineStack>
            <Stops row={row} />
          </div>
          {mayPack && row.held.length === 0 && (
            <Button accessibilityLabel={`Pack ${row.number}`} onClick={() => open(row.number)}>
              Pack
            </Button>
          )}
        </div>
      ))}
      {more && (
        <Box padding="300">
          <Text as="p" tone="subdued">
            More come up as these are packed.
          </Text>
        </Box>
      )}
    </Card>
  )
}

/** Packed for the counter: handed out when the customer comes. */
export function CollectCard({ rows, mayPack, now, timeZone }: ListProps) {
  const place = usePlace()
  return (
    <Card padding="0">
      <Box padding="300" paddingBlockEnd="0">
        <Text as="h2" variant="headingMd">
          At the counter
        </Text>
      </Box>
      {rows.map((row) => (
        <div key={row.id} className="ow-row">
          <div className="ow-row-main">
            <Link to={`${place}/pack/${row.id}`}>{row.number}</Link>
            <InlineStack gap="200">
              <Text as="span" tone="subdued">
                {howMany(row.pieces, 'piece')}, waits for the customer
              </Text>
              <Due at={row.dueAt} now={now} timeZone={timeZone} />
            </InlineStack>
            <Stops row={row} />
          </div>
          {mayPack && row.held.length === 0 && <HandOut row={row} />}
        </div>
      ))}
    </Card>
  )
}

/** Why these goods wait: what holds the order, and what the store changed meanwhile. */
function Stops({ row }: { readonly row: ShownPack }) {
  const words = [
    ...row.held.map((reason) => `Put aside, held: ${reason}`),
    ...row.undecided.map((field) => waitWords[field]),
  ]
  return words.map((why) => (
    <Text as="p" tone="critical" variant="bodySm" key={why}>
      <span dir="auto" className="ow-wrap">
        {why}
      </span>
    </Text>
  ))
}

function HandOut({ row }: { readonly row: ShownPack }) {
  const place = usePlace()
  const fetcher = useFetcher<{ ok: boolean; words: string }>()
  if (fetcher.data?.ok) return <Badge tone="success">Handed out</Badge>
  return (
    <fetcher.Form method="post" action={`${place}/pack?index`}>
      <input type="hidden" name="intent" value="collected" />
      <input type="hidden" name="shipment" value={row.id} />
      <Button
        submit
        loading={fetcher.state !== 'idle'}
        accessibilityLabel={`Hand out ${row.number}`}
      >
        Hand out
      </Button>
    </fetcher.Form>
  )
}
