import { Link } from '@remix-run/react'
import { Box, Card, Text } from '@shopify/polaris'
import { howMany } from '../../kernel/how-many.ts'
import { usePlace } from '../place.tsx'

interface ShownTour {
  readonly id: string
  readonly number: number
  readonly picker: string
  readonly orders: number
  readonly left: number
}

/** Walks that are under way; one's own is one press away. */
export function ToursCard({ tours }: { readonly tours: readonly ShownTour[] }) {
  const place = usePlace()
  return (
    <Card padding="0">
      <Box padding="300" paddingBlockEnd="0">
        <Text as="h2" variant="headingMd">
          On the way
        </Text>
      </Box>
      {tours.map((tour) => (
        <div key={tour.id} className="ow-row">
          <div className="ow-row-main">
            <Text as="span" fontWeight="semibold">
              Tour {tour.number}, {howMany(tour.orders, 'order')}
            </Text>
            <Text as="span" tone="subdued">
              {tour.picker},{' '}
              {tour.left === 0
                ? 'all taken, not finished'
                : `${howMany(tour.left, 'piece')} to take`}
            </Text>
          </div>
          <Link className="ow-button" to={`${place}/pick/${tour.id}`}>
            {tour.picker === 'You' ? 'Go on' : 'Open'}
          </Link>
        </div>
      ))}
    </Card>
  )
}
