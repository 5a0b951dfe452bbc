import { useFetcher } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { useState } from 'react'
import type { ShipAnswer } from './answer.ts'

const ends = {
  arrived: { ask: 'It was delivered', sure: 'Yes, the customer has it' },
  came_back: { ask: 'It came back, or is lost', sure: 'Yes, it did not arrive' },
} as const

/** For goods whose carrier cannot be asked: a person says how it ended. */
export function OnItsWayCard({ mayAct }: { readonly mayAct: boolean }) {
  const fetcher = useFetcher<ShipAnswer>()
  const [end, setEnd] = useState<keyof typeof ends | null>(null)
  if (!mayAct) return null
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          On its way
        </Text>
        <Text as="p" tone="subdued">
          The carrier’s news move it along by themselves. Say it here only when you know better.
        </Text>
        {fetcher.data?.kind === 'refused' && (
          <Banner tone="critical">
            <Text as="p">{fetcher.data.words}</Text>
          </Banner>
        )}
        <InlineStack gap="200">
          {end ? (
            <>
              <Button
                loading={fetcher.state !== 'idle'}
                onClick={() => fetcher.submit({ intent: end }, { method: 'post' })}
              >
                {ends[end].sure}
              </Button>
              <Button variant="plain" onClick={() => setEnd(null)}>
                No
              </Button>
            </>
          ) : (
            <>
              <Button onClick={() => setEnd('arrived')}>{ends.arrived.ask}</Button>
              <Button onClick={() => setEnd('came_back')}>{ends.came_back.ask}</Button>
            </>
          )}
        </InlineStack>
      </BlockStack>
    </Card>
  )
}
