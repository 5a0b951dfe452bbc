import { Link } from '@remix-run/react'
import { Badge, BlockStack, Card, Text } from '@shopify/polaris'
import { showInstant } from '../../journey/show-time.ts'
import { howMany } from '../../kernel/how-many.ts'

interface ShownLine {
  readonly itemId: string
  readonly title: string
  readonly variantTitle: string | null
  readonly sku: string | null
  readonly quantity: number
  readonly cost: string
  readonly lot: string | null
  readonly expiresOn: string | null
}

interface LinesCardProps {
  readonly lines: readonly ShownLine[]
  readonly currency: string
  readonly note: string
}

/** What was ordered or announced. */
export function LinesCard({ lines, currency, note }: LinesCardProps) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          What is to come
        </Text>
        {note !== '' && (
          <Text as="p" tone="subdued">
            <bdi className="ow-wrap">{note}</bdi>
          </Text>
        )}
        <ul className="ow-rows">
          {lines.map((line) => (
            <li key={`${line.itemId} ${line.lot}`}>
              <span className="ow-row-main">
                <Link to={`/app/stock/${line.itemId}`}>
                  <bdi className="ow-wrap">
                    {line.title}
                    {line.variantTitle ? `, ${line.variantTitle}` : ''}
                  </bdi>
                </Link>
                <Text as="span" tone="subdued">
                  {[
                    line.sku ?? 'no SKU',
                    line.cost && `${line.cost} ${currency} each`,
                    line.lot && `lot ${line.lot}`,
                    line.expiresOn && `to be sent by ${line.expiresOn}`,
                  ]
                    .filter(Boolean)
                    .join(', ')}
                </Text>
              </span>
              <Text as="span" fontWeight="semibold">
                {line.quantity}
              </Text>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  )
}

interface ReceiptsCardProps {
  readonly receipts: readonly {
    readonly id: string
    readonly number: string
    readonly state: 'open' | 'done'
    readonly openedAt: string
    readonly pieces: number
  }[]
  readonly timeZone: string
}

/** Deliveries of it so far. */
export function ReceiptsCard({ receipts, timeZone }: ReceiptsCardProps) {
  if (receipts.length === 0) return null
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Deliveries
        </Text>
        <ul className="ow-rows">
          {receipts.map((one) => (
            <li key={one.id}>
              <span className="ow-row-main">
                <Link to={`/app/stock/receive/${one.id}`}>{one.number}</Link>
                <Text as="span" tone="subdued">
                  {showInstant(one.openedAt, 'en', timeZone)}, {howMany(one.pieces, 'piece')}
                </Text>
              </span>
              {one.state === 'open' && <Badge tone="attention">Being counted</Badge>}
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  )
}
