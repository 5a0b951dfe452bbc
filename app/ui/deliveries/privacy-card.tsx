import { useFetcher } from '@remix-run/react'
import { Badge, BlockStack, Box, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { showInstant } from '../../journey/show-time.ts'
import { Due } from '../due.tsx'
import { sentence } from './sentence.ts'
import { useAnswer } from './use-answer.ts'

export interface ShownRequest {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly outcome: string
  readonly dueAt: string | null
  readonly createdAt: string
  readonly hasData: boolean
}

const titles: Readonly<Record<string, string>> = {
  customer_data_request: 'A customer asked for their data',
  customer_redact: 'A customer’s data was to be erased',
  shop_redact: 'The shop’s data was to be erased',
}

interface PrivacyCardProps {
  readonly requests: readonly ShownRequest[]
  readonly now: string
  readonly timeZone: string
}

/** What the law asked for, and what was done about it. */
export function PrivacyCard({ requests, now, timeZone }: PrivacyCardProps) {
  return (
    <Card padding="0">
      <Box padding="300" borderBlockEndWidth="025" borderColor="border">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Requests of customers about their data
          </Text>
          <Text as="p" tone="subdued">
            {requests.length === 0
              ? 'None yet. Shopify passes them on; what is known of a customer is collected here, and erased where it must be.'
              : 'Erasing happens by itself. Data that a customer asked for is sent on by you.'}
          </Text>
        </BlockStack>
      </Box>
      {requests.map((request) => (
        <RequestRow key={request.id} request={request} now={now} timeZone={timeZone} />
      ))}
    </Card>
  )
}

interface RequestRowProps {
  readonly request: ShownRequest
  readonly now: string
  readonly timeZone: string
}

function RequestRow({ request, now, timeZone }: RequestRowProps) {
  const { busy, trouble, send } = useAnswer(`privacy-${request.id}`)
  const [shown, show] = useState(false)
  const isOpen = request.state === 'open'
  return (
    <Box padding="300" borderBlockEndWidth="025" borderColor="border">
      <BlockStack gap="200">
        <InlineStack align="space-between" gap="200" blockAlign="start">
          <Text as="h3" variant="bodyMd" fontWeight="semibold">
            {titles[request.kind] ?? request.kind}
          </Text>
          {isOpen ? (
            <Due at={request.dueAt} now={now} timeZone={timeZone} />
          ) : (
            <Badge {...(request.state === 'done' ? { tone: 'success' as const } : {})}>
              {request.state === 'done' ? 'Done' : 'Not done'}
            </Badge>
          )}
        </InlineStack>
        <Text as="p">
          <span className="ow-wrap">{sentence(request.outcome)}</span>
        </Text>
        <Text as="p" tone="subdued" variant="bodySm">
          {showInstant(request.createdAt, 'en', timeZone)}
        </Text>
        {trouble && (
          <div role="alert">
            <Text as="p" tone="critical">
              {trouble}
            </Text>
          </div>
        )}
        {isOpen && (
          <InlineStack gap="200">
            {request.hasData && (
              <Button
                disclosure={shown ? 'up' : 'down'}
                ariaExpanded={shown}
                ariaControls={`data-${request.id}`}
                onClick={() => show(!shown)}
              >
                Show the data
              </Button>
            )}
            <Button disabled={busy} onClick={() => send({ intent: 'close', id: request.id })}>
              It was sent on
            </Button>
          </InlineStack>
        )}
        {shown && isOpen && <Collected id={request.id} />}
      </BlockStack>
    </Box>
  )
}

/** Everything that is known of the customer, to be copied into a message to them. */
function Collected({ id }: { readonly id: string }) {
  const fetcher = useFetcher<{ readonly collected: string | null }>({ key: `data-${id}` })
  const { load } = fetcher
  useEffect(() => {
    load(`/app/deliveries/requests/${id}`)
  }, [id, load])
  const text = fetcher.data?.collected
  return (
    <section id={`data-${id}`} aria-label="The collected data" aria-busy={!fetcher.data}>
      <BlockStack gap="200">
        {text && (
          <InlineStack>
            <Button onClick={() => void navigator.clipboard.writeText(text)}>Copy all</Button>
          </InlineStack>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard */}
        <pre className="ow-body" dir="auto" tabIndex={0}>
          {fetcher.data ? (text ?? 'It was sent on and erased meanwhile.') : 'Reading …'}
        </pre>
      </BlockStack>
    </section>
  )
}
