import { Link } from '@remix-run/react'
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { useState } from 'react'
import { showDistance } from '../../journey/show-time.ts'
import { howMany } from '../../kernel/how-many.ts'
import { ownerName } from '../owner-name.ts'
import { askForm } from './ask-app.ts'

interface Waiting {
  readonly id: string
  readonly state: 'draft' | 'placing' | 'placed'
  readonly customer: string
  readonly lines: number
  readonly savedAt: string
  readonly draftName: string | null
  readonly owner: string | null
  readonly dueAt: string | null
  readonly remindedAt: string | null
}

const words = {
  draft: 'Unfinished',
  placing: 'On its way to the store',
  placed: 'Waits for payment',
}

interface WaitingCardProps {
  readonly waiting: readonly Waiting[]
  readonly now: string
}

/** Orders that were begun and not finished, and those whose customer has not paid yet, with whose they are until when. */
export function WaitingCard({ waiting, now }: WaitingCardProps) {
  const [gone, setGone] = useState<readonly string[]>([])
  const left = waiting.filter(({ id }) => !gone.includes(id))
  if (left.length === 0) return null
  return (
    <div id="waiting">
      <Card>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            Begun before
          </Text>
          <ul className="ow-waiting">
            {left.map((one) => (
              <WaitingRow
                key={one.id}
                one={one}
                now={new Date(now)}
                onGone={() => setGone([...gone, one.id])}
              />
            ))}
          </ul>
        </BlockStack>
      </Card>
    </div>
  )
}

interface RowProps {
  readonly one: Waiting
  readonly now: Date
  readonly onGone: () => void
}

function WaitingRow({ one, now, onGone }: RowProps) {
  const customer = one.customer || 'nobody'
  return (
    <li>
      <span className="ow-row-main">
        <Link to={`/app/orders/new?form=${one.id}`}>
          <bdi className="ow-wrap">{one.customer || 'Nobody named yet'}</bdi>
        </Link>
        <Text as="span" tone="subdued">
          {[
            one.draftName ?? words[one.state],
            ...(one.draftName ? [words[one.state]] : []),
            howMany(one.lines, 'line'),
            showDistance(one.savedAt, now),
          ].join(' · ')}
        </Text>
        {one.owner && one.dueAt && (
          <Text as="span" {...(one.owner === 'office' ? { tone: 'critical' as const } : {})}>
            {dueWords(one, one.owner, one.dueAt, now)}
          </Text>
        )}
      </span>
      {one.state === 'draft' && (
        <Act
          label="Throw away"
          named={`Throw away the order of ${customer}`}
          ask={{ intent: 'discard', id: one.id }}
          onDone={onGone}
        />
      )}
      {one.state === 'placed' && one.owner && (
        <InlineStack gap="200">
          {one.owner === 'office' && (
            <Act
              label="More time"
              named={`More time for ${customer} to pay`}
              ask={{ intent: 'more_time', id: one.id }}
              onDone={onGone}
            />
          )}
          <Act
            label="Cancel it"
            named={`Cancel it: the unpaid order of ${customer}`}
            ask={{ intent: 'cancel', id: one.id }}
            onDone={onGone}
          />
        </InlineStack>
      )}
    </li>
  )
}

function dueWords({ remindedAt }: Waiting, owner: string, dueAt: string, now: Date): string {
  if (owner === 'office') return `Not paid in time: the office decides, ${showDistance(dueAt, now)}`
  const reminded = remindedAt ? `, reminded ${showDistance(remindedAt, now)}` : ''
  return `${ownerName(owner)} has time: ${showDistance(dueAt, now)}${reminded}`
}

interface ActProps {
  readonly label: string
  readonly named: string
  readonly ask: { readonly intent: string; readonly id: string }
  readonly onDone: () => void
}

type Answer =
  | { readonly kind: 'gone' | 'waits' | 'cancelled' }
  | { readonly kind: 'not_waiting' }
  | { readonly kind: 'store_silent'; readonly words: string }

/** A button that asks the app and says in place what it would not do. */
function Act({ label, named, ask, onDone }: ActProps) {
  const [trouble, setTrouble] = useState<string | null>(null)
  const press = async () => {
    const answer = await askForm<Answer>(ask)
    if (answer.kind === 'unreachable') return setTrouble('The app cannot be reached. Try again.')
    if (answer.kind === 'store_silent') return setTrouble(answer.words)
    if (answer.kind === 'not_waiting')
      return setTrouble('It is paid or cancelled by now. Load the page again.')
    onDone()
  }
  return (
    <InlineStack gap="200">
      <Button variant="tertiary" accessibilityLabel={named} onClick={press}>
        {label}
      </Button>
      {trouble && (
        <span role="alert">
          <Text as="span" tone="critical">
            {trouble}
          </Text>
        </span>
      )}
    </InlineStack>
  )
}
