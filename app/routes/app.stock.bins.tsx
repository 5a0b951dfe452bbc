import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Banner, BlockStack, Page, Select } from '@shopify/polaris'
import { z } from 'zod'
import { howMany } from '../kernel/how-many.ts'
import {
  binKinds,
  changeBin,
  listBins,
  makeBins,
  stockPlaces,
} from '../stages/stock/index.server.ts'
import { useListQuery } from '../ui/list/list-query.ts'
import { Pager } from '../ui/list/pager.tsx'
import { useMay } from '../ui/may.tsx'
import { PageError } from '../ui/page-error.tsx'
import { BinsList, MakeBins } from '../ui/stock/bins-list.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const pageQuery = z.object({
  q: z.string().trim().max(30).catch(''),
  place: z.uuid().nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'stock.see')
  const open = services()
  const query = pageQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const places = await stockPlaces(open, shop)
  const locationId = query.place ?? places[0]?.id ?? null
  const { rows, more } = locationId
    ? await listBins(open, shop, { locationId, search: query.q, page: query.page })
    : { rows: [], more: false }
  return {
    ...{ places, more, query, locationId },
    rows: rows.map(({ countedAt, ...row }) => ({
      ...row,
      countedAt: countedAt?.toISOString() ?? null,
    })),
  }
}

const limit = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : Number(text)))
  .pipe(z.number().int().min(1).max(10_000_000).nullable())
const litres = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : Math.round(Number(text.replace(',', '.')) * 1_000)))
  .pipe(z.number().int().min(1).max(100_000_000).nullable())
const holds = { kind: z.enum(binKinds), maxPieces: limit, litres }
const forms = z.discriminatedUnion('intent', [
  z.object({
    ...{ intent: z.literal('make'), place: z.uuid(), range: z.string().max(200), ...holds },
  }),
  z.object({
    ...{ intent: z.literal('change'), bin: z.uuid(), ...holds },
    active: z.literal('on').optional(),
  }),
])

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await signedIn(request, 'stock.plan')
  const read = forms.safeParse(Object.fromEntries(await readForm(request)))
  if (!read.success)
    return data(
      { ok: false, words: 'Give whole pieces and litres, or leave them out' },
      { status: 400 },
    )
  const { kind, maxPieces, litres: maxMl } = read.data
  const takes = { kind, maxPieces, maxMl }
  if (read.data.intent === 'make') {
    const { place: locationId, range } = read.data
    const made = await makeBins(services(), shop, { locationId, range, ...takes })
    if (!made.ok) return data({ ok: false, words: made.refusal }, { status: 409 })
    const { made: count, known } = made.value
    return data({
      ok: true,
      words: `${howMany(count, 'bin')} made${known > 0 ? `, ${known} were there already` : ''}`,
    })
  }
  const changed = await changeBin(services(), shop, {
    ...{ binId: read.data.bin, active: read.data.active === 'on', ...takes },
  })
  return changed.ok
    ? data({ ok: true, words: 'Saved' })
    : data({ ok: false, words: changed.refusal }, { status: 409 })
}

/** Bins of a place: made in ranges, what each takes, and their labels. */
export default function Bins() {
  const { rows, more, places, query, locationId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const may = useMay()
  const change = useListQuery()
  return (
    <Page title="Bins and labels">
      <BlockStack gap="400">
        {answer && <Banner tone={answer.ok ? 'success' : 'critical'} title={answer.words} />}
        {may('stock.plan') && locationId && <MakeBins place={locationId} />}
        <BinsList
          rows={rows}
          mayChange={may('stock.plan')}
          search={query.q}
          filter={
            <Select
              label="Place"
              labelInline
              options={places.map(({ id, name }) => ({ value: id, label: name }))}
              value={locationId ?? ''}
              onChange={(value) => change('place', value)}
            />
          }
        />
        <Pager page={query.page} more={more} />
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
