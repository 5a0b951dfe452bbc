import { Link } from '@remix-run/react'
import { BlockStack, Card, Text } from '@shopify/polaris'
import { showInstant } from '../../journey/show-time.ts'
import { howMany } from '../../kernel/how-many.ts'

interface ImportsCardProps {
  readonly imports: readonly {
    readonly id: string
    readonly state: string
    readonly orders: number
    readonly good: number
    readonly createdAt: string
  }[]
  readonly timeZone: string
  /** The one whose report is shown. */
  readonly now: string | null
}

/** Files brought lately. */
export function ImportsCard({ imports, timeZone, now }: ImportsCardProps) {
  const others = imports.filter(({ id }) => id !== now)
  if (others.length === 0) return null
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Brought before
        </Text>
        <ul className="ow-waiting">
          {others.map((one) => (
            <li key={one.id}>
              <span className="ow-row-main">
                <Link to={`/app/orders/import?id=${one.id}`}>
                  {showInstant(one.createdAt, 'en', timeZone)}
                </Link>
                <Text as="span" tone="subdued">
                  {one.good} of {howMany(one.orders, 'order')} good,{' '}
                  {one.state === 'accepted' ? 'brought in' : 'not brought in'}
                </Text>
              </span>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  )
}
