import { Link, useFetcher } from '@remix-run/react'
import { BlockStack, Box, Button, InlineStack, Text, TextField } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { showDistance, showInstant } from '../../journey/show-time.ts'
import { letterWords } from './letter-words.ts'
import { sentence } from './sentence.ts'
import { useAnswer } from './use-answer.ts'

export interface ShownLetter {
  readonly id: string
  readonly topic: string
  readonly reason: string
  readonly receivedAt: string
  readonly attempts: number
  readonly hasBody: boolean
  /** Trying again ends the same. */
  readonly isUnreadable: boolean
  readonly order: {
    readonly storeId: string
    readonly here: { readonly id: string; readonly name: string } | null
  } | null
}

interface LetterRowProps {
  readonly letter: ShownLetter
  readonly now: string
  readonly timeZone: string
}

/** One message that could not be worked through: what it was about, what to do now, and its own words for who asks. */
export function LetterRow({ letter, now, timeZone }: LetterRowProps) {
  const { busy, trouble, send } = useAnswer(`letter-${letter.id}`)
  const [open, setOpen] = useState<'body' | 'discard' | null>(null)
  const toggle = (what: 'body' | 'discard') => setOpen(open === what ? null : what)
  const { title, text } = letterWords(letter)
  const again = letter.hasBody && (
    <Button
      disabled={busy}
      {...(letter.isUnreadable ? { variant: 'tertiary' as const } : {})}
      onClick={() => send({ intent: 'retry', id: letter.id })}
    >
      Try again
    </Button>
  )
  return (
    <Box as="section" padding="300" borderBlockEndWidth="025" borderColor="border">
      <BlockStack gap="200">
        <InlineStack align="space-between" gap="200" blockAlign="start">
          <Text as="h3" variant="bodyMd" fontWeight="semibold">
            <span className="ow-wrap">{title}</span>
          </Text>
          <time dateTime={letter.receivedAt} title={showInstant(letter.receivedAt, 'en', timeZone)}>
            <Text as="span" tone="subdued">
              {showDistance(letter.receivedAt, new Date(now))}
            </Text>
          </time>
        </InlineStack>
        <Text as="p">{text}</Text>
        {letter.order && <OrderMeant order={letter.order} />}
        {trouble && (
          <div role="alert">
            <Text as="p" tone="critical">
              {trouble}
            </Text>
          </div>
        )}
        <InlineStack gap="200">
          {!letter.isUnreadable && again}
          <Button
            disclosure={open === 'body' ? 'up' : 'down'}
            ariaExpanded={open === 'body'}
            ariaControls={`body-${letter.id}`}
            onClick={() => toggle('body')}
          >
            What it says
          </Button>
          <Button
            disclosure={open === 'discard' ? 'up' : 'down'}
            ariaExpanded={open === 'discard'}
            ariaControls={`discard-${letter.id}`}
            onClick={() => toggle('discard')}
          >
            Discard
          </Button>
          {letter.isUnreadable && again}
        </InlineStack>
        {open === 'body' && <Details letter={letter} />}
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

/** The order here and in the store. */
function OrderMeant({ order: { storeId, here } }: { order: NonNullable<ShownLetter['order']> }) {
  return (
    <InlineStack gap="300">
      {here && <Link to={`/app/orders/${here.id}`}>Order {here.name} here</Link>}
      <a href={`shopify://admin/orders/${storeId}`} target="_top">
        Order {storeId} in Shopify
      </a>
    </InlineStack>
  )
}

/** What was wrong in the words of the app, and the message's own. */
function Details({ letter }: { readonly letter: ShownLetter }) {
  return (
    <section id={`body-${letter.id}`} aria-label="What it says">
      <BlockStack gap="100">
        <Text as="p">
          <span dir="auto" className="ow-wrap">
            {letter.topic}: {sentence(letter.reason)}
          </span>
        </Text>
        {letter.hasBody ? <Body id={letter.id} /> : <Text as="p">Its text was erased.</Text>}
      </BlockStack>
    </section>
  )
}

/** The message's own words, everything personal blurred; read when somebody wants to see them. */
function Body({ id }: { readonly id: string }) {
  const fetcher = useFetcher<{ readonly body: string | null }>({ key: `body-${id}` })
  const { load } = fetcher
  useEffect(() => {
    load(`/app/deliveries/${id}`)
  }, [id, load])
  const words = fetcher.data ? (fetcher.data.body ?? 'Its text was erased.') : 'Reading …'
  return (
    <>
      <Text as="p" tone="subdued" variant="bodySm">
        Names, addresses and everything else personal are blurred.
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard */}
      <pre className="ow-body" tabIndex={0} aria-busy={!fetcher.data}>
        {words}
      </pre>
    </>
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
        helpText="Kept with your name; the text of the message is erased."
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
