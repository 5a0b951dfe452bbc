import { Link } from '@remix-run/react'
import { Badge, BlockStack, Card, InlineStack, Text } from '@shopify/polaris'
import { showDistance, showInstant } from '../../journey/show-time.ts'
import { type Stage, stageLabel } from '../../journey/stage.ts'

interface RoomsCardProps {
  readonly rooms: readonly {
    readonly room: Stage | 'work' | 'returns'
    readonly open: number
    readonly late: number
    readonly since: string | null
  }[]
  readonly now: string
  readonly timeZone: string
}

const label = { ...stageLabel, returns: 'Returns', work: 'Work orders' } as const
const address = (room: RoomsCardProps['rooms'][number]['room']) =>
  room === 'returns' || room === 'work' ? `/app/${room}` : `/app/orders?stage=${room}`

/** How old what is late in each room is; the way an order goes. */
export function RoomsCard({ rooms, now, timeZone }: RoomsCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Orders, room by room
        </Text>
        {rooms.map(({ room, open, late, since }) => (
          <InlineStack key={room} align="space-between" gap="200">
            <Link to={address(room)}>{label[room]}</Link>
            <InlineStack gap="200" blockAlign="center">
              {since && (
                <time dateTime={since} title={showInstant(since, 'en', timeZone)}>
                  <Text as="span" tone="subdued">
                    {`oldest due ${showDistance(since, new Date(now))}`}
                  </Text>
                </time>
              )}
              {late > 0 && <Badge tone="critical">{`${late} late`}</Badge>}
              <Text as="span">{`${open} open`}</Text>
            </InlineStack>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  )
}
