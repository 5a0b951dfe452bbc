import { useFetcher } from '@remix-run/react'
import { BlockStack, Box, Button, InlineStack, Text, TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { showDistance, showInstant } from '../../journey/show-time.ts'
import { sentence } from './sentence.ts'
import { useAnswer } from './use-answer.ts'

export interface ShownLetter {
  readonly id: string
  readonly topic: string
  readonly reason: string
  readonly receivedAt: string
  readonly attempts: number
  readonly hasBody: boolean
}

interface LetterRowProps {
  readonly letter: ShownLetter
  readonly now: string
  readonly timeZone: string
}

/** One delivery that could not be worked through: why, what it says, and what to do with it. */
export function LetterRow({ letter, now, timeZone }: LetterRowProps) {
  const { busy, trouble, send } = useAnswer(`letter-${letter.id}`)
  const [open, setOpen] = useState<'body' | 'discard' | null>(null)
  const toggle = (what: 'body' | 'discard') => setOpen(open === what ? null : what)
  return (
    <Box as="section" padding="300" borderBlockEndWidth="025" borderColor="border">
      <BlockStack gap="200">
        <InlineStack align="space-between" gap="200" blockAlign="start">
          <Text as="h3" variant="bodyMd" fontWeight="semibold">
            <span className="ow-wrap">{letter.topic}</span>
          </Text>
          <time dateTime={letter.receivedAt} title={showInstant(letter.receivedAt, 'en', timeZone)}>
            <Text as="span" tone="subdued">
              {showDistance(letter.receivedAt, new Date(now))}
            </Text>
          </time>
        </InlineStack>
        <Text as="p">
          <span dir="auto" className="ow-wrap">
            {sentence(letter.reason)}
          </span>
        </Text>
        {trouble && (
          <div role="alert">
            <Text as="p" tone="critical">
              {trouble}
            </Text>
          </div>
        )}
        <InlineStack gap="200">
          {letter.hasBody && (
            <Button disabled={busy} onClick={() => send({ intent: 'retry', id: letter.id })}>
              Try again
            </Button>
          )}
          {letter.hasBody && (
            <Button
              disclosure={open === 'body' ? 'up' : 'down'}
              ariaExpanded={open === 'body'}
              ariaControls={`body-${letter.id}`}
              onClick={() => toggle('body')}
            >
              What it says
            </Button>
          )}
          <Button
            disclosure={open === 'discard' ? 'up' : 'down'}
            ariaExpanded={open === 'discard'}
            ariaControls={`discard-${letter.id}`}
            onClick={() => toggle('discard')}
          >
            Discard
          </Button>
        </InlineStack>
        {open === 'body' && <Body id={letter.id} />}
        {open === 'discard' && (
          <Discard
            id={letter.id}
            busy={busy}
            send={(reason) => send({ intent: 'discard', id: letter.id, reason })}
          />
        )}
      </BlockStack>
    </Box>
  )
}

/** The delivery's own words, everything personal blurred; read when somebody wants to see them. */
function Body({ id }: { readonly id: string }) {
  const fetcher = useFetcher<{ readonly body: string | null }>({ key: `body-${id}` })
  const { load } = fetcher
  useEffect(() => {
    load(`/app/deliveries/${id}`)
  }, [id, load])
  const words = fetcher.data ? (fetcher.data.body ?? 'Its text was erased.') : 'Reading …'
  return (
    <section id={`body-${id}`} aria-label="What it says" aria-busy={!fetcher.data}>
      <BlockStack gap="100">
        <Text as="p" tone="subdued" variant="bodySm">
          Names, addresses and everything else personal are blurred.
        </Text>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard */}
        <pre className="ow-body" tabIndex={0}>
          {words}
        </pre>
      </BlockStack>
    </section>
  )
}

interface DiscardProps {
  readonly id: string
  readonly busy: boolean
  readonly send: (reason: string) => void
}

function Discard({ id, busy, send }: DiscardProps) {
  const [reason, setReason] = useState('')
  return (
    <div id={`discard-${id}`}>
      <TextField
        label="Why it is not needed"
        helpText="Kept with your name; the text of the delivery is erased."
        value={reason}
        onChange={setReason}
        autoComplete="off"
        maxLength={300}
        connectedRight={
          <Button
            tone="critical"
            variant="primary"
            disabled={reason.trim() === ''}
            loading={busy}
            onClick={() => send(reason)}
          >
            Discard it
          </Button>
        }
      />
    </div>
  )
}
