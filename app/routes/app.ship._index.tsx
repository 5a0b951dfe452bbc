import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data } from '@remix-run/node'
import { useFetcher, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react'
import { BlockStack, Box, Card, Checkbox, EmptyState, Page, Tabs, Text } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { mayDo } from '../journey/permissions.ts'
import { howMany } from '../kernel/how-many.ts'
import { shipmentId } from '../kernel/ids.ts'
import { withShop } from '../platform/db.server.ts'
import { bulkMost, buySuggested, readShippingDesk } from '../stages/ship/index.server.ts'
import { deskViews, labelRefusalWords } from '../stages/ship/index.ts'
import { PageError } from '../ui/page-error.tsx'
import type { ShipAnswer } from '../ui/ship/answer.ts'
import { BulkResult } from '../ui/ship/bulk-result.tsx'
import { DeskRow } from '../ui/ship/desk-row.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'ship.see')
  const open = services()
  const asked = new URL(request.url).searchParams.get('view')
  const view = deskViews.find((one) => one === asked) ?? 'packed'
  const desk = await readShippingDesk(open, shop, view)
  const { timeZone } = await withShop(open.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  )
  return {
    ...desk,
    view,
    timeZone,
    bulkMost,
    mayAct: mayDo(person.role, 'ship.labels_in_bulk'),
    canBuy: open.carriers.keys.length > 0,
    now: new Date().toISOString(),
  }
}

const bulkForm = z.object({
  ids: z.array(z.uuid().transform(shipmentId)).min(1, 'Choose a shipment first').max(bulkMost),
})

export async function action({ request }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'ship.labels_in_bulk')
  const form = await readForm(request)
  const read = bulkForm.safeParse({ ids: form.getAll('shipment') })
  if (!read.success)
    return data<ShipAnswer>(
      {
        kind: 'refused',
        words: `Choose between 1 and ${bulkMost} shipments, and send them together.`,
      },
      { status: 400 },
    )
  const open = services()
  const results = await buySuggested(open, shop, read.data.ids, person.handle)
  const numbers = await withShop(open.db, shop, (tx) =>
    tx.shipment.findMany({
      where: { shopId: shop, id: { in: [...read.data.ids] } },
      select: { id: true, number: true },
    }),
  )
  const numberOf = (id: string) => numbers.find((one) => one.id === id)?.number ?? ''
  const answer: ShipAnswer = {
    kind: 'bulk',
    bought: results.flatMap(({ shipmentId: id, outcome }) =>
      outcome.ok ? [{ id, number: numberOf(id) }] : [],
    ),
    refused: results.flatMap(({ shipmentId: id, outcome }) =>
      outcome.ok ? [] : [{ id, number: numberOf(id), words: labelRefusalWords(outcome.refusal) }],
    ),
  }
  return answer
}

const empty = {
  packed: {
    heading: 'Nothing waits for a label',
    text: 'What packing finishes appears here, due first.',
  },
  labelled: {
    heading: 'The store knows of every label',
    text: 'Shipments stand here for a moment while the store is told, or longer when it refuses.',
  },
  waiting: {
    heading: 'Nothing waits for the carrier',
    text: 'Parcels stand here until the carrier scans them for the first time.',
  },
} as const

/** The shipping desk: what waits for a label, for the store, for the carrier. */
export default function ShippingDesk() {
  const page = useLoaderData<typeof loader>()
  const { rows, counts, view, timeZone, now, mayAct, canBuy, bulkMost: most } = page
  const [, setParams] = useSearchParams()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const fetcher = useFetcher<ShipAnswer>()
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(revalidate, 10_000)
    return () => clearInterval(timer)
  }, [revalidate])
  const ready = rows.filter((row) => view === 'packed' && row.verified && row.stopped.length === 0)
  const offered = ready.slice(0, most)
  const buying = offered.filter((row) => chosen.has(row.id))
  const mayChoose = view === 'packed' && mayAct && canBuy
  const buy = () => {
    const form = new FormData()
    for (const row of buying) form.append('shipment', row.id)
    fetcher.submit(form, { method: 'post', action: '/app/ship?index' })
    setChosen(new Set())
  }
  const choose = (id: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)))
  const labels = howMany(buying.length, 'label')
  return (
    <Page
      title="Ship"
      subtitle="Labels, and what waits for the carrier"
      {...(mayChoose && offered.length > 0
        ? {
            primaryAction: {
              content: buying.length === 0 ? 'Buy labels' : `Buy ${labels}`,
              disabled: buying.length === 0,
              onAction: buy,
              loading: fetcher.state !== 'idle',
            },
          }
        : {})}
    >
      <BlockStack gap="400">
        <BulkResult answer={fetcher.data} />
        <Card padding="0">
          <Tabs
            tabs={[
              { id: 'packed', content: `To label (${counts.packed})` },
              { id: 'labelled', content: `For the store (${counts.labelled})` },
              { id: 'waiting', content: `For the carrier (${counts.waiting})` },
            ]}
            selected={deskViews.indexOf(view)}
            onSelect={(at) => setParams(at === 0 ? {} : { view: deskViews[at] ?? 'packed' })}
          />
          {rows.length === 0 && (
            <EmptyState heading={empty[view].heading} image="/all-quiet.svg">
              <Text as="p">{empty[view].text}</Text>
            </EmptyState>
          )}
          {mayChoose && offered.length > 1 && (
            <Box padding="300" borderBlockEndWidth="025" borderColor="border">
              <Checkbox
                label={`Choose all ${offered.length}, each with the suggested service`}
                checked={
                  buying.length === 0 ? false : buying.length === offered.length || 'indeterminate'
                }
                onChange={(on) => setChosen(new Set(on ? offered.map((row) => row.id) : []))}
              />
            </Box>
          )}
          {rows.map((row) => (
            <DeskRow
              key={row.id}
              row={row}
              now={now}
              timeZone={timeZone}
              chosen={mayChoose ? chosen.has(row.id) : null}
              choose={(on) => choose(row.id, on)}
            />
          ))}
        </Card>
        {rows.length < counts[view] && (
          <Text as="p" tone="subdued">
            The first {rows.length} of {counts[view]}, due first.
          </Text>
        )}
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
