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
import { howMany } from '../../kernel/how-many.ts'
import { Due } from '../due.tsx'
import { PlannedTours, type ShownTour } from './planned-tours.tsx'

interface ShownReady {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly country: string
  readonly dueAt: string
  readonly urgency: string | null
  readonly place: string
  readonly pieces: number
  readonly bins: readonly string[]
}

interface Board {
  readonly ready: readonly ShownReady[]
  readonly readyInAll: number
  readonly tours: readonly ShownTour[]
  readonly toursInAll: number
  readonly leftOut: readonly { readonly id: string; readonly why: string }[]
  readonly refused: readonly string[]
  readonly quality: readonly string[]
  readonly later: number
  readonly mayPick: boolean
  readonly most: number
  readonly timeZone: string
  readonly now: string
}

/** Chooses what to walk for: a tour that was planned, or what the picker ticks. */
export function ReadyList({ board }: { readonly board: Board }) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const fetcher = useFetcher<{ readonly words: string }>()
  const starting = fetcher.state !== 'idle'
  const still = chosen.filter((id) => board.ready.some((one) => one.id === id))
  const why = new Map(board.leftOut.map((one) => [one.id, one.why]))
  const toggle = (id: string, on: boolean) =>
    setChosen(on ? [...still, id] : still.filter((one) => one !== id))
  return (
    <BlockStack gap="400">
      {fetcher.data && !starting && (
        <Banner tone="warning" title={fetcher.data.words}>
          <Text as="p">The list shows what is left.</Text>
        </Banner>
      )}
      {board.refused.map((words) => (
        <Banner key={words} tone="warning" title={words}>
          <Text as="p">
            No tours are planned until this is put right; orders can be ticked below.
          </Text>
        </Banner>
      ))}
      {still.length > 0 && board.mayPick ? (
        <Card>
          <InlineStack align="space-between" blockAlign="center" gap="300">
            <BlockStack gap="050">
              <Text as="h2" variant="headingMd">
                {still.length} chosen
              </Text>
              <Text as="p" tone="subdued">
                Up to {board.most} go on one trolley
              </Text>
            </BlockStack>
            <fetcher.Form method="post">
              {still.map((id) => (
                <input key={id} type="hidden" name="shipment" value={id} />
              ))}
              <Button submit variant="primary" size="large" loading={starting}>
                {still.length === 1 ? 'Start this order' : `Start ${still.length} orders`}
              </Button>
            </fetcher.Form>
          </InlineStack>
        </Card>
      ) : (
        <PlannedTours board={board} />
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
                {one.urgency && <Badge tone="critical">{one.urgency}</Badge>}
                {one.kind === 'pickup' && <Badge tone="info">Pickup</Badge>}
                {why.has(one.id) && <Badge tone="attention">Not planned</Badge>}
              </InlineStack>
              <Text as="span" tone="subdued">
                {howMany(one.pieces, 'piece')}
                {one.bins.length > 0 ? ` in ${binWords(one.bins)}` : ', found by hand'}
                {one.place ? `, ${one.place}` : ''}
              </Text>
              {why.has(one.id) && (
                <Text as="span" tone="caution">
                  {why.get(one.id)}
                </Text>
              )}
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

const binWords = (bins: readonly string[]) => {
  const [first = '', second, ...more] = [...new Set(bins)]
  if (!second) return first
  return more.length === 0
    ? `${first} and ${second}`
    : `${first}, ${second} and ${more.length} more`
}
