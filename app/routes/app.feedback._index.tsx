import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  EmptyState,
  InlineGrid,
  InlineStack,
  Layout,
  Page,
  Text,
  TextField,
} from '@shopify/polaris'
import { useState } from 'react'
import { z } from 'zod'
import { showInstant } from '../journey/show-time.ts'
import { withShop } from '../platform/db.server.ts'
import { closeCareCall, readFeedback } from '../stages/feedback/index.server.ts'
import { Due } from '../ui/due.tsx'
import { May } from '../ui/may.tsx'
import { PageError } from '../ui/page-error.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'feedback.see')
  const open = services()
  const { timeZone } = await withShop(open.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  )
  return { feedback: await readFeedback(open, shop), timeZone, now: new Date().toISOString() }
}

const callForm = z.object({ call: z.uuid(), outcome: z.string().trim().min(1).max(1_000) })

/** A care agent writes down what came of a call. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'feedback.call')
  const form = callForm.safeParse(Object.fromEntries(await readForm(request)))
  if (!form.success) return data({ kind: 'no_outcome' as const }, { status: 400 })
  const done = await closeCareCall(services(), shop, {
    id: form.data.call,
    outcome: form.data.outcome,
    by: person.handle,
  })
  return done
    ? { kind: 'done' as const }
    : data({ kind: 'closed_before' as const }, { status: 409 })
}

/** What customers said, how it adds up, and whom to call. */
export default function Feedback() {
  const { feedback, timeZone, now } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const most = Math.max(1, ...feedback.byScore)
  return (
    <Page
      title="Feedback"
      subtitle={`Of the last ${feedback.asked} customers asked, ${feedback.answered} answered and ${feedback.waiting} may still`}
    >
      <BlockStack gap="400">
        {answer?.kind === 'no_outcome' && (
          <Banner tone="critical" title="Write down what came of the call." />
        )}
        {answer?.kind === 'closed_before' && (
          <Banner tone="warning" title="Somebody closed this call before you." />
        )}
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              Calls to make
            </Text>
            {feedback.calls.length === 0 && (
              <Text as="p" tone="subdued">
                None. A low score opens one.
              </Text>
            )}
            {feedback.calls.map((call) => (
              <BlockStack gap="200" key={call.id}>
                <InlineStack align="space-between" gap="200">
                  <Link to={`/app/orders/${call.orderId}`}>{call.title}</Link>
                  <Due at={call.dueAt} now={now} timeZone={timeZone} />
                </InlineStack>
                <May deed="feedback.call">
                  <CallForm call={call.id} />
                </May>
              </BlockStack>
            ))}
          </BlockStack>
        </Card>
        <Layout>
          <Layout.Section variant="oneThird">
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  Net score
                </Text>
                <Text as="p" variant="heading2xl">
                  {feedback.net === null ? '–' : String(feedback.net)}
                </Text>
                <div
                  className="ow-bars"
                  role="img"
                  aria-label={`Answers by score: ${feedback.byScore.map((count, score) => `${score}: ${count}`).join(', ')}`}
                >
                  {feedback.byScore.map((count, score) => (
                    <div key={String(score)} className="ow-bar">
                      <div
                        style={{ height: `${(count / most) * 80}px` }}
                        className={score >= 9 ? 'good' : score >= 7 ? 'fair' : 'bad'}
                      />
                      <span>{score}</span>
                    </div>
                  ))}
                </div>
              </BlockStack>
            </Card>
          </Layout.Section>
          <Layout.Section>
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  Latest answers
                </Text>
                {feedback.answers.length === 0 && (
                  <EmptyState heading="No answers yet" image="/all-quiet.svg">
                    <Text as="p">Everybody is asked after delivery, whatever they may say.</Text>
                  </EmptyState>
                )}
                {feedback.answers.map((one) => (
                  <BlockStack gap="100" key={one.orderId}>
                    <InlineGrid columns="auto 1fr auto" gap="200">
                      <Badge
                        tone={
                          one.group === 'promoter'
                            ? 'success'
                            : one.group === 'passive'
                              ? 'info'
                              : 'critical'
                        }
                      >
                        {String(one.score)}
                      </Badge>
                      <Link to={`/app/orders/${one.orderId}`}>{one.orderName}</Link>
                      <Text as="span" tone="subdued">
                        {one.at ? showInstant(one.at, 'en', timeZone) : ''}
                      </Text>
                    </InlineGrid>
                    {one.comment && (
                      <p dir="auto" className="ow-wrap">
                        {one.comment}
                      </p>
                    )}
                  </BlockStack>
                ))}
              </BlockStack>
            </Card>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  )
}

function CallForm({ call }: { call: string }) {
  const [outcome, setOutcome] = useState('')
  return (
    <Form method="post">
      <input type="hidden" name="call" value={call} />
      <TextField
        label="What came of it"
        name="outcome"
        value={outcome}
        onChange={setOutcome}
        autoComplete="off"
        maxLength={1_000}
        connectedRight={
          <Button submit disabled={outcome.trim() === ''}>
            Done
          </Button>
        }
      />
    </Form>
  )
}

export const ErrorBoundary = PageError
