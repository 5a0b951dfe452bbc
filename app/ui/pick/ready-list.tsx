import { useFetcher } from '@remix-run/react'
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  Checkbox,
  InlineStack,
  Text,
} from '@shopify/polaris'
import { useState } from 'react'
import { Due } from '../due.tsx'

interface ShownReady {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly country: string
  readonly dueAt: string
  readonly place: string
  readonly pieces: number
  readonly bins: readonly string[]
}

interface Board {
  readonly ready: readonly ShownReady[]
  readonly readyInAll: number
  readonly suggested: readonly string[]
  readonly mayPick: boolean
  readonly most: number
  readonly timeZone: string
  readonly now: string
}

/** Chooses what to walk for: what is suggested, or what the picker ticks. */
export function ReadyList({ board }: { readonly board: Board }) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const fetcher = useFetcher<{ readonly words: string }>()
  const starting = fetcher.state !== 'idle'
  const still = chosen.filter((id) => board.ready.some((one) => one.id === id))
  const walk = still.length > 0 ? still : board.suggested
  const toggle = (id: string, on: boolean) =>
    setChosen(on ? [...still, id] : still.filter((one) => one !== id))
  return (
    <BlockStack gap="400">
      {fetcher.data && !starting && (
        <Banner tone="warning" title={fetcher.data.words}>
          <Text as="p">The list shows what is left.</Text>
        </Banner>
      )}
      {board.mayPick && (
        <Card>
          <InlineStack align="space-between" blockAlign="center" gap="300">
            <BlockStack gap="050">
              <Text as="h2" variant="headingMd">
                {still.length > 0 ? `${still.length} chosen` : suggestion(walk.length)}
              </Text>
              <Text as="p" tone="subdued">
                {still.length > 0
                  ? `Up to ${board.most} go on one trolley`
                  : 'The most urgent, and what lies on the same way'}
              </Text>
            </BlockStack>
            <fetcher.Form method="post">
              {walk.map((id) => (
                <input key={id} type="hidden" name="shipment" value={id} />
              ))}
              <Button submit variant="primary" size="large" loading={starting}>
                {walk.length === 1 ? 'Start this order' : `Start ${walk.length} orders`}
              </Button>
            </fetcher.Form>
          </InlineStack>
        </Card>
      )}
      <Card padding="0">
        {board.ready.map((one) => (
          <div key={one.id} className="ow-row">
            {board.mayPick && (
              <Checkbox
                label={`Choose ${one.number}`}
                labelHidden
                checked={still.includes(one.id)}
                disabled={!still.includes(one.id) && still.length >= board.most}
                onChange={(on) => toggle(one.id, on)}
              />
            )}
            <div className="ow-row-main">
              <InlineStack gap="200" blockAlign="center">
                <Text as="span" fontWeight="semibold">
                  {one.number}
                </Text>
                {one.kind === 'pickup' && <Badge tone="info">Pickup</Badge>}
                {board.suggested.includes(one.id) && <Badge>Suggested</Badge>}
              </InlineStack>
              <Text as="span" tone="subdued">
                {one.pieces} {one.pieces === 1 ? 'piece' : 'pieces'}
                {one.bins.length > 0 ? ` in ${binWords(one.bins)}` : ', found by hand'}
                {one.place ? `, ${one.place}` : ''}
              </Text>
            </div>
            <Due at={one.dueAt} now={board.now} timeZone={board.timeZone} />
          </div>
        ))}
        {board.readyInAll > board.ready.length && (
          <Box padding="300">
            <Text as="p" tone="subdued">
              {board.readyInAll - board.ready.length} more come up as these are picked.
            </Text>
          </Box>
        )}
      </Card>
    </BlockStack>
  )
}

const suggestion = (orders: number) =>
  orders === 1 ? 'One order to pick' : `${orders} orders in one walk`

const binWords = (bins: readonly string[]) => {
  const [first = '', second, ...more] = [...new Set(bins)]
  if (!second) return first
  return more.length === 0
    ? `${first} and ${second}`
    : `${first}, ${second} and ${more.length} more`
}
