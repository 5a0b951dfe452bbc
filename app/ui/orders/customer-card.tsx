import { BlockStack, Card, Text } from '@shopify/polaris'
import type { OrderPage } from '../../journey/order-page.server.ts'

/** Who ordered, how they are reached, and where it goes. */
export function CustomerCard({ buyer }: { readonly buyer: OrderPage['buyer'] }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Customer
        </Text>
        {buyer === null && (
          <Text as="p" tone="subdued">
            Personal data was removed on request.
          </Text>
        )}
        {buyer && (
          <BlockStack gap="100">
            <span dir="auto" className="ow-wrap">
              {buyer.name || 'No name given'}
            </span>
            <span className="ow-wrap">{buyer.email || 'No e-mail address'}</span>
            <span dir="ltr">{buyer.phone || 'No phone number'}</span>
          </BlockStack>
        )}
        {buyer?.shipTo && (
          <address className="ow-address">
            {buyer.shipTo.map((line) => (
              <span dir="auto" key={line}>
                {line}
              </span>
            ))}
          </address>
        )}
        {buyer?.note && (
          <Text as="p">
            <span dir="auto">“{buyer.note}”</span>
          </Text>
        )}
      </BlockStack>
    </Card>
  )
}
