import { Card, Text } from '@shopify/polaris'
import { showInstant } from '../../journey/show-time.ts'

interface SeenCardProps {
  readonly seen: readonly { readonly id: string; readonly by: string; readonly at: string }[]
  readonly timeZone: string
}

/** Who looked at the customer's data lately; all of it is in the audit. */
export function SeenCard({ seen, timeZone }: SeenCardProps) {
  return (
    <Card>
      <Text as="h2" variant="headingMd">
        Who saw the customer’s data
      </Text>
      <dl className="ow-changes">
        {seen.map(({ id, by, at }) => (
          <div key={id}>
            <dt dir="auto">{by}</dt>
            <dd>
              <time dateTime={at}>{showInstant(at, 'en', timeZone)}</time>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
