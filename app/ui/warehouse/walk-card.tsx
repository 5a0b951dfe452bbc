import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'

export interface ShownWay {
  readonly to: string
  readonly isEnd: boolean
  readonly words: string
  readonly place: string
  readonly goods: readonly { readonly title: string; readonly open: number }[]
}

interface WalkCardProps {
  readonly ways: readonly ShownWay[]
  readonly at: number
  readonly onGo: (at: number) => void
  readonly tour: { readonly id: string; readonly number: number; readonly words: string }
}

/** The step that is walked now, in words readable at arm's length, and the one after it. */
export function WalkCard({ ways, at, onGo, tour }: WalkCardProps) {
  const way = ways[at]
  const next = ways[at + 1]
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="p" tone="subdued">
          {tour.words}
        </Text>
        {way && (
          <div aria-live="polite">
            <BlockStack gap="100">
              <Text as="p" tone="subdued">
                {way.isEnd
                  ? 'Last step'
                  : `Stop ${at + 1} of ${ways.filter((one) => !one.isEnd).length}`}
              </Text>
              <p className="ow-way">{way.words}</p>
              {way.place && <Text as="p">{`Lies ${way.place}`}</Text>}
              {way.goods.map((one) => (
                <p key={one.title} className="ow-wrap" dir="auto">
                  {one.open > 0 ? `Take ${one.open} × ${one.title}` : `Taken: ${one.title}`}
                </p>
              ))}
            </BlockStack>
          </div>
        )}
        {next && <Text as="p" tone="subdued">{`Then: ${next.words}`}</Text>}
        <InlineStack gap="200">
          <Button size="large" disabled={at <= 0} onClick={() => onGo(at - 1)}>
            Back
          </Button>
          <Button size="large" disabled={at >= ways.length - 1} onClick={() => onGo(at + 1)}>
            Next stop
          </Button>
          <Button size="large" variant="primary" url={`/app/pick/${tour.id}`}>
            Scan
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}
