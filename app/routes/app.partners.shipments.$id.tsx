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
import { z } from 'zod'
import { readShipmentState } from '../journey/read-state.ts'
import { shipmentLabel } from '../journey/shipment.ts'
import { isUuid, shipmentId } from '../kernel/ids.ts'
import {
  readPartnerShipment,
  rerouteShipment,
  sendAgain,
  timeZoneOf,
} from '../stages/handoff/index.server.ts'
import { Due } from '../ui/due.tsx'
import { May, useMay } from '../ui/may.tsx'
import { Owner } from '../ui/owner.tsx'
import { PageError } from '../ui/page-error.tsx'
import { RerouteCard } from '../ui/partners/reroute-card.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'partners.see')
  const sheet = await readPartnerShipment(services(), shop, params['id'] ?? '')
  if (!sheet) throw new Response(null, { status: 404 })
  return {
    ...sheet,
    dueAt: sheet.dueAt?.toISOString() ?? null,
    timeZone: await timeZoneOf(services(), shop),
    words: shipmentLabel[readShipmentState(sheet.state)],
    now: new Date().toISOString(),
  }
}

const forms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('reroute'), to: z.union([z.literal('warehouse'), z.uuid()]) }),
  z.object({ intent: z.literal('send_again') }),
])

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'partners.reroute')
  const open = services()
  const raw = params['id'] ?? ''
  const form = forms.safeParse(Object.fromEntries(await readForm(request)))
  if (!form.success || !isUuid(raw)) return data({ kind: 'bad_form' as const }, { status: 400 })
  const id = shipmentId(raw)
  const done = { kind: 'done' as const, intent: form.data.intent }
  switch (form.data.intent) {
    case 'reroute': {
      const answer = await rerouteShipment(open, shop, id, { to: form.data.to, by: person.handle })
      return answer.ok ? done : data(answer.refusal, { status: 409 })
    }
    case 'send_again': {
      const answer = await sendAgain(open, shop, id, person.handle)
      return answer.ok ? done : data(answer.refusal, { status: 409 })
    }
  }
}

const doneWords = {
  reroute: 'Done. A new shipment was started with whom you chose.',
  send_again: 'It is being sent again.',
} as const
const refusalWords: Readonly<Record<string, string>> = {
  not_found: 'This shipment is not there any more.',
  not_reroutable: 'It moved on meanwhile and cannot be given to anybody else now.',
  no_such_target: 'Whom you chose cannot ship it. Choose another.',
  given_already: 'These pieces were given to another shipment already.',
  not_open_in_store: 'The store has nothing open to move there. Look at the order in the store.',
  nothing_to_send: 'It moved on meanwhile: there is nothing to send.',
  bad_form: 'Choose who ships it.',
}

/** One shipment of a partner, for the office: why it stands, and what may be done. */
export default function PartnerShipment() {
  const sheet = useLoaderData<typeof loader>()
  const may = useMay()
  const answer = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  return (
    <Page
      title={sheet.number}
      titleMetadata={<Badge>{sheet.words}</Badge>}
      backAction={
        sheet.partner
          ? { content: sheet.partner.name, url: `/app/partners/${sheet.partner.id}` }
          : { content: 'Partners', url: '/app/partners' }
      }
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {answer?.kind === 'done' && <Banner tone="success" title={doneWords[answer.intent]} />}
            {answer && answer.kind !== 'done' && (
              <Banner tone="critical" title={refusalWords[answer.kind] ?? 'It was not done.'} />
            )}
            {sheet.rejection && sheet.state === 'rejected' && (
              <Banner tone="warning" title={`${sheet.partner?.name ?? 'The partner'} rejected it`}>
                <Text as="p">
                  <span dir="auto">{sheet.rejection}</span>
                </Text>
              </Banner>
            )}
            {sheet.refusals.length > 0 && (
              <Banner tone="warning" title="It could not be passed on">
                <List>
                  {sheet.refusals.map((said) => (
                    <List.Item key={said}>{said}</List.Item>
                  ))}
                </List>
              </Banner>
            )}
            {sheet.targets.length > 0 && (
              <May deed="partners.reroute">
                <RerouteCard targets={sheet.targets} busy={busy} />
              </May>
            )}
            <Card>
              <BlockStack gap="200">
                <Text as="h2" variant="headingMd">
                  Goods
                </Text>
                {sheet.lines.map((line) => (
                  <span dir="auto" key={line.title + line.sku}>
                    {line.quantity} × {line.title} {line.sku && `(${line.sku})`}
                  </span>
                ))}
              </BlockStack>
            </Card>
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <Card>
            <BlockStack gap="300">
              <Text as="p">
                Order <Link to={`/app/orders/${sheet.orderId}`}>{sheet.orderName}</Link>
              </Text>
              <InlineStack gap="200" blockAlign="center">
                <Owner owner={sheet.owner} />
                <Due at={sheet.dueAt} now={sheet.now} timeZone={sheet.timeZone} />
              </InlineStack>
              {sheet.maySendAgain && may('partners.reroute') && (
                <Form method="post">
                  <input type="hidden" name="intent" value="send_again" />
                  <Button submit loading={busy}>
                    Send again
                  </Button>
                </Form>
              )}
            </BlockStack>
          </Card>
        </Layout.Section>
      </Layout>
    </Page>
  )
}

export const ErrorBoundary = PageError
