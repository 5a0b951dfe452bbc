import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import {
  Form,
  useActionData,
  useLoaderData,
  useNavigation,
  useSearchParams,
} from '@remix-run/react'
import {
  Banner,
  BlockStack,
  Button,
  Card,
  EmptyState,
  List,
  Page,
  Select,
  Text,
} from '@shopify/polaris'
import { useState } from 'react'
import { z } from 'zod'
import { mayDo } from '../journey/permissions.ts'
import { howMany } from '../kernel/how-many.ts'
import { choosePolicy, importMap, readFloor } from '../stages/pick/index.server.ts'
import { fileWords } from '../stages/pick/index.ts'
import { PageError } from '../ui/page-error.tsx'
import { drawFloor } from '../ui/warehouse/draw-floor.ts'
import { FloorMap } from '../ui/warehouse/floor-map.tsx'
import { ImportCard } from '../ui/warehouse/import-card.tsx'
import { WalkCard } from '../ui/warehouse/walk-card.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const asked = z.object({
  place: z.uuid().nullable().catch(null),
  tour: z.uuid().nullable().catch(null),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.see')
  const query = asked.parse(Object.fromEntries(new URL(request.url).searchParams))
  const floor = await readFloor(services(), shop, { locationId: query.place, tourId: query.tour })
  return { floor, mayChange: mayDo(person.role, 'settings.change') }
}

const forms = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('import'),
    place: z.uuid(),
    text: z.string().min(1),
    replace: z.literal('yes').optional(),
  }),
  z.object({
    intent: z.literal('policy'),
    place: z.uuid(),
    policy: z.enum(['shortest', 's_shape', 'largest_gap']),
  }),
])

/** Rows that are named one by one; the rest are counted. */
const namedRows = 50

/** Brings a map in, or chooses how walks are planned. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await signedIn(request, 'settings.change')
  const form = forms.safeParse(Object.fromEntries(await readForm(request)))
  if (!form.success)
    return data({ ok: false, words: 'This form is not complete', bad: [] }, { status: 400 })
  const { place: locationId } = form.data
  if (form.data.intent === 'policy') {
    const ok = await choosePolicy(services(), shop, { locationId, policy: form.data.policy })
    return data({ ok, words: ok ? 'Walks are planned so from now on' : 'There is no map', bad: [] })
  }
  const answer = await importMap(services(), shop, {
    locationId,
    text: form.data.text,
    replace: form.data.replace === 'yes',
  })
  if (!answer.ok) {
    const words =
      answer.refusal.kind === 'no_such_place' ? 'There is no such place' : fileWords(answer.refusal)
    return data({ ok: false, words, bad: [] }, { status: 409 })
  }
  const { bins, newBins, parts, bad } = answer.value
  const words = `${howMany(bins, 'bin')} (${newBins} new) and ${howMany(parts, 'other part')} are on the map; ${howMany(bad.length, 'row')} could not be used`
  return data({ ok: true, words, bad: bad.slice(0, namedRows) })
}

/** The floor from above; with a tour, its walk, step by step. */
export default function Warehouse() {
  const { floor, mayChange } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? null
  const [, setParams] = useSearchParams()
  const { places, placeId, map, tour, bins } = floor
  return (
    <Page
      title={tour ? `Tour ${tour.number} on the map` : 'Warehouse'}
      subtitle={tour ? '' : 'Where the bins lie, and how walks are planned'}
      {...(tour ? { backAction: { content: 'Tour', url: `/app/pick/${tour.id}` } } : {})}
    >
      <BlockStack gap="400">
        {!tour && places.length > 1 && (
          <div className="ow-inset">
            <Select
              label="Place"
              options={places.map(({ id, name }) => ({ label: name, value: id }))}
              value={placeId ?? ''}
              onChange={(place) => setParams({ place })}
            />
          </div>
        )}
        {map && map.faults.length > 0 && (
          <Banner tone="warning" title="No walk can be planned on this map yet">
            <List>
              {map.faults.map((words) => (
                <List.Item key={words}>{words}</List.Item>
              ))}
            </List>
          </Banner>
        )}
        {map ? (
          <MapCard key={tour?.id ?? placeId} floor={floor} />
        ) : (
          <Card>
            <EmptyState heading="No map of this place yet" image="/nothing-here.svg">
              <Text as="p">
                Tours follow the order of the bins until the app knows where they lie.
              </Text>
            </EmptyState>
          </Card>
        )}
        {!tour && map && (
          <div className="ow-inset">
            <Text
              as="p"
              tone="subdued"
            >{`${bins.placed} of ${bins.all} bins are on the map.`}</Text>
          </div>
        )}
        {!tour && map && mayChange && placeId && (
          <PolicyCard placeId={placeId} policy={map.policy} />
        )}
        {!tour && mayChange && placeId && <ImportCard placeId={placeId} answer={answer} />}
      </BlockStack>
    </Page>
  )
}

type Floor = ReturnType<typeof useLoaderData<typeof loader>>['floor']

function MapCard({ floor: { map, tour } }: { readonly floor: Floor }) {
  const walk = tour?.walk && tour.walk.how !== 'plain' ? tour.walk : null
  const ways = walk?.directions ?? []
  const current = ways.findIndex((way) => !way.isEnd && way.to === tour?.currentBin)
  const [at, setAt] = useState(current < 0 ? ways.length - 1 : current)
  if (!map) return null
  const goods = new Map(tour?.stops.map((stop) => [stop.bin, stop.goods]))
  const label = tour ? `The walk of tour ${tour.number} on the floor` : 'The floor from above'
  return (
    <BlockStack gap="400">
      {tour && (
        <WalkCard
          tour={tour}
          at={at}
          onGo={setAt}
          ways={ways.map((way) => ({ ...way, goods: way.isEnd ? [] : (goods.get(way.to) ?? []) }))}
        />
      )}
      <Card padding="200">
        <FloorMap floor={drawFloor(map.plan, ways, tour ? at : -1)} label={label} />
      </Card>
    </BlockStack>
  )
}

function PolicyCard({ placeId, policy }: { readonly placeId: string; readonly policy: string }) {
  const [chosen, setChosen] = useState(policy)
  const busy = useNavigation().state !== 'idle'
  return (
    <Card>
      <Form method="post">
        <input type="hidden" name="intent" value="policy" />
        <input type="hidden" name="place" value={placeId} />
        <BlockStack gap="300">
          <Select
            label="How tours walk"
            name="policy"
            value={chosen}
            onChange={setChosen}
            options={[
              { value: 'shortest', label: 'The shortest walk' },
              { value: 's_shape', label: 'S-shape: through every aisle, easy to remember' },
              { value: 'largest_gap', label: 'Largest gap: into the aisles from both ends' },
            ]}
            helpText="Simple ways are easier to remember and longer to walk."
          />
          <div>
            <Button submit loading={busy} disabled={chosen === policy}>
              Save
            </Button>
          </div>
        </BlockStack>
      </Form>
    </Card>
  )
}

export const ErrorBoundary = PageError
