import { useFetcher } from '@remix-run/react'
import { Badge, Box, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { howMany } from '../../kernel/how-many.ts'

export interface ShownTour {
  readonly mode: 'piece' | 'single' | 'cluster' | 'zone'
  readonly zone: string | null
  /** Where it is walked; empty where there is one place only. */
  readonly place: string
  readonly orders: readonly string[]
  readonly numbers: readonly string[]
  readonly pieces: number
  readonly minutes: number
  readonly atRisk: number
  readonly walk: string
  readonly why: string
}

interface PlannedToursProps {
  readonly board: {
    readonly tours: readonly ShownTour[]
    readonly toursInAll: number
    readonly later: number
    readonly quality: readonly string[]
    readonly mayPick: boolean
  }
}

/** The tours that were planned, the next one to walk first; each starts with one press. */
export function PlannedTours({ board }: PlannedToursProps) {
  if (board.tours.length === 0)
    return (
      <Card>
        <Text as="p" tone="subdued">
          Tours are planned as orders become ready. Tick orders below to start at once.
        </Text>
      </Card>
    )
  const more = board.toursInAll - board.tours.length
  return (
    <Card padding="0">
      <Box padding="300" paddingBlockEnd="0">
        <Text as="h2" variant="headingMd">
          Tours to walk
        </Text>
        {board.quality.map((words) => (
          <Text as="p" tone="subdued" key={words}>
            {words}
          </Text>
        ))}
      </Box>
      {board.tours.map((tour, at) => (
        <TourRow
          key={`${tour.orders.join()} ${tour.zone}`}
          tour={tour}
          isNext={at === 0}
          mayPick={board.mayPick}
        />
      ))}
      {(more > 0 || board.later > 0) && (
        <Box padding="300">
          <Text as="p" tone="subdued">
            {[
              more > 0 &&
                `${howMany(more, 'more tour comes', 'more tours come')} up as these are started.`,
              board.later > 0 &&
                `${howMany(board.later, 'order waits', 'orders wait')} for a later wave.`,
            ]
              .filter(Boolean)
              .join(' ')}
          </Text>
        </Box>
      )}
    </Card>
  )
}

interface TourRowProps {
  readonly tour: ShownTour
  readonly isNext: boolean
  readonly mayPick: boolean
}

function TourRow({ tour, isNext, mayPick }: TourRowProps) {
  const fetcher = useFetcher<{ readonly words: string }>()
  const busy = fetcher.state !== 'idle'
  return (
    <div className="ow-row ow-row-deed">
      <div className="ow-row-main">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="semibold">
            {modeWords(tour)}
            {tour.place !== '' && (
              <>
                , <bdi>{tour.place}</bdi>
              </>
            )}
          </Text>
          {tour.atRisk > 0 && <Badge tone="critical">{`${tour.atRisk} at risk`}</Badge>}
        </InlineStack>
        <Text as="span">{orderWords(tour.numbers)}</Text>
        <Text as="span" tone="subdued">
          {howMany(tour.pieces, 'piece')}, {tour.walk}, about {tour.minutes} min
        </Text>
        <Text as="span" tone="subdued">
          {tour.why}
        </Text>
        {fetcher.data && !busy && (
          <Text as="span" tone="critical">
            {fetcher.data.words}
          </Text>
        )}
      </div>
      {mayPick && (
        <fetcher.Form method="post">
          {tour.orders.map((id) => (
            <input key={id} type="hidden" name="shipment" value={id} />
          ))}
          {tour.zone !== null && <input type="hidden" name="zone" value={tour.zone} />}
          {tour.mode === 'single' && <input type="hidden" name="oneTote" value="on" />}
          <div className="ow-deeds">
            <Button
              submit
              size="large"
              loading={busy}
              {...(isNext ? { variant: 'primary' as const } : {})}
            >
              {tour.orders.length === 1 ? 'Start this order' : `Start ${tour.orders.length} orders`}
            </Button>
          </div>
        </fetcher.Form>
      )}
    </div>
  )
}

function modeWords({ mode, zone, orders }: ShownTour): string {
  switch (mode) {
    case 'piece':
      return 'One order'
    case 'single':
      return orders.length === 1
        ? 'One order of one piece'
        : `${orders.length} orders of one piece, one tote`
    case 'cluster':
      return `${orders.length} orders on one cart`
    case 'zone':
      return `Zone ${zone}: ${howMany(orders.length, 'order')}`
  }
}

function orderWords(numbers: readonly string[]): string {
  const shown = numbers.slice(0, 6).join(', ')
  const more = numbers.length - 6
  return more > 0 ? `${shown} and ${more} more` : shown
}
