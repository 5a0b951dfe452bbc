import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, InlineStack, Page, Text } from '@shopify/polaris'
import { noteDataSeen } from '../journey/audit/data-seen.server.ts'
import { isUuid, orderId } from '../kernel/ids.ts'
import { confirmOrder, readConfirmation } from '../stages/confirm/index.server.ts'
import { PageError } from '../ui/page-error.tsx'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const known = (raw: string | undefined) => {
  if (!raw || !isUuid(raw)) throw new Response(null, { status: 404 })
  return orderId(raw)
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'orders.confirm')
  const id = known(params['id'])
  const page = await readConfirmation(services(), shop, id)
  if (!page) throw new Response(null, { status: 404 })
  await noteDataSeen(services().db, shop, [id])
  return { ...page, id }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'orders.confirm')
  const id = known(params['id'])
  const answer = await confirmOrder(services(), shop, id, { by: person.handle })
  return answer.ok ? redirect(`/app/orders/${id}`) : data(answer.refusal, { status: 409 })
}

const words = {
  no_such_order: 'This order is not there any more.',
  cancelled: 'This order was cancelled.',
  not_waiting: 'This order does not wait for a confirmation: it is being checked, or held.',
} as const

/** A person of the shop takes the customer's yes, heard on the phone. */
export default function ConfirmForCustomer() {
  const { order, state, id } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  return (
    <Page
      title={`Confirm ${order.name}`}
      subtitle={`Total ${order.total}`}
      backAction={{ content: order.name, url: `/app/orders/${id}` }}
    >
      <BlockStack gap="400">
        {answer ? <Banner tone="critical" title={words[answer.kind]} /> : null}
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              Read it to the customer
            </Text>
            {order.lines.map((line) => (
              <Text as="p" key={line.id}>
                {line.quantity} × <bdi>{line.title}</bdi>
                {line.about ? (
                  <>
                    {' '}
                    (<bdi>{line.about}</bdi>)
                  </>
                ) : null}
                , <bdi>{line.price}</bdi>
              </Text>
            ))}
            <Text as="p">{order.delivery}</Text>
            {order.address.length > 0 ? (
              <address className="ow-address">
                {order.address.map((line) => (
                  <span dir="auto" key={line}>
                    {line}
                  </span>
                ))}
              </address>
            ) : null}
          </BlockStack>
        </Card>
        {state === 'confirming' ? (
          <Form method="post">
            <Text as="p" tone="subdued">
              If the customer says no, cancel the order in the store: all work on it stops here by
              itself.
            </Text>
            <InlineStack align="end">
              <Button submit variant="primary" loading={busy}>
                The customer says yes
              </Button>
            </InlineStack>
          </Form>
        ) : (
          <Banner tone="info" title="This order does not wait for a confirmation." />
        )}
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
