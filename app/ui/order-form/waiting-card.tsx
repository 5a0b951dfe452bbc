import { Link } from '@remix-run/react'
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { useState } from 'react'
import { showDistance } from '../../journey/show-time.ts'
import { askForm } from './ask-app.ts'

interface Waiting {
  readonly id: string
  readonly state: 'draft' | 'placing' | 'placed'
  readonly customer: string
  readonly lines: number
  readonly savedAt: string
  readonly draftName: string | null
}

const words = {
  draft: 'Unfinished',
  placing: 'On its way to the store',
  placed: 'Waits for payment',
}

/** Orders that were begun and not finished, and those whose customer has not paid yet. */
export function WaitingCard({
  waiting,
  now,
}: {
  readonly waiting: readonly Waiting[]
  readonly now: string
}) {
  const [gone, setGone] = useState<readonly string[]>([])
  const left = waiting.filter(({ id }) => !gone.includes(id))
  if (left.length === 0) return null
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Begun before
        </Text>
        <ul className="ow-waiting">
          {left.map((one) => (
            <li key={one.id}>
              <span className="ow-row-main">
                <Link to={`/app/orders/new?form=${one.id}`}>
                  <bdi className="ow-wrap">{one.customer || 'Nobody named yet'}</bdi>
                </Link>
                <Text as="span" tone="subdued">
                  {[
                    one.draftName ?? words[one.state],
                    ...(one.draftName ? [words[one.state]] : []),
                    `${one.lines} ${one.lines === 1 ? 'line' : 'lines'}`,
                    showDistance(one.savedAt, new Date(now)),
                  ].join(' · ')}
                </Text>
              </span>
              {one.state === 'draft' && (
                <InlineStack>
                  <Button
                    variant="tertiary"
                    accessibilityLabel={`Throw away the order of ${one.customer || 'nobody'}`}
                    onClick={async () => {
                      const answer = await askForm<{ kind: 'gone'; gone: boolean }>({
                        intent: 'discard',
                        id: one.id,
                      })
                      if (answer.kind !== 'unreachable') setGone([...gone, one.id])
                    }}
                  >
                    Throw away
                  </Button>
                </InlineStack>
              )}
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  )
}
