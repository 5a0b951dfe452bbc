import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, InlineStack, Page, Select, Text } from '@shopify/polaris'
import { z } from 'zod'
import { readTransfers } from '../journey/jobs.ts'
import { howMany } from '../kernel/how-many.ts'
import { withShop } from '../platform/db.server.ts'
import { enqueue } from '../platform/jobs.server.ts'
import {
  inboundStates,
  listInbound,
  openReceipt,
  openReceipts,
  stockPlaces,
} from '../stages/stock/index.server.ts'
import { useListQuery } from '../ui/list/list-query.ts'
import { Pager } from '../ui/list/pager.tsx'
import { useMay } from '../ui/may.tsx'
import { PageError } from '../ui/page-error.tsx'
import { InboundList } from '../ui/stock/inbound-list.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const pageQuery = z.object({
  q: z.string().trim().max(100).catch(''),
  state: z.enum(inboundStates).catch('open'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'stock.see')
  const open = services()
  const query = pageQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const { rows, more } = await listInbound(open, shop, { ...query, search: query.q })
  const counting = await openReceipts(open, shop)
  return {
    ...{ rows, more, query, places: await stockPlaces(open, shop) },
    counting: counting.map(({ id, number, inbound, place, pieces }) => ({
      ...{ id, number, inbound, place, pieces },
    })),
  }
}

const forms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('receive'), place: z.uuid() }),
  z.object({ intent: z.literal('look') }),
])

export async function action({ request }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.book')
  const read = forms.safeParse(Object.fromEntries(await readForm(request)))
  if (!read.success) return data({ ok: false, words: 'Choose a place' }, { status: 400 })
  const open = services()
  if (read.data.intent === 'look') {
    await withShop(open.db, shop, (tx) =>
      enqueue(tx, readTransfers, { shopId: shop }, { key: `${readTransfers.name}:${shop}` }),
    )
    return data({ ok: true, words: 'The store is asked. What is on its way shows here shortly.' })
  }
  const opened = await openReceipt(open, shop, {
    ...{ inboundId: null, locationId: read.data.place, by: person.handle },
  })
  if (!opened.ok) return data({ ok: false, words: 'That place is not in use' }, { status: 409 })
  return redirect(`/app/stock/receive/${opened.value}`)
}

const stateNames = {
  open: 'To come in',
  draft: 'Drafts',
  done: 'Came in',
  cancelled: 'Given up',
} as const

/** Purchase orders, notices and transfers: what is to come in, what came, and deliveries that are being counted. */
export default function Inbound() {
  const { rows, more, query, places, counting } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const may = useMay()
  const loading = useNavigation().state === 'loading'
  const change = useListQuery()
  return (
    <Page
      title="Goods coming in"
      {...(may('stock.order')
        ? { primaryAction: { content: 'New purchase order', url: '/app/stock/inbound/new' } }
        : {})}
    >
      <BlockStack gap="400">
        {answer && <Banner tone={answer.ok ? 'success' : 'critical'} title={answer.words} />}
        {counting.length > 0 && (
          <Card>
            <BlockStack gap="200">
              <Text as="h2" variant="headingMd">
                Being counted
              </Text>
              <ul className="ow-rows">
                {counting.map((one) => (
                  <li key={one.id}>
                    <span className="ow-row-main">
                      <Link to={`/app/stock/receive/${one.id}`}>{one.number}</Link>
                      <Text as="span" tone="subdued">
                        {[one.inbound, one.place, `${howMany(one.pieces, 'piece')} so far`]
                          .filter(Boolean)
                          .join(', ')}
                      </Text>
                    </span>
                  </li>
                ))}
              </ul>
            </BlockStack>
          </Card>
        )}
        <InboundList
          rows={rows}
          loading={loading}
          search={query.q}
          filter={
            <>
              <Select
                label="Show"
                labelInline
                options={inboundStateOptions}
                value={query.state}
                onChange={(value) => change('state', value)}
              />
              {may('stock.order') && (
                <Button url="/app/stock/inbound/import">Bring in a file</Button>
              )}
            </>
          }
        />
        <Pager page={query.page} more={more} />
        {may('stock.book') && <AtTheDoor places={places} />}
      </BlockStack>
    </Page>
  )
}

const inboundStateOptions = Object.entries(stateNames).map(([value, label]) => ({ value, label }))

/** Goods that nobody announced, and a look at what the store has on its way. */
function AtTheDoor({ places }: { readonly places: readonly { id: string; name: string }[] }) {
  const busy = useNavigation().state === 'submitting'
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Goods nobody announced
        </Text>
        {places.length === 0 && (
          <Text as="p" tone="subdued">
            Your places appear here once the store was read.
          </Text>
        )}
        <InlineStack gap="200">
          {places.map(({ id, name }) => (
            <Form method="post" key={id}>
              <input type="hidden" name="intent" value="receive" />
              <input type="hidden" name="place" value={id} />
              <Button submit loading={busy}>{`Receive at ${name}`}</Button>
            </Form>
          ))}
          <Form method="post">
            <input type="hidden" name="intent" value="look" />
            <Button submit variant="plain" loading={busy}>
              Look for transfers in the store
            </Button>
          </Form>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}

export const ErrorBoundary = PageError
