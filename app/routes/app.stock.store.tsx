import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Banner, BlockStack, Page } from '@shopify/polaris'
import { z } from 'zod'
import { checkLedger, compareStock } from '../journey/jobs.ts'
import { mayDo } from '../journey/permissions.ts'
import { ProviderRefused, ProviderUnavailable } from '../kernel/faults.ts'
import { withShop } from '../platform/db.server.ts'
import { enqueue } from '../platform/jobs.server.ts'
import {
  pushOurFigure,
  readDifferences,
  readLedgerCheck,
  takeStoreFigure,
} from '../stages/stock/index.server.ts'
import { Pager } from '../ui/list/pager.tsx'
import { PageError } from '../ui/page-error.tsx'
import { DifferencesCard } from '../ui/stock/differences-card.tsx'
import { LedgerCheckCard } from '../ui/stock/ledger-check-card.tsx'
import { type SettleAnswer, settleWords } from '../ui/stock/settle-words.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.see')
  const open = services()
  const { page } = pageQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const [differences, check, { timeZone }] = [
    await readDifferences(open, shop, page),
    await readLedgerCheck(open, shop),
    await open.db.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  ]
  return {
    page,
    timeZone,
    more: differences.more,
    compared: differences.compared,
    comparedAt: differences.newest?.toISOString() ?? null,
    rows: differences.rows.map((row) => ({
      ...row,
      readAt: row.readAt.toISOString(),
      formKey: `by_hand:${randomUUID()}`,
    })),
    check: check && {
      ...check,
      startedAt: check.startedAt.toISOString(),
      finishedAt: check.finishedAt?.toISOString() ?? null,
    },
    maySettle: mayDo(person.role, 'stock.settle'),
  }
}

const settling = {
  key: z.string().regex(/^by_hand:[0-9a-f-]{36}$/),
  item: z.uuid(),
  place: z.uuid(),
  pieces: z.coerce.number().int(),
}
const forms = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('compare') }),
  z.object({ deed: z.literal('check') }),
  z.object({ deed: z.literal('take'), ...settling }),
  z.object({ deed: z.literal('push'), ...settling }),
])

export async function action({ request }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.settle')
  const read = forms.safeParse(Object.fromEntries(await readForm(request)))
  if (!read.success) return data<SettleAnswer>({ kind: 'bad_form' }, { status: 400 })
  const form = read.data
  if (form.deed === 'compare' || form.deed === 'check') {
    const job = form.deed === 'compare' ? compareStock : checkLedger
    await withShop(services().db, shop, (tx) =>
      enqueue(tx, job, { shopId: shop }, { key: `${job.name}:${shop}` }),
    )
    return data<SettleAnswer>({ kind: 'asked' })
  }
  const { key, item: itemId, place: locationId, pieces } = form
  const what = { key, by: person.handle, itemId, locationId, pieces }
  const settle = form.deed === 'take' ? takeStoreFigure : pushOurFigure
  return settleAnswer(settle(services(), shop, what))
}

/** What the page is told of a settling: refused, or the store could not be asked. */
async function settleAnswer(settling: ReturnType<typeof pushOurFigure>) {
  try {
    const answer = await settling
    return answer.ok
      ? data<SettleAnswer>({ kind: answer.value })
      : data<SettleAnswer>(answer.refusal, { status: 409 })
  } catch (fault) {
    if (fault instanceof ProviderUnavailable)
      return data<SettleAnswer>({ kind: 'no_answer' }, { status: 503 })
    if (fault instanceof ProviderRefused)
      return data<SettleAnswer>(
        { kind: 'store_refused', words: fault.reasons.join('; ') },
        { status: 409 },
      )
    throw fault
  }
}

/** Where the store counts other pieces than the ledger, and whether the ledger agrees with itself. */
export default function StoreAndLedger() {
  const { rows, more, page, compared, comparedAt, check, timeZone, maySettle } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page title="Store and ledger" subtitle="Where the store counts other pieces than your shelves">
      <BlockStack gap="400">
        {answer && <Banner {...settleWords(answer)} />}
        <DifferencesCard {...{ rows, compared, comparedAt, timeZone, maySettle }} />
        <Pager page={page} more={more} />
        <LedgerCheckCard {...{ check, timeZone, maySettle }} />
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
