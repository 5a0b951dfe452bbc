import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Badge, Banner, BlockStack, Layout, Page } from '@shopify/polaris'
import { z } from 'zod'
import { withShop } from '../platform/db.server.ts'
import { decidePair, readDuplicate } from '../stages/check/index.server.ts'
import { DecidePairCard } from '../ui/duplicates/decide-pair-card.tsx'
import { ReasonsCard } from '../ui/duplicates/reasons-card.tsx'
import { SideBySide } from '../ui/duplicates/side-by-side.tsx'
import { May } from '../ui/may.tsx'
import { PageError } from '../ui/page-error.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'duplicates.see')
  const open = services()
  const pair = await readDuplicate(open, shop, params['id'] ?? '')
  if (!pair) throw new Response(null, { status: 404 })
  const { timeZone } = await withShop(open.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  )
  return { ...pair, timeZone }
}

const decision = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dismiss') }),
  z.object({ kind: z.literal('combine') }),
  z.object({
    kind: z.literal('cancel'),
    which: z.enum(['first', 'later']),
    refund: z.literal('on').optional(),
  }),
])

/** A person decides what two alike orders are. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'duplicates.decide')
  const read = decision.safeParse(Object.fromEntries(await readForm(request)))
  if (!read.success) return data({ kind: 'bad_form' as const, why: '' }, { status: 400 })
  const asked = read.data
  const answer = await decidePair(services(), shop, params['id'] ?? '', {
    decision: asked.kind === 'cancel' ? { ...asked, refund: asked.refund === 'on' } : asked,
    by: person.handle,
  })
  if (answer.ok) return { kind: answer.value, why: '' }
  const why = 'why' in answer.refusal ? answer.refusal.why : ''
  return data({ kind: answer.refusal.kind, why }, { status: 409 })
}

const words = {
  dismiss: 'Noted: two orders. They are not asked about again.',
  combine: 'Both go in one parcel: the later one is put into the earlier one’s box.',
  cancel: 'The store is asked to cancel it.',
  bad_form: 'The form could not be read. Load the page again and try once more.',
  no_such_pair: 'These two are not compared any more.',
  decided_before: 'Somebody decided about these two before you.',
  cannot_combine: 'They cannot go in one parcel',
} as const
const states: Readonly<Record<string, string>> = {
  dismissed: 'Two orders',
  combined: 'In one parcel',
  cancelled: 'One is cancelled',
  over: 'No longer alike',
}

/** Two orders side by side: what is the same, what differs, and what to do about it. */
export default function Duplicate() {
  const { first, later, score, reasons, combine, state, timeZone } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const done = answer && ['dismiss', 'combine', 'cancel'].includes(answer.kind)
  return (
    <Page
      title={`${later.name} and ${first.name}`}
      backAction={{ content: 'Duplicates', url: '/app/duplicates' }}
      {...(states[state] ? { titleMetadata: <Badge>{states[state]}</Badge> } : {})}
    >
      <BlockStack gap="400">
        {answer && (
          <Banner
            tone={done ? 'success' : 'critical'}
            title={answer.why ? `${words[answer.kind]}: ${answer.why}.` : words[answer.kind]}
          />
        )}
        <Layout>
          <Layout.Section>
            <SideBySide first={first} later={later} timeZone={timeZone} />
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <ReasonsCard score={score} reasons={reasons} />
              {state === 'open' && (
                <May deed="duplicates.decide">
                  <DecidePairCard first={first.name} later={later.name} cannotCombine={combine} />
                </May>
              )}
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
