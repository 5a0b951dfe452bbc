import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, Page, Text } from '@shopify/polaris'
import type { ItemFacts } from '../journey/item-facts.ts'
import { mayDo } from '../journey/permissions.ts'
import { isUuid } from '../kernel/ids.ts'
import { readItem, saveItemFacts } from '../stages/pack/index.server.ts'
import { decideItemFacts } from '../stages/pack/index.ts'
import { ItemFactsFields } from '../ui/cartons/item-facts-fields.tsx'
import { PageError } from '../ui/page-error.tsx'
import { listPeople } from '../wiring/people.server.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.see')
  const open = services()
  const id = params['item'] ?? ''
  const item = isUuid(id) ? await readItem(open, shop, id) : null
  if (!item) throw new Response(null, { status: 404 })
  const { measured, facts, ...rest } = item
  const people = measured ? await listPeople(open, shop) : []
  const by = people.find((one) => one.handle === measured?.by)?.name ?? 'Somebody'
  return {
    ...rest,
    facts: shownFacts(facts),
    measured: measured && `${by}, ${measured.at.toISOString().slice(0, 10)}`,
    mayChange: mayDo(person.role, 'stock.book'),
  }
}

/** Only what the form shows goes to the page. */
const shownFacts = (facts: ItemFacts): ItemFacts => ({
  ...{ lengthMm: facts.lengthMm, widthMm: facts.widthMm, heightMm: facts.heightMm },
  ...{ standsOnLength: facts.standsOnLength, standsOnWidth: facts.standsOnWidth },
  ...{ standsOnHeight: facts.standsOnHeight, bearsGrams: facts.bearsGrams, nestMm: facts.nestMm },
  ...{ shipsAlone: facts.shipsAlone, hazmatClass: facts.hazmatClass },
  ...{ packTogether: facts.packTogether, packApart: facts.packApart },
  ownPackaging: facts.ownPackaging,
})

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.book')
  const id = params['item'] ?? ''
  const read = decideItemFacts(Object.fromEntries(await readForm(request)))
  if (!read.ok) return data({ saved: false, fields: read.refusal.fields }, { status: 409 })
  if (!isUuid(id)) throw new Response(null, { status: 404 })
  const change = { id, facts: read.value, by: person.handle }
  const answer = await saveItemFacts(services(), shop, change)
  if (!answer.ok) throw new Response(null, { status: 404 })
  return { saved: true, fields: {} }
}

/** How an item may be packed. */
export default function ItemToPack() {
  const item = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  return (
    <Page
      title={[item.title, item.variantTitle].filter(Boolean).join(', ')}
      subtitle={item.sku ?? ''}
      backAction={{ content: 'Stock', url: `/app/stock/${item.id}` }}
    >
      <BlockStack gap="400">
        {answer?.saved && <Banner tone="success" title="Saved. It holds for the next parcel on." />}
        {answer && !answer.saved && (
          <Banner tone="critical" title="Nothing was saved: look at the fields marked below." />
        )}
        <Card>
          <Form method="post">
            <BlockStack gap="400">
              <ItemFactsFields facts={item.facts} wrong={answer?.fields ?? {}} />
              {item.measured && (
                <Text as="p" tone="subdued">
                  Last changed by <bdi>{item.measured}</bdi>
                </Text>
              )}
              {item.mayChange && (
                <div>
                  <Button submit variant="primary" loading={busy}>
                    Save
                  </Button>
                </div>
              )}
            </BlockStack>
          </Form>
        </Card>
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
