import { Link } from '@remix-run/react'
import { Badge, BlockStack, Card, Divider, InlineStack, Text } from '@shopify/polaris'
import { betweenGoodsAndTotal } from '../../journey/between-goods-and-total.ts'
import { stepLabel } from '../../journey/next-step.ts'
import type { OrderPage } from '../../journey/order-page.server.ts'
import { returnLabel } from '../../journey/return.ts'
import { shipmentLabel } from '../../journey/shipment.ts'
import { showDay } from '../../journey/show-time.ts'
import { howMany } from '../../kernel/how-many.ts'
import { showMoney } from '../../kernel/money.ts'
import { hostOf } from '../../kernel/web-address.ts'
import { Due } from '../due.tsx'

/** What was ordered, and what it adds up to. */
export function LinesCard({
  order,
}: {
  order: Pick<OrderPage, 'lines' | 'currency' | 'totalMinor'>
}) {
  const money = (minor: bigint) => showMoney({ minor, currency: order.currency })
  const totalMinor = BigInt(order.totalMinor)
  const between = betweenGoodsAndTotal({
    totalMinor,
    lines: order.lines.map((line) => ({ ...line, priceMinor: BigInt(line.priceMinor) })),
  })
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Ordered
        </Text>
        {order.lines.map((line) => (
          <InlineStack key={line.id} align="space-between" gap="200" wrap={false}>
            <BlockStack gap="050">
              <span dir="auto">
                {line.quantity} × {line.title}
                {line.variant ? `, ${line.variant}` : ''}
              </span>
              <Text as="span" tone="subdued" variant="bodySm">
                {[line.sku ?? 'no SKU', line.needsShipping ? null : 'not shipped']
                  .filter(Boolean)
                  .join(', ')}
              </Text>
              {line.properties.map((property) => (
                <Text as="span" variant="bodySm" key={property.name}>
                  {property.name}: <span dir="auto">{property.value}</span>
                </Text>
              ))}
            </BlockStack>
            <Text as="span" numeric>
              {money(BigInt(line.priceMinor) * BigInt(line.quantity))}
            </Text>
          </InlineStack>
        ))}
        <Divider />
        {between !== 0n && (
          <InlineStack align="space-between" gap="200" wrap={false}>
            <Text as="span">Delivery, tax and discounts</Text>
            <Text as="span" numeric>
              {money(between)}
            </Text>
          </InlineStack>
        )}
        <InlineStack align="space-between">
          <Text as="span" fontWeight="semibold">
            Total
          </Text>
          <Text as="span" fontWeight="semibold" numeric>
            {money(totalMinor)}
          </Text>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}

/** What leaves together, where it stands, and its parcels. */
export function ShipmentsCard({
  order,
  now,
  timeZone,
}: {
  order: Pick<OrderPage, 'shipments'>
  now: string
  timeZone: string
}) {
  if (order.shipments.length === 0) return null
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Shipments
        </Text>
        {order.shipments.map((shipment) => (
          <BlockStack gap="100" key={shipment.id}>
            <InlineStack gap="200" blockAlign="center">
              <Text as="h3" variant="headingSm">
                {shipment.number}
              </Text>
              <Badge>{shipmentLabel[shipment.state]}</Badge>
              <Text as="span" tone="subdued">
                {howMany(shipment.pieces, 'piece')}, {shipment.kind}
              </Text>
            </InlineStack>
            {shipment.step && (
              <InlineStack gap="200">
                <Text as="span">{stepLabel(shipment.step)}</Text>
                <Due at={shipment.dueAt} now={now} timeZone={timeZone} />
              </InlineStack>
            )}
            {shipment.parcels
              .filter((parcel) => parcel.number)
              .map((parcel) => (
                <InlineStack gap="200" key={parcel.id}>
                  <Text as="span">{parcel.carrier}</Text>
                  {parcel.url ? (
                    <span>
                      <a href={parcel.url} target="_blank" rel="noreferrer">
                        {parcel.number}
                      </a>{' '}
                      <small>({hostOf(parcel.url)})</small>
                    </span>
                  ) : (
                    <Text as="span">{parcel.number}</Text>
                  )}
                  {parcel.eta && (
                    <Text as="span" tone="subdued">
                      expected {showDay(parcel.eta, 'en', timeZone)}
                    </Text>
                  )}
                </InlineStack>
              ))}
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  )
}

/** Parts given to departments, and returns. */
export function PartsCard({
  order,
  now,
  timeZone,
}: {
  order: Pick<OrderPage, 'workOrders' | 'returns'>
  now: string
  timeZone: string
}) {
  if (order.workOrders.length === 0 && order.returns.length === 0) return null
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Departments
        </Text>
        {order.workOrders.map((work) => (
          <InlineStack key={work.id} align="space-between" gap="200">
            <Text as="span">{work.title}</Text>
            {work.state === 'open' ? (
              <Due at={work.dueAt} now={now} timeZone={timeZone} />
            ) : (
              <Badge {...(work.state === 'done' ? { tone: 'success' as const } : {})}>
                {work.state === 'done' ? 'Done' : 'Not needed'}
              </Badge>
            )}
          </InlineStack>
        ))}
        {order.returns.map((one) => (
          <InlineStack key={one.id} align="space-between" gap="200">
            <Link to={`/app/returns/${one.id}`}>Return {one.number}</Link>
            <Badge>{returnLabel[one.state]}</Badge>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  )
}
