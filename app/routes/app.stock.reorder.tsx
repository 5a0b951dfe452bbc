import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import {
  Banner,
  BlockStack,
  Button,
  Card,
  EmptyState,
  InlineStack,
  Page,
  Select,
  Text,
  TextField,
} from '@shopify/polaris'
import { useState } from 'react'
import { z } from 'zod'
import { draftOrders, readReorder, stockPlaces } from '../stages/stock/index.server.ts'
import { PageError } from '../ui/page-error.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'stock.order')
  const open = services()
  return { advice: await readReorder(open, shop), places: await stockPlaces(open, shop) }
}

const form = z.object({
  place: z.uuid(),
  items: z.array(z.uuid()),
  pieces: z.array(z.coerce.number().int().min(0).max(1_000_000)),
})

export async function action({ request }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.order')
  const given = await readForm(request)
  const read = form.safeParse({
    place: given.get('place'),
    items: given.getAll('item'),
    pieces: given.getAll('pieces'),
  })
  if (!read.success) return data({ words: 'Give whole numbers of pieces' }, { status: 400 })
  const { place, items, pieces } = read.data
  const chosen = new Map(
    items.flatMap((item, at): [string, number][] => {
      const wanted = pieces[at] ?? 0
      return wanted > 0 ? [[item, wanted]] : []
    }),
  )
  if (chosen.size === 0) return data({ words: 'Choose at least one article' }, { status: 400 })
  const what = { by: person.handle, locationId: place, chosen }
  const made = await draftOrders(services(), shop, what)
  if (made.length === 0) return data({ words: 'That place is not in use' }, { status: 409 })
  return redirect(
    made.length === 1 ? `/app/stock/inbound/${made[0]}` : '/app/stock/inbound?state=draft',
  )
}

/** What should be ordered now, with the figures it comes from, as drafts a supplier each. */
export default function Reorder() {
  const { advice, places } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const busy = useNavigation().state === 'submitting'
  const [place, setPlace] = useState(places[0]?.id ?? '')
  const suppliers = [...new Set(advice.map(({ supplier }) => supplier))]
  return (
    <Page
      title="What to order"
      subtitle="By what was sold, what is free and on its way, and how long an order takes"
    >
      <BlockStack gap="400">
        {answer && <Banner tone="critical" title={answer.words} />}
        {advice.length === 0 ? (
          <Card>
            <EmptyState heading="Nothing has to be ordered now" image="/all-quiet.svg">
              <Text as="p">
                What sells faster than it lasts until an order is here stands here.
              </Text>
            </EmptyState>
          </Card>
        ) : (
          <Form method="post">
            <BlockStack gap="400">
              {suppliers.map((supplier) => (
                <Card key={supplier}>
                  <BlockStack gap="300">
                    <Text as="h2" variant="headingMd">
                      <bdi className="ow-wrap">{supplier || 'Nobody named'}</bdi>
                    </Text>
                    {advice
                      .filter((one) => one.supplier === supplier)
                      .map((one) => (
                        <OneAdvice key={one.itemId} one={one} />
                      ))}
                  </BlockStack>
                </Card>
              ))}
              <InlineStack gap="300" blockAlign="end">
                <Select
                  label="To be brought to"
                  name="place"
                  options={places.map(({ id, name }) => ({ value: id, label: name }))}
                  value={place}
                  onChange={setPlace}
                />
                <Button submit variant="primary" loading={busy}>
                  Make draft orders
                </Button>
              </InlineStack>
            </BlockStack>
          </Form>
        )}
      </BlockStack>
    </Page>
  )
}

interface OneAdviceProps {
  readonly one: {
    readonly itemId: string
    readonly title: string
    readonly sku: string | null
    readonly quantity: number
    readonly reason: string
  }
}

function OneAdvice({ one }: OneAdviceProps) {
  const [pieces, setPieces] = useState(String(one.quantity))
  return (
    <InlineStack gap="300" blockAlign="center" align="space-between">
      <input type="hidden" name="item" value={one.itemId} />
      <span className="ow-row-main ow-grow">
        <Link to={`/app/stock/${one.itemId}`}>
          <bdi className="ow-wrap">{one.title}</bdi>
        </Link>
        <Text as="span" tone="subdued">
          {one.sku ?? 'no SKU'}: {one.reason}
        </Text>
      </span>
      <TextField
        label={`Pieces of ${one.sku ?? one.title}`}
        labelHidden
        name="pieces"
        type="number"
        min={0}
        value={pieces}
        onChange={setPieces}
        autoComplete="off"
      />
    </InlineStack>
  )
}

export const ErrorBoundary = PageError
