import { Link } from '@remix-run/react'
import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris'
import { showDay } from '../../journey/show-time.ts'

/** What is inside, by packing. */
export function ContentsCard({
  lines,
}: {
  readonly lines: readonly {
    readonly title: string
    readonly sku: string | null
    readonly quantity: number
  }[]
}) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Inside
        </Text>
        {lines.map((line) => (
          <InlineStack key={`${line.sku}-${line.title}`} gap="200" wrap={false}>
            <Text as="span" numeric fontWeight="semibold">
              {line.quantity} ×
            </Text>
            <BlockStack>
              <span dir="auto" className="ow-wrap">
                {line.title}
              </span>
              <Text as="span" tone="subdued" variant="bodySm">
                {line.sku ?? 'no SKU'}
              </Text>
            </BlockStack>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  )
}

/** Where it goes, from where, and what the customer was promised. */
export function WhereCard({
  orderId,
  orderName,
  address,
  locationName,
  shippingTitle,
  promisedAt,
  timeZone,
}: {
  readonly orderId: string
  readonly orderName: string
  readonly address: readonly string[] | null
  readonly locationName: string
  readonly shippingTitle: string | null
  readonly promisedAt: string | null
  readonly timeZone: string
}) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Goes to
        </Text>
        {address ? (
          <address className="ow-address">
            {address.map((line) => (
              <span dir="auto" key={line}>
                {line}
              </span>
            ))}
          </address>
        ) : (
          <Text as="p" tone="subdued">
            No address
          </Text>
        )}
        <Text as="p" tone="subdued">
          {[
            locationName ? `from ${locationName}` : null,
            shippingTitle,
            promisedAt ? `promised ${showDay(promisedAt, 'en', timeZone)}` : null,
          ]
            .filter(Boolean)
            .join(', ')}
        </Text>
        <Link to={`/app/orders/${orderId}`}>Order {orderName}</Link>
      </BlockStack>
    </Card>
  )
}
