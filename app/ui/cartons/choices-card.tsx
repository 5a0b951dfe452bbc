import { Link } from '@remix-run/react'
import { BlockStack, Card, Text } from '@shopify/polaris'
import { howMany } from '../../kernel/how-many.ts'

export interface ShownChoices {
  readonly asSuggested: number
  readonly otherwise: number
  readonly different: readonly {
    readonly shipmentId: string
    readonly number: string
    readonly suggested: readonly string[]
    readonly used: readonly string[]
    readonly by: string
    readonly day: string
  }[]
}

/** What packers took against what was suggested. */
export function ChoicesCard({ choices }: { readonly choices: ShownChoices }) {
  const all = choices.asSuggested + choices.otherwise
  return (
    <Card padding="0">
      <div className="ow-row">
        <Text as="p">
          {all === 0
            ? 'Nothing was packed by a suggestion yet.'
            : `${choices.asSuggested} of ${howMany(all, 'shipment')} of the last 90 days went out as suggested.`}
        </Text>
      </div>
      {choices.different.map((one) => (
        <div key={one.shipmentId} className="ow-row">
          <div className="ow-row-main">
            <Link to={`/app/pack/${one.shipmentId}`}>{one.number}</Link>
            <BlockStack>
              <span className="ow-wrap">
                Suggested <bdi>{one.suggested.join(' + ')}</bdi>, taken{' '}
                <bdi>{one.used.join(' + ')}</bdi>
              </span>
              <Text as="span" tone="subdued">
                <bdi>{one.by}</bdi>, {one.day}
              </Text>
            </BlockStack>
          </div>
        </div>
      ))}
    </Card>
  )
}
