import { Link } from '@remix-run/react'
import { BlockStack, Card, Text } from '@shopify/polaris'
import { PdfButton } from '../pdf-button.tsx'
import { usePlace } from '../place.tsx'
import type { BenchScreen } from './bench-screen.ts'

/** What was written about the order, and the paper that goes with it. */
export function WithParcel({ screen }: { readonly screen: BenchScreen }) {
  const place = usePlace()
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          With the parcel
        </Text>
        {screen.departmentNotes.map((text) => (
          <p key={text} dir="auto" className="ow-wrap ow-wish">
            {text}
          </p>
        ))}
        {screen.note && (
          <p dir="auto" className="ow-wrap">
            {screen.note}
          </p>
        )}
        <PdfButton
          path={`${place}/pack/${screen.id}/slip`}
          name={`slip-${screen.number}`}
          label="Packing slip"
        />
        {place === '/app' ? (
          <Link to={`/app/orders/${screen.orderId}`}>Order {screen.orderName}</Link>
        ) : (
          <Text as="span">Order {screen.orderName}</Text>
        )}
      </BlockStack>
    </Card>
  )
}
