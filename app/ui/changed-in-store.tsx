import { Link } from '@remix-run/react'
import { Banner, BlockStack, Text } from '@shopify/polaris'
import { type DifferenceField, stopsLabel, waitWords } from '../journey/difference.ts'
import { usePlace } from './place.tsx'

interface ChangedInStoreProps {
  /** What nobody has decided about yet. */
  readonly fields: readonly DifferenceField[]
  readonly orderId: string
}

/** For whoever has the goods in hand: the store wants the order otherwise by now, and somebody decides. */
export function ChangedInStore({ fields, orderId }: ChangedInStoreProps) {
  const place = usePlace()
  if (fields.length === 0) return null
  return (
    <Banner
      tone={fields.some(stopsLabel) ? 'critical' : 'warning'}
      title="The order changed in the store"
    >
      <BlockStack gap="100">
        {fields.map((field) => (
          <Text as="p" key={field}>
            {waitWords[field]}.
          </Text>
        ))}
        {place === '/app' && (
          <Link to={`/app/orders/${orderId}`}>See both sides on the order’s page</Link>
        )}
      </BlockStack>
    </Banner>
  )
}
