import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockStack, Box, Card, EmptyState, Page, Text } from '@shopify/polaris'
import { z } from 'zod'
import {
  beginBacklogAgain,
  closePrivacyRequest,
  discardDeadLetter,
  listDeadLetters,
  listPrivacyRequests,
  readReading,
  retryAllDeadLetters,
  retryDeadLetter,
} from '../stages/intake/index.server.ts'
import { LetterRow } from '../ui/deliveries/letter-row.tsx'
import { waitingWords } from '../ui/deliveries/letter-words.ts'
import { PrivacyCard } from '../ui/deliveries/privacy-card.tsx'
import { ReadingCard } from '../ui/deliveries/reading-card.tsx'
import { RetryAll } from '../ui/deliveries/retry-all.tsx'
import { PageError } from '../ui/page-error.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'deliveries.see')
  const open = services()
  const { letters, total, waiting } = await listDeadLetters(open, shop)
  const requests = await listPrivacyRequests(open, shop)
  const { timeZone } = await open.db.shop.findUniqueOrThrow({
    where: { id: shop },
    select: { timeZone: true },
  })
  return {
    letters: letters.map((letter) => ({ ...letter, receivedAt: letter.receivedAt.toISOString() })),
    total,
    waiting,
    reading: await readReading(open, shop),
    requests: requests.map((one) => ({
      ...one,
      dueAt: one.dueAt?.toISOString() ?? null,
      createdAt: one.createdAt.toISOString(),
      doneAt: one.doneAt?.toISOString() ?? null,
    })),
    timeZone,
    now: new Date().toISOString(),
  }
}

const id = z.uuid()
const forms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('retry'), id }),
  z.object({ intent: z.literal('retry_all') }),
  z.object({ intent: z.literal('discard'), id, reason: z.string().trim().min(1).max(300) }),
  z.object({ intent: z.literal('close'), id }),
  z.object({ intent: z.literal('read_again') }),
])

export async function action({ request }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'deliveries.decide')
  const open = services()
  const read = forms.safeParse(Object.fromEntries(await readForm(request)))
  if (!read.success) return data({ kind: 'bad_form' as const }, { status: 400 })
  const form = read.data
  const by = person.handle
  switch (form.intent) {
    case 'retry': {
      const answer = await retryDeadLetter(open, shop, form.id)
      return answer.ok ? { kind: 'retried' as const } : data(answer.refusal, { status: 409 })
    }
    case 'retry_all':
      return (await retryAllDeadLetters(open, shop)) > 0
        ? { kind: 'retried_all' as const }
        : data({ kind: 'not_there' as const }, { status: 409 })
    case 'discard': {
      const letter = { id: form.id, reason: form.reason, by }
      const answer = await discardDeadLetter(open, shop, letter)
      return answer.ok ? { kind: 'discarded' as const } : data(answer.refusal, { status: 409 })
    }
    case 'read_again':
      return (await beginBacklogAgain(open, shop))
        ? { kind: 'reading' as const }
        : data({ kind: 'reading_already' as const }, { status: 409 })
    case 'close': {
      const answer = await closePrivacyRequest(open, shop, { id: form.id, by })
      return answer.ok ? { kind: 'closed' as const } : data(answer.refusal, { status: 409 })
    }
  }
}

/** What came from Shopify and could not be worked through, and what customers ask about their data. */
export default function Deliveries() {
  const { letters, total, waiting, reading, requests, timeZone, now } =
    useLoaderData<typeof loader>()
  return (
    <Page title="Deliveries" subtitle="Messages from Shopify: those that need a person">
      <BlockStack gap="400">
        <Card padding="0">
          {letters.length === 0 ? (
            <Box paddingInline="400">
              <EmptyState heading="No message needs a person" image="/all-quiet.svg">
                <Text as="p">
                  {waitingWords({ total, waiting })} A message that cannot be read, or fails again
                  and again, is kept here with its reason and holds up nothing else.
                </Text>
              </EmptyState>
            </Box>
          ) : (
            <Box padding="300" borderBlockEndWidth="025" borderColor="border">
              <BlockStack gap="200">
                <Text as="h2" variant="headingMd">
                  Could not be worked through
                </Text>
                <Text as="p" tone="subdued">
                  {waitingWords({ total, waiting })}
                </Text>
              </BlockStack>
            </Box>
          )}
          {letters.map((letter) => (
            <LetterRow key={letter.id} letter={letter} now={now} timeZone={timeZone} />
          ))}
          {letters.filter(({ hasBody }) => hasBody).length > 1 && (
            <Box padding="300">
              <RetryAll />
            </Box>
          )}
        </Card>
        <ReadingCard reading={reading} now={now} />
        <PrivacyCard requests={requests} now={now} timeZone={timeZone} />
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
