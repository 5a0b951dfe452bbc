import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import {
  Form,
  useActionData,
  useLoaderData,
  useNavigation,
  useSearchParams,
} from '@remix-run/react'
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  EmptyState,
  InlineStack,
  Link,
  Page,
  Pagination,
  Select,
  Text,
} from '@shopify/polaris'
import { z } from 'zod'
import { planFloor } from '../journey/jobs.ts'
import { showInstant } from '../journey/show-time.ts'
import { withShop } from '../platform/db.server.ts'
import { enqueue } from '../platform/jobs.server.ts'
import { listTasks, taskKinds } from '../stages/stock/index.server.ts'
import { May } from '../ui/may.tsx'
import { ownerName } from '../ui/owner-name.ts'
import { PageError } from '../ui/page-error.tsx'
import { taskNames, taskWords } from '../ui/stock/task-words.ts'
import { listPeople } from '../wiring/people.server.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const pageQuery = z.object({
  kind: z.enum(taskKinds).nullable().catch(null),
  state: z.enum(['open', 'done']).catch('open'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'stock.see')
  const open = services()
  const query = pageQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const { rows, more, open: counts } = await listTasks(open, shop, query)
  const { timeZone } = await open.db.shop.findUniqueOrThrow({
    where: { id: shop },
    select: { timeZone: true },
  })
  const names = new Map((await listPeople(open, shop)).map((one) => [one.handle, one.name]))
  const now = Date.now()
  return {
    ...{ more, counts, query, timeZone },
    rows: rows.map((row) => ({
      ...row,
      isLate: row.state !== 'done' && row.dueAt.getTime() < now,
      dueAt: row.dueAt.toISOString(),
      doneAt: row.doneAt?.toISOString() ?? null,
      doneBy: row.doneBy && (names.get(row.doneBy) ?? ownerName(row.doneBy)),
    })),
  }
}

/** Asks what is due on the floor now, without waiting for the hour. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await signedIn(request, 'stock.book')
  if ((await readForm(request)).get('intent') !== 'plan')
    return data({ ok: false, words: 'This form is not complete' }, { status: 400 })
  await withShop(services().db, shop, (tx) =>
    enqueue(tx, planFloor, { shopId: shop }, { key: `${planFloor.name}:${shop}` }),
  )
  return data({ ok: true, words: 'What is due shows here shortly: load the page again.' })
}

/** What is to be done with goods: put away, counted, refilled, looked at, named. */
export default function Tasks() {
  const { rows, more, counts, query, timeZone } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [, setParams] = useSearchParams()
  const { state } = useNavigation()
  const change = (name: string, value: string) =>
    setParams((before) => {
      const after = new URLSearchParams(before)
      if (value) after.set(name, value)
      else after.delete(name)
      if (name !== 'page') after.delete('page')
      return after
    })
  return (
    <Page
      title="Tasks of the floor"
      subtitle="Put away, count, refill, look at"
      backAction={{ content: 'Stock', url: '/app/stock' }}
      secondaryActions={[{ content: 'Goods coming in', url: '/app/stock/inbound' }]}
    >
      <BlockStack gap="400">
        {answer && <Banner tone={answer.ok ? 'success' : 'critical'} title={answer.words} />}
        <Card padding="0">
          <Box padding="300">
            <InlineStack gap="200">
              <Select
                label="Kind"
                labelInline
                options={[
                  { value: '', label: 'All kinds' },
                  ...taskNames.map(({ value, label }) => ({
                    value,
                    label: `${label} (${counts[value] ?? 0})`,
                  })),
                ]}
                value={query.kind ?? ''}
                onChange={(value) => change('kind', value)}
              />
              <Select
                label="Show"
                labelInline
                options={[
                  { value: 'open', label: 'To do' },
                  { value: 'done', label: 'Done' },
                ]}
                value={query.state}
                onChange={(value) => change('state', value)}
              />
            </InlineStack>
          </Box>
          {rows.length === 0 ? (
            <EmptyState heading="Nothing to do here" image="/all-quiet.svg">
              <Text as="p">
                Goods that came in, bins whose turn it is, and pick bins that run low stand here.
              </Text>
            </EmptyState>
          ) : (
            <ul className="ow-rows" aria-busy={state === 'loading'}>
              {rows.map((row) => (
                <li key={row.id} className="ow-row">
                  <span className="ow-row-main">
                    <InlineStack gap="200" blockAlign="center">
                      <Link url={`/app/stock/tasks/${row.id}`}>{taskWords(row)}</Link>
                      {row.state === 'approval' && <Badge tone="attention">To decide</Badge>}
                      {row.isLate && <Badge tone="critical">Overdue</Badge>}
                    </InlineStack>
                    <Text as="span" tone="subdued">
                      <bdi className="ow-wrap">{row.reason}</bdi>
                    </Text>
                    <Text as="span" tone="subdued" variant="bodySm">
                      {row.doneAt
                        ? `${showInstant(row.doneAt, 'en', timeZone)}, ${row.doneBy}`
                        : `${row.place}, due ${showInstant(row.dueAt, 'en', timeZone)}`}
                    </Text>
                  </span>
                  {row.quantity !== null && (
                    <span className="ow-tally">{row.quantity - row.doneQuantity}</span>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Card>
        {(more || query.page > 1) && (
          <InlineStack align="center">
            <Pagination
              hasPrevious={query.page > 1}
              onPrevious={() => change('page', String(query.page - 1))}
              hasNext={more}
              onNext={() => change('page', String(query.page + 1))}
              label={`Page ${query.page}`}
            />
          </InlineStack>
        )}
        <May deed="stock.book">
          <Form method="post">
            <input type="hidden" name="intent" value="plan" />
            <Button submit loading={state === 'submitting'}>
              See what is due now
            </Button>
          </Form>
        </May>
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
