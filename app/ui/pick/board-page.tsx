import { Banner, BlockStack, Card, EmptyState, List, Page, Text } from '@shopify/polaris'
import type { ComponentProps } from 'react'
import { usePlace } from '../place.tsx'
import { HeldCard } from './held-card.tsx'
import { ReadyList } from './ready-list.tsx'
import { ToursCard } from './tours-card.tsx'
import { WaitingCard } from './waiting-card.tsx'

type Board = ComponentProps<typeof ReadyList>['board'] & {
  /** What became of what was short on the tour that just ended. */
  readonly rests: readonly string[]
  readonly walking: ComponentProps<typeof ToursCard>['tours']
  readonly held: ComponentProps<typeof HeldCard>['rows']
  readonly waiting: ComponentProps<typeof WaitingCard>['rows']
}

/** What can be picked now, due first, and who is walking. */
export function PickBoardPage({ board }: { readonly board: Board }) {
  const inAdmin = usePlace() === '/app'
  return (
    <Page
      title="Pick"
      subtitle="Orders whose goods are reserved, the most urgent first"
      {...(inAdmin ? {} : { backAction: { content: 'Floor', url: '/floor' } })}
    >
      <BlockStack gap="400">
        {board.rests.length > 0 && (
          <Banner tone="info" title="What was short goes its own way">
            <List>
              {board.rests.map((words) => (
                <List.Item key={words}>{words}</List.Item>
              ))}
            </List>
          </Banner>
        )}
        {board.walking.length > 0 && <ToursCard tours={board.walking} />}
        {board.ready.length === 0 ? (
          <Card>
            <EmptyState
              heading="Nothing to pick"
              image="/all-quiet.svg"
              {...(inAdmin ? { action: { content: 'Look at the stock', url: '/app/stock' } } : {})}
            >
              <Text as="p">
                Orders come here as soon as they are complete and their goods are on the shelf.
              </Text>
            </EmptyState>
          </Card>
        ) : (
          <ReadyList board={board} />
        )}
        {board.held.length > 0 && (
          <HeldCard rows={board.held} now={board.now} timeZone={board.timeZone} />
        )}
        {board.waiting.length > 0 && (
          <WaitingCard
            rows={board.waiting}
            mayPick={board.mayPick}
            now={board.now}
            timeZone={board.timeZone}
          />
        )}
      </BlockStack>
    </Page>
  )
}
