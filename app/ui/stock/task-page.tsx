import {
  Badge,
  BlockStack,
  Button,
  Card,
  InlineStack,
  Page,
  Text,
  TextField,
} from '@shopify/polaris'
import { useState } from 'react'
import { howMany } from '../../kernel/how-many.ts'
import { ownerName } from '../owner-name.ts'
import { useGoodsPaths } from '../place.tsx'
import { LinkState } from '../scan/link-state.tsx'
import { type Keeper, useKeptScans } from '../scan/use-kept-scans.ts'
import { Verdict } from '../scan/verdict.tsx'
import { CarryCard } from './carry-card.tsx'
import { CountCard, CountsSeen } from './count-card.tsx'
import type { SendTask, TaskScreen } from './task-screen.ts'
import { taskWords } from './task-words.ts'

interface TaskPageProps {
  readonly loaded: TaskScreen
  readonly may: {
    readonly mayBook: boolean
    readonly mayApprove: boolean
    readonly mayName: boolean
  }
  readonly keeper: Keeper
}

/** One thing to be done with goods: what, why, and the scans or numbers it takes. */
export function TaskPage({ loaded, may, keeper }: TaskPageProps) {
  const paths = useGoodsPaths()
  const { screen, send, verdict, link, waiting, lost } = useKeptScans(loaded, keeper)
  const { task } = screen
  const isOpen = task.state === 'open'
  return (
    <Page
      title={taskWords(task)}
      subtitle={`${task.reason}, ${task.place}`}
      backAction={{ content: 'Tasks', url: paths.tasks }}
    >
      <BlockStack gap="300">
        <div className="ow-inset">
          <Verdict verdict={verdict} />
        </div>
        <LinkState link={link} waiting={waiting} lost={lost} lostTitle="Not booked: look again" />
        {!isOpen && task.state !== 'approval' && (
          <Card>
            <BlockStack gap="300">
              <InlineStack gap="200" blockAlign="center">
                <Badge tone="success">
                  {task.state === 'done' ? 'Done' : 'Not needed any more'}
                </Badge>
                <Text as="span">{ownerName(task.doneBy)}</Text>
              </InlineStack>
              <div className="ow-deeds">
                <Button size="large" variant="primary" url={paths.tasks}>
                  Next task
                </Button>
              </div>
            </BlockStack>
          </Card>
        )}
        {isOpen && may.mayBook && <Doing screen={screen} send={send} mayName={may.mayName} />}
        {task.kind === 'count' && screen.counts.length > 0 && (
          <CountsSeen
            screen={screen}
            send={send}
            mayApprove={may.mayApprove && task.state === 'approval'}
          />
        )}
      </BlockStack>
    </Page>
  )
}

interface DoingProps {
  readonly screen: TaskScreen
  readonly send: SendTask
  readonly mayName: boolean
}

function Doing({ screen, send, mayName }: DoingProps) {
  switch (screen.task.kind) {
    case 'put_away':
    case 'replenish':
      return <CarryCard key={screen.stamp} screen={screen} send={send} />
    case 'count':
      return <CountCard screen={screen} send={send} />
    case 'inspect':
      return <InspectCard key={screen.stamp} screen={screen} send={send} />
    case 'unknown_item':
      return <NameCard screen={screen} send={send} mayName={mayName} />
  }
}

/** How many are good, and how many are not. */
function InspectCard({ screen: { task }, send }: Omit<DoingProps, 'mayName'>) {
  const left = (task.quantity ?? 0) - task.doneQuantity
  const [good, setGood] = useState(String(left))
  const [bad, setBad] = useState('0')
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="p">
          {howMany(left, 'piece')} to look at. Good ones are for sale and are put away.
        </Text>
        <InlineStack gap="200">
          {(
            [
              ['Good', good, setGood],
              ['Not good', bad, setBad],
            ] as const
          ).map(([label, value, set]) => (
            <TextField
              key={label}
              label={label}
              type="number"
              inputMode="numeric"
              min={0}
              max={left}
              value={value}
              onChange={set}
              autoComplete="off"
            />
          ))}
        </InlineStack>
        <div className="ow-deeds">
          <Button
            size="large"
            variant="primary"
            disabled={Number(good) + Number(bad) < 1}
            onClick={() =>
              send({ intent: 'inspect', key: `task:${crypto.randomUUID()}`, good, bad })
            }
          >
            That is what I found
          </Button>
        </div>
      </BlockStack>
    </Card>
  )
}

/** The office says what goods are that nobody knew. */
function NameCard({ screen: { task }, send, mayName }: DoingProps) {
  const [code, setCode] = useState('')
  if (!mayName)
    return (
      <Card>
        <Text as="p">The office says what these goods are. They wait in {task.bin}.</Text>
      </Card>
    )
  return (
    <Card>
      <BlockStack gap="300">
        <TextField
          label={`${howMany(task.quantity ?? 0, 'piece')} in ${task.bin} are`}
          value={code}
          onChange={setCode}
          maxLength={200}
          placeholder="SKU or barcode of one of your articles"
          autoComplete="off"
        />
        <div className="ow-deeds">
          <Button
            variant="primary"
            disabled={code.trim() === ''}
            onClick={() => send({ intent: 'name', code })}
          >
            Book them
          </Button>
          <Button onClick={() => send({ intent: 'send_back' })}>Not ours: they go back</Button>
        </div>
      </BlockStack>
    </Card>
  )
}
