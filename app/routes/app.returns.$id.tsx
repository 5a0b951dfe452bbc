import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  InlineStack,
  Layout,
  List,
  Page,
  Text,
} from '@shopify/polaris'
import { stepLabel } from '../journey/next-step.ts'
import type { Deed } from '../journey/permissions.ts'
import { returnLabel } from '../journey/return.ts'
import { showInstant } from '../journey/show-time.ts'
import { decimalOf, showMoney } from '../kernel/money.ts'
import { readReturn } from '../stages/returns/index.server.ts'
import { Due } from '../ui/due.tsx'
import { May, useMay } from '../ui/may.tsx'
import { Owner } from '../ui/owner.tsx'
import { ownerName } from '../ui/owner-name.ts'
import { PageError } from '../ui/page-error.tsx'
import { DecideCard, InspectCard, ReceiveCard, SettleCard } from '../ui/returns/next-card.tsx'
import { ReturnLinesCard } from '../ui/returns/return-lines.tsx'
import { returnTone } from '../ui/returns/return-tone.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { actOnReturn } from '../wiring/return-action.server.ts'
import { returnRefusalWords } from '../wiring/return-words.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'returns.see')
  const page = await readReturn(services(), shop, params['id'] ?? '')
  if (!page) throw new Response(null, { status: 404 })
  return { ...page, now: new Date().toISOString() }
}

/** Approve, decline, receive, inspect, settle: whatever the return's state allows. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'returns.do')
  const done = await actOnReturn(
    services(),
    { shop, person },
    params['id'] ?? '',
    await readForm(request),
  )
  return done.ok ? { kind: 'done' as const } : data(done.refusal, { status: done.refusal.status })
}

/** One return: what comes back and why, and the one thing to do next. */
export default function ReturnCase() {
  const one = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  return (
    <Page
      title={`Return ${one.number}`}
      titleMetadata={<Badge {...returnTone(one.state)}>{returnLabel[one.state]}</Badge>}
      backAction={{ content: 'Returns', url: '/app/returns' }}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {answer && answer.kind !== 'done' && (
              <Banner tone="critical" title={returnRefusalWords(answer.kind)} />
            )}
            {one.refusals.length > 0 && <RefusedBanner one={one} busy={busy} />}
            <NextCard key={one.state} one={one} busy={busy} />
            <ReturnLinesCard lines={one.lines} currency={one.currency} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <AboutCard one={one} />
        </Layout.Section>
      </Layout>
    </Page>
  )
}

/** What the next card does, by the state it stands in. */
const deedOf: Readonly<Record<string, Deed>> = {
  requested: 'returns.answer',
  approved: 'returns.handle',
  received: 'returns.handle',
  inspected: 'returns.settle',
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function NextCard({ one, busy }: { one: Loaded; busy: boolean }) {
  const may = useMay()
  const deed = deedOf[one.state]
  if (deed && !may(deed)) return <Banner tone="info" title={`Waits for ${ownerName(one.owner)}.`} />
  const proposal = { minor: BigInt(one.proposalMinor), currency: one.currency }
  switch (one.state) {
    case 'requested':
      return <DecideCard busy={busy} />
    case 'approved':
      return <ReceiveCard lines={one.lines} busy={busy} />
    case 'received':
      return <InspectCard lines={one.lines} busy={busy} />
    case 'inspected':
      return one.settling ? (
        <Banner tone="info" title="The store is being told; the refund is on its way." />
      ) : (
        <SettleCard
          proposal={decimalOf(proposal)}
          proposalText={showMoney(proposal)}
          currency={one.currency}
          busy={busy}
        />
      )
    case 'settled':
      return (
        <Banner
          tone="success"
          title={`${showMoney({ minor: BigInt(one.refundMinor ?? '0'), currency: one.currency })} given back`}
        />
      )
    case 'declined':
      return (
        <Banner tone="info" title="Declined. The customer was told:">
          <span dir="auto">{one.declineNote}</span>
        </Banner>
      )
    case 'cancelled':
      return <Banner tone="info" title="Cancelled in the store." />
  }
}

function RefusedBanner({ one, busy }: { one: Loaded; busy: boolean }) {
  return (
    <Banner tone="warning" title="The store did not take it">
      <BlockStack gap="200">
        <List>
          {one.refusals.map((said) => (
            <List.Item key={said}>{said}</List.Item>
          ))}
        </List>
        <May deed="returns.settle">
          <InlineStack gap="200">
            <Form method="post">
              <input type="hidden" name="intent" value="tell_again" />
              <Button submit disabled={busy}>
                Tell the store again
              </Button>
            </Form>
            {one.mayCloseByHand && (
              <Form method="post">
                <input type="hidden" name="intent" value="by_hand" />
                <Button submit disabled={busy}>
                  I put it right in the store by hand, close it
                </Button>
              </Form>
            )}
          </InlineStack>
        </May>
      </BlockStack>
    </Banner>
  )
}

function AboutCard({ one }: { one: Loaded }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="p">
          Order <Link to={`/app/orders/${one.orderId}`}>{one.orderName}</Link>
        </Text>
        {one.customer && <span dir="auto">{one.customer}</span>}
        <Text as="p" tone="subdued">
          Asked for {showInstant(one.requestedAt, 'en', one.timeZone)}
        </Text>
        {one.note && (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              The customer writes
            </Text>
            <p dir="auto" className="ow-wrap">
              {one.note}
            </p>
          </BlockStack>
        )}
        {one.step && (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              {stepLabel(one.step)}
            </Text>
            <InlineStack gap="200">
              <Owner owner={one.owner} />
              <Due at={one.dueAt} now={one.now} timeZone={one.timeZone} />
            </InlineStack>
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  )
}

export const ErrorBoundary = PageError
