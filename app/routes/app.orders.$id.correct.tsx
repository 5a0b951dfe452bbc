import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Banner, BlockStack, List, Page, Text } from '@shopify/polaris'
import { noteDataSeen } from '../journey/audit/data-seen.server.ts'
import { isUuid, orderId } from '../kernel/ids.ts'
import { correctOrder, readCorrection } from '../stages/check/index.server.ts'
import { readCorrectionPost } from '../stages/check/index.ts'
import { CorrectionForm } from '../ui/orders/correction-form.tsx'
import { PageError } from '../ui/page-error.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const known = (raw: string | undefined) => {
  if (!raw || !isUuid(raw)) throw new Response(null, { status: 404 })
  return orderId(raw)
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'orders.correct')
  const all = new URL(request.url).searchParams.get('all') === 'yes'
  const id = known(params['id'])
  const page = await readCorrection(services(), shop, id, {
    all,
    typed: {},
    problems: [],
    forOffice: true,
  })
  if (!page) throw new Response(null, { status: 404 })
  await noteDataSeen(services().db, shop, [id])
  return { page, id, all }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'orders.correct')
  const id = known(params['id'])
  const post = readCorrectionPost(await readForm(request))
  if (!post) return data({ kind: 'bad_form' as const, page: null }, { status: 400 })
  const { answers, waive, insist } = post
  const asked = { answers, waive, insist, by: person.handle }
  const taken = await correctOrder(services(), shop, id, asked)
  if (taken.ok) return redirect(`/app/orders/${id}`)
  if (taken.refusal.kind !== 'not_yet')
    return data({ kind: taken.refusal.kind, page: null }, { status: 409 })
  const { problems } = taken.refusal
  const all = new URL(request.url).searchParams.get('all') === 'yes'
  const page = await readCorrection(services(), shop, id, {
    all,
    typed: answers,
    problems,
    forOffice: true,
  })
  return data({ kind: 'not_yet' as const, page }, { status: 409 })
}

const words = {
  bad_form: 'The form could not be read. Please try again.',
  no_such_order: 'This order is not there any more.',
  not_waiting: 'Nothing is asked any more: the order went on, or was cancelled.',
  link_used: 'This link was used already.',
  not_yet: 'Nothing was saved: something is still missing or wrong.',
} as const

/** The office completes what is missing on an order, from a call with the customer or by its own decision. */
export default function CorrectOrder() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const page = answer?.page ?? loaded.page
  return (
    <Page
      title={`Complete ${page.orderName}`}
      backAction={{ content: page.orderName, url: `/app/orders/${loaded.id}` }}
    >
      <BlockStack gap="400">
        {answer ? <Banner tone="critical" title={words[answer.kind]} /> : null}
        {!answer && page.waiting && page.missing.length > 0 ? (
          <Banner tone="warning" title="The order waits for:">
            <List>
              {page.missing.map(({ word, text, forCustomer }) => (
                <List.Item key={word}>
                  {text}
                  {forCustomer ? '' : ' (for the shop to decide)'}
                </List.Item>
              ))}
            </List>
          </Banner>
        ) : null}
        {page.waiting ? (
          <CorrectionForm
            key={page.fields.map(({ name }) => name).join()}
            fields={page.fields}
            missing={page.missing}
            busy={busy}
          />
        ) : (
          <Banner tone="info" title="Nothing is missing on this order." />
        )}
        {page.waiting && !loaded.all ? (
          <Text as="p">
            <Link to="?all=yes">Show every detail</Link>
          </Text>
        ) : null}
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
