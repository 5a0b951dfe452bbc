import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import {
  BlockStack,
  Box,
  Card,
  EmptyState,
  InlineStack,
  Page,
  Select,
  Tabs,
  Text,
} from '@shopify/polaris'
import { z } from 'zod'
import { readDepartmentNotes } from '../journey/order-notes.server.ts'
import { mayDo } from '../journey/permissions.ts'
import { orderId, shipmentId } from '../kernel/ids.ts'
import { withShop } from '../platform/db.server.ts'
import { confirmOrder } from '../stages/confirm/index.server.ts'
import { acknowledgeWork, finishWork, listWork } from '../stages/distribute/index.server.ts'
import { departments } from '../stages/distribute/index.ts'
import { closeCareCall } from '../stages/feedback/index.server.ts'
import { answerChase } from '../stages/track/index.server.ts'
import { useListQuery } from '../ui/list/list-query.ts'
import { Pager } from '../ui/list/pager.tsx'
import { ownerName } from '../ui/owner-name.ts'
import { PageError } from '../ui/page-error.tsx'
import { WorkRow } from '../ui/work/work-row.tsx'
import { listPeople } from '../wiring/people.server.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { refuseUnlessMay, signedIn } from '../wiring/signed-in.server.ts'

/** Unknown words are ignored, so that an old bookmark still opens. */
const workQuery = z.object({
  department: z.enum(departments).nullable().catch(null),
  show: z.enum(['open', 'done']).catch('open'),
  order: z.uuid().transform(orderId).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'work.see')
  const open = services()
  const query = workQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const list = await listWork(open, shop, {
    department: query.department,
    orderId: query.order,
    done: query.show === 'done',
    page: query.page,
  })
  const names = new Map((await listPeople(open, shop)).map((one) => [one.handle, one.name]))
  const { timeZone, orderName } = await withShop(open.db, shop, async (tx) => ({
    ...(await tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } })),
    orderName: query.order
      ? (
          await tx.order.findUnique({
            where: { shopId_id: { shopId: shop, id: query.order } },
            select: { name: true },
          })
        )?.name
      : undefined,
  }))
  const notes = await readDepartmentNotes(
    open,
    shop,
    [...new Set(list.rows.map((row) => row.orderId))],
    null,
  )
  const notesFor = (row: { readonly orderId: string; readonly department: string }) =>
    notes.flatMap(({ orderId: order, departments: whose, text }) =>
      order === row.orderId && (whose.length === 0 || whose.includes(row.department)) ? [text] : [],
    )
  const nameOf = (by: string | null) => (by === null ? null : (names.get(by) ?? ownerName(by)))
  return {
    rows: list.rows.map((row) => ({
      ...row,
      notes: notesFor(row),
      dueAt: row.dueAt.toISOString(),
      doneAt: row.doneAt?.toISOString() ?? null,
      assignee: nameOf(row.assignee),
      isMine: row.assignee === person.handle,
      doneBy: nameOf(row.doneBy),
    })),
    more: list.more,
    open: list.open,
    query,
    orderName: orderName ?? null,
    mayAct: mayDo(person.role, 'work.do'),
    timeZone,
    now: new Date().toISOString(),
  }
}

const work = z.uuid()
const outcome = z.string().trim().min(1).max(1_000)
const forms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('take'), work }),
  z.object({ intent: z.literal('done'), work, outcome }),
  z.object({ intent: z.literal('care'), work, outcome }),
  z.object({ intent: z.literal('confirm'), order: z.uuid().transform(orderId) }),
  z.object({
    intent: z.literal('chase'),
    shipment: z.uuid().transform(shipmentId),
    found: z.enum(['wait', 'delivered', 'came_back']),
    until: z.coerce.date().optional(),
  }),
])

export async function action({ request }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'work.do')
  const open = services()
  const read = forms.safeParse(Object.fromEntries(await readForm(request)))
  if (!read.success) return data({ kind: 'bad_form' as const }, { status: 400 })
  const form = read.data
  const by = person.handle
  switch (form.intent) {
    case 'take': {
      const answer = await acknowledgeWork(open, shop, form.work, by)
      return answer.ok ? { kind: 'taken' as const } : data(answer.refusal, { status: 409 })
    }
    case 'done': {
      const answer = await finishWork(open, shop, form.work, { by, outcome: form.outcome })
      return answer.ok ? { kind: 'done' as const } : data(answer.refusal, { status: 409 })
    }
    case 'care': {
      refuseUnlessMay(person, 'feedback.call')
      const call = { id: form.work, outcome: form.outcome, by }
      return (await closeCareCall(open, shop, call))
        ? { kind: 'done' as const }
        : data({ kind: 'closed' as const }, { status: 409 })
    }
    case 'confirm': {
      refuseUnlessMay(person, 'orders.confirm')
      const answer = await confirmOrder(open, shop, form.order, { by })
      return answer.ok ? { kind: 'done' as const } : data(answer.refusal, { status: 409 })
    }
    case 'chase': {
      refuseUnlessMay(person, 'ship.label')
      const answer = await answerChase(open, shop, form.shipment, {
        answer:
          form.found === 'wait'
            ? { kind: 'wait', until: form.until ?? new Date(0) }
            : { kind: form.found },
        by,
      })
      return answer.ok ? { kind: 'done' as const } : data(answer.refusal, { status: 409 })
    }
  }
}

/** What each department is asked to do, due first. */
export default function Work() {
  const { rows, more, open, query, orderName, mayAct, timeZone, now } =
    useLoaderData<typeof loader>()
  const loading = useNavigation().state === 'loading'
  const change = useListQuery()
  const all = Object.values(open).reduce((sum, count) => sum + count, 0)
  const tabs = [
    { id: 'all', content: `All (${all})` },
    ...departments.map((id) => ({ id, content: `${ownerName(id)} (${open[id]})` })),
  ]
  const isDone = query.show === 'done'
  return (
    <Page
      title={orderName ? `Work on ${orderName}` : 'Work orders'}
      {...(query.order
        ? { backAction: { content: 'Order', url: `/app/orders/${query.order}` } }
        : { subtitle: 'What each department is asked to do, and by when' })}
    >
      <Card padding="0">
        <Tabs
          tabs={tabs}
          selected={Math.max(
            0,
            tabs.findIndex((tab) => tab.id === query.department),
          )}
          onSelect={(at) => change('department', at === 0 ? '' : (tabs[at]?.id ?? ''))}
        />
        <Box padding="300" borderBlockEndWidth="025" borderColor="border">
          <InlineStack gap="200">
            <Select
              label="Show"
              labelInline
              options={[
                { label: 'Open', value: 'open' },
                { label: 'Closed', value: 'done' },
              ]}
              value={query.show}
              onChange={(value) => change('show', value === 'open' ? '' : value)}
            />
          </InlineStack>
        </Box>
        <BlockStack>
          {rows.length === 0 && (
            <EmptyState
              heading={isDone ? 'Nothing was closed yet' : 'Nothing to do here'}
              image="/all-quiet.svg"
              {...(query.order ? { action: { content: 'Show all work', url: '/app/work' } } : {})}
            >
              <Text as="p">
                {isDone
                  ? 'Work that was done, or is not needed any more, is kept here.'
                  : 'Each department gets its part of an order here, with its date.'}
              </Text>
            </EmptyState>
          )}
          <div aria-busy={loading}>
            {rows.map((row) => (
              <WorkRow key={row.id} work={row} mayAct={mayAct} now={now} timeZone={timeZone} />
            ))}
          </div>
        </BlockStack>
        <Pager page={query.page} more={more} />
      </Card>
    </Page>
  )
}

export const ErrorBoundary = PageError
