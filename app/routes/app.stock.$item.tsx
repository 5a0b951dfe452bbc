import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { Banner, BlockStack, Layout, Page } from '@shopify/polaris'
import { z } from 'zod'
import { mayDo } from '../journey/permissions.ts'
import { isUuid, type ShopId } from '../kernel/ids.ts'
import { withShop } from '../platform/db.server.ts'
import {
  adjustGoods,
  type BookRefusal,
  countBin,
  readItemStock,
  rebinGoods,
  receiveGoods,
  sendToPlace,
} from '../stages/stock/index.server.ts'
import { useMay } from '../ui/may.tsx'
import { ownerName } from '../ui/owner-name.ts'
import { PageError } from '../ui/page-error.tsx'
import { BookForm } from '../ui/stock/book-form.tsx'
import { BinsCard, LedgerCard } from '../ui/stock/item-cards.tsx'
import { ItemLabels } from '../ui/stock/item-labels.tsx'
import { ItemRules } from '../ui/stock/item-rules.tsx'
import { type ItemDeedAnswer, itemDeed, itemDeedOf } from '../wiring/item-deed.server.ts'
import { listPeople } from '../wiring/people.server.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.see')
  const open = services()
  const id = params['item'] ?? ''
  const stock = isUuid(id) ? await readItemStock(open, shop, id) : null
  if (!stock) throw new Response(null, { status: 404 })
  const { timeZone } = await withShop(open.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  )
  const names = new Map((await listPeople(open, shop)).map((one) => [one.handle, one.name]))
  return {
    ...stock,
    ledger: stock.ledger.map((entry) => ({
      ...entry,
      at: entry.at.toISOString(),
      by: names.get(entry.by) ?? ownerName(entry.by),
    })),
    timeZone,
    formKey: `by_hand:${randomUUID()}`,
    mayBook: mayDo(person.role, 'stock.book'),
  }
}

const quantity = z.coerce.number().int().min(1).max(100_000)
const key = z.string().regex(/^by_hand:[0-9a-f-]{36}$/)
/** A bin, or a lot in it: `<bin> <lot>`. */
const inBin = z
  .string()
  .transform((text) => text.split(' '))
  .pipe(z.union([z.tuple([z.uuid()]), z.tuple([z.uuid(), z.uuid()])]))
  .transform(([binId, lotId]) => ({ binId, lotId: lotId ?? null }))
const bookForm = z.discriminatedUnion('deed', [
  z.object({
    deed: z.literal('received'),
    key,
    place: z.uuid(),
    quantity,
    lot: z.string().trim().max(60).default(''),
    lastDay: z.union([z.literal(''), z.iso.date()]).default(''),
  }),
  z.object({
    deed: z.literal('counted'),
    key,
    bin: inBin,
    quantity: z.coerce.number().int().min(0).max(100_000),
  }),
  z.object({ deed: z.enum(['found', 'lost', 'damaged']), key, bin: inBin, quantity }),
  z.object({ deed: z.literal('sent'), key, bin: inBin, place: z.uuid(), quantity }),
  z.object({
    deed: z.literal('moved'),
    key,
    bin: inBin,
    to: z.string().trim().min(1).max(60),
    quantity,
  }),
])

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.book')
  const itemId = params['item'] ?? ''
  const given = Object.fromEntries(await readForm(request))
  const deed = itemDeedOf(given['deed'])
  if (deed && isUuid(itemId)) {
    await signedIn(request, deed)
    const done = await itemDeed(shop, { itemId, by: person.handle }, given)
    return data(done, { status: done.ok ? 200 : 409 })
  }
  const form = bookForm.safeParse(
    given['quantity'] === '' ? { ...given, quantity: undefined } : given,
  )
  if (!form.success || !isUuid(itemId)) return data({ kind: 'bad_form' as const }, { status: 400 })
  const answer = await book(shop, { itemId, by: person.handle }, form.data)
  return answer.ok
    ? { kind: answer.value === 'nothing' ? ('nothing' as const) : ('booked' as const) }
    : data(answer.refusal, { status: 409 })
}

function book(
  shop: ShopId,
  { itemId, by }: { readonly itemId: string; readonly by: string },
  form: z.infer<typeof bookForm>,
) {
  const hand = { itemId, by, key: form.key }
  switch (form.deed) {
    case 'received':
      return receiveGoods(services(), shop, {
        ...hand,
        locationId: form.place,
        quantity: form.quantity,
        lot: form.lot ? { code: form.lot, expiresOn: form.lastDay || null } : null,
      })
    case 'counted':
      return countBin(services(), shop, { ...hand, ...form.bin, found: form.quantity })
    case 'sent':
      return sendToPlace(services(), shop, {
        ...{ ...hand, ...form.bin, toPlace: form.place, quantity: form.quantity },
      })
    case 'moved':
      return rebinGoods(services(), shop, {
        ...hand,
        ...form.bin,
        toCode: form.to,
        quantity: form.quantity,
      })
    case 'found':
    case 'lost':
    case 'damaged':
      return adjustGoods(services(), shop, {
        ...hand,
        ...form.bin,
        quantity: form.quantity,
        kind: form.deed,
      })
  }
}

/** One item: where its pieces are, how that came about, and what a person has to say about it. */
export default function StockItem() {
  const { item, bins, places, ledger, timeZone, formKey, mayBook } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const may = useMay()
  const [params] = useSearchParams()
  const facts = [item.variantTitle, item.sku ?? 'no SKU', item.barcode ?? 'no barcode']
  return (
    <Page
      title={item.title}
      subtitle={facts.filter(Boolean).join(', ')}
      backAction={{ content: 'Stock', url: '/app/stock' }}
      secondaryActions={[{ content: 'How it is packed', url: `/app/cartons/${item.id}` }]}
    >
      <BlockStack gap="400">
        {answer && <Answer answer={answer} />}
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              <BinsCard bins={bins} formKey={formKey} mayDecide={may('stock.approve')} />
              <LedgerCard entries={ledger} timeZone={timeZone} />
            </BlockStack>
          </Layout.Section>
          {mayBook && (
            <Layout.Section variant="oneThird">
              <BlockStack gap="400">
                <BookForm key={formKey} formKey={formKey} places={places} bins={bins} />
                <ItemLabels itemId={item.id} copies={params.get('labels') ?? '1'} />
                {may('stock.plan') && <ItemRules rules={item.rules} />}
              </BlockStack>
            </Layout.Section>
          )}
        </Layout>
      </BlockStack>
    </Page>
  )
}

type StockAnswer =
  | BookRefusal
  | ItemDeedAnswer
  | { readonly kind: 'booked' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'bad_form' }

function Answer({ answer }: { readonly answer: StockAnswer }) {
  switch (answer.kind) {
    case 'item_deed':
      return <Banner tone={answer.ok ? 'success' : 'critical'} title={answer.words} />
    case 'booked':
      return <Banner tone="success" title="Booked" />
    case 'nothing':
      return (
        <Banner tone="success" title="That is what the ledger says: nothing had to be booked." />
      )
    case 'bad_form':
      return <Banner tone="critical" title="Give a whole number of pieces, and the place." />
    case 'unknown_item':
      return <Banner tone="critical" title="The store does not count this item’s stock." />
    case 'unknown_place':
      return <Banner tone="critical" title="That place or bin is not in use any more." />
    case 'other_expiry':
      return (
        <Banner
          tone="warning"
          title={`Nothing was booked: lot ${answer.code} is known ${answer.expiresOn ? `with ${answer.expiresOn}` : 'without a last day'}. Look at the goods again, or give this lot another name.`}
        />
      )
    case 'less_than_reserved':
      return (
        <Banner
          tone="warning"
          title={`${answer.found} found, but ${answer.reserved} are promised to orders from this bin. Report the missing ones as short while picking, then count again.`}
        />
      )
    case 'not_enough':
      return (
        <Banner
          tone="critical"
          title={`Not so many are free there: only ${answer.places[0]?.has ?? 0}. Promised pieces are not taken away.`}
        />
      )
  }
}

export const ErrorBoundary = PageError
