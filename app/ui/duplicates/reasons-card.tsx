import { BlockStack, Card, Text } from '@shopify/polaris'

interface ReasonsCardProps {
  readonly score: number
  readonly reasons: readonly { readonly words: string; readonly weight: number }[]
}

/** Why the two look like one order, each reason with its points. */
export function ReasonsCard({ score, reasons }: ReasonsCardProps) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {`${score} points for being one order`}
        </Text>
        <dl className="ow-pairs">
          {reasons.map(({ words, weight }) => (
            <div key={words}>
              <dt>{words}</dt>
              <dd>{weight > 0 ? `+${weight}` : weight}</dd>
            </div>
          ))}
        </dl>
      </BlockStack>
    </Card>
  )
}
