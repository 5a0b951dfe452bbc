import { Link, useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { Badge, BlockStack, Box, Button, InlineStack, Text } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { ownEnding } from '../../journey/own-ending.ts'
import type { Deed } from '../../journey/permissions.ts'
import { showInstant } from '../../journey/show-time.ts'
import { Due } from '../due.tsx'
import { useMay } from '../may.tsx'
import { ownerName } from '../owner-name.ts'
import { AnswerForm } from './answer-form.tsx'
import { ChaseForm } from './chase-form.tsx'
import { type WorkAnswer, workWords } from './work-answer.ts'
import { workKind } from './work-kind.ts'

export interface ShownWork {
  readonly id: string
  readonly orderId: string
  readonly orderName: string
  readonly shipmentId: string | null
  readonly department: string
  readonly kind: string
  readonly title: string
  /** What whoever took the order wants this department to know. */
  readonly notes: readonly string[]
  readonly state: string
  readonly dueAt: string
  /** Names of people, as they are known in the shop. */
  readonly assignee: string | null
  readonly isMine: boolean
  readonly doneAt: string | null
  readonly doneBy: string | null
  readonly outcome: string | null
}

interface WorkRowProps {
  readonly work: ShownWork
  readonly mayAct: boolean
  readonly now: string
  readonly timeZone: string
}

/** One work order: what, whose, until when; taken and closed on the spot. */
export function WorkRow({ work, mayAct, now, timeZone }: WorkRowProps) {
  const kind = workKind(work.kind)
  return (
    <Box padding="300" borderBlockEndWidth="025" borderColor="border">
      <BlockStack gap="200">
        <InlineStack align="space-between" gap="200" blockAlign="start" wrap={false}>
          <BlockStack gap="100">
            <Text as="h2" variant="bodyMd" fontWeight="semibold">
              <span dir="auto" className="ow-wrap">
                {work.title}
              </span>
            </Text>
            <InlineStack align="start" gap="200" blockAlign="center">
              <Link to={`/app/orders/${work.orderId}`}>{work.orderName}</Link>
              <Badge>{kind.label}</Badge>
              <Text as="span" tone="subdued">
                {ownerName(work.department)}
                {work.assignee ? `, ${work.isMine ? 'taken by you' : work.assignee}` : ''}
              </Text>
            </InlineStack>
          </BlockStack>
          <span className="ow-beside">
            {work.state === 'open' ? (
              <Due at={work.dueAt} now={now} timeZone={timeZone} />
            ) : (
              <Badge {...(work.state === 'done' ? { tone: 'success' as const } : {})}>
                {work.state === 'done' ? 'Done' : 'Not needed any more'}
              </Badge>
            )}
          </span>
        </InlineStack>
        {work.notes.map((note) => (
          <span key={note} dir="auto" className="ow-wrap ow-wish">
            {note}
          </span>
        ))}
        {work.state === 'open' && mayAct && <OpenActions work={work} now={now} />}
        {work.state !== 'open' && <Ending work={work} timeZone={timeZone} />}
      </BlockStack>
    </Box>
  )
}

function Ending({ work, timeZone }: Pick<WorkRowProps, 'work' | 'timeZone'>) {
  const when = work.doneAt ? showInstant(work.doneAt, 'en', timeZone) : null
  return (
    <BlockStack gap="050">
      {work.outcome && (
        <p dir="auto" className="ow-wrap">
          {work.outcome}
        </p>
      )}
      <Text as="p" tone="subdued" variant="bodySm">
        {[when, work.doneBy].filter(Boolean).join(', ')}
      </Text>
    </BlockStack>
  )
}

/** Work that ends with an answer of its own, and whose that is to give. */
const closedByPerson: Readonly<Record<string, Deed>> = {
  care_call: 'feedback.call',
  chase_carrier: 'ship.label',
}

function OpenActions({ work, now }: Pick<WorkRowProps, 'work' | 'now'>) {
  const [closing, close] = useState(false)
  const fetcher = useFetcher<WorkAnswer>({ key: `work-${work.id}` })
  // Taken apart only in the browser: on the server App Bridge has no parts.
  const bridge = useAppBridge()
  const may = useMay()
  const answer = fetcher.data
  useEffect(() => {
    if (answer?.kind === 'done') bridge.toast.show('Closed')
  }, [answer, bridge])
  const kind = workKind(work.kind)
  const place = kind.place(work)
  const busy = fetcher.state !== 'idle'
  const send = (intent: string) =>
    fetcher.submit(
      { intent, work: work.id, order: work.orderId },
      { method: 'post', action: '/app/work?index' },
    )
  const closingDeed = closedByPerson[work.kind]
  const hasForm = closingDeed ? may(closingDeed) : !ownEnding.has(work.kind)
  return (
    <BlockStack gap="200">
      {answer && workWords(answer) && (
        <div role="alert">
          <Text as="p" tone="critical">
            {workWords(answer)}
          </Text>
        </div>
      )}
      <InlineStack gap="200">
        {place && <Button url={place.to}>{place.label}</Button>}
        {work.kind === 'confirmation_call' && may('orders.confirm') && (
          <Button onClick={() => send('confirm')} disabled={busy}>
            Customer confirms
          </Button>
        )}
        {!work.isMine && (
          <Button onClick={() => send('take')} disabled={busy}>
            I do it
          </Button>
        )}
        {hasForm && (
          <Button
            onClick={() => close(!closing)}
            disclosure={closing ? 'up' : 'down'}
            ariaExpanded={closing}
            ariaControls={`close-${work.id}`}
          >
            Close it
          </Button>
        )}
      </InlineStack>
      {closing && (
        <div id={`close-${work.id}`}>
          {work.kind === 'chase_carrier' ? (
            <ChaseForm work={work} now={now} fetcher={fetcher} />
          ) : (
            <AnswerForm work={work} fetcher={fetcher} />
          )}
        </div>
      )}
    </BlockStack>
  )
}
