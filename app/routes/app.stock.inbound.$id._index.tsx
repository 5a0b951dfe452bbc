import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Badge, Banner, BlockStack, Page } from '@shopify/polaris'
import { z } from 'zod'
import { isUuid, type ShopId } from '../kernel/ids.ts'
import { decimalOf } from '../kernel/money.ts'
import {
  closeInbound,
  type InboundRefusal,
  inboundForm,
  keepInbound,
  mailOrder,
  openReceipt,
  orderGoods,
  readInbound,
  stockPlaces,
} from '../stages/stock/index.server.ts'
import { readCost } from '../stages/stock/index.ts'
import { PageError } from '../ui/page-error.tsx'
import { LinesCard, ReceiptsCard } from '../ui/stock/inbound-cards.tsx'
import { InboundDeeds } from '../ui/stock/inbound-deeds.tsx'
import { InboundForm } from '../ui/stock/inbound-form.tsx'
import { kindNames } from '../ui/stock/inbound-list.tsx'
import { VerdictsCard } from '../ui/stock/receive-cards.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { refuseUnlessMay, signedIn } from '../wiring/signed-in.server.ts'

const homeOf = (shop: ShopId) =>
  services().db.shop.findUniqueOrThrow({
    where: { id: shop },
    select: { currency: true, timeZone: true },
  })

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'stock.see')
  const open = services()
  const id = params['id'] ?? ''
  const inbound = isUuid(id) ? await readInbound(open, shop, id) : null
  if (!inbound && id !== 'new') throw new Response(null, { status: 404 })
  const home = await homeOf(shop)
  return {
    ...home,
    places: await stockPlaces(open, shop),
    inbound: inbound && {
      ...inbound,
      receipts: inbound.receipts.map((one) => ({ ...one, openedAt: one.openedAt.toISOString() })),
      lines: inbound.lines.map((line) => ({
        ...line,
        cost:
          line.costMinor === null
            ? ''
            : decimalOf({ minor: BigInt(line.costMinor), currency: home.currency }),
      })),
    },
  }
}

const deedOf = (intent: unknown) =>
  intent === 'save' || intent === 'order' || intent === 'close' || intent === 'mail'
    ? ('stock.order' as const)
    : ('stock.book' as const)

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.see')
  const form = await readForm(request)
  const intent = form.get('intent')
  refuseUnlessMay(person, deedOf(intent))
  const id = params['id'] ?? ''
  if (intent === 'save') return save(shop, id, person.handle, form)
  if (!isUuid(id)) return data({ ok: false, words: 'This is gone' }, { status: 404 })
  return carryOut(shop, id, person.handle, form)
}

async function carryOut(shop: ShopId, id: string, by: string, form: FormData) {
  const open = services()
  const gone = () => data({ ok: false, words: 'This changed meanwhile' }, { status: 409 })
  switch (form.get('intent')) {
    case 'receive': {
      const opened = await openReceipt(open, shop, { inboundId: id, locationId: '', by })
      return opened.ok ? redirect(`/app/stock/receive/${opened.value}`) : gone()
    }
    case 'order':
      return (await orderGoods(open, shop, id))
        ? data({ ok: true, words: 'Ordered: the goods are expected from now on' })
        : gone()
    case 'close':
      return (await closeInbound(open, shop, { id, by }))
        ? data({ ok: true, words: 'Closed: nothing more is expected of it' })
        : gone()
    case 'mail': {
      const to = z.email().safeParse(String(form.get('to') ?? '').trim())
      if (!to.success)
        return data({ ok: false, words: 'Write the supplier’s e-mail address' }, { status: 400 })
      const version = Number(form.get('version'))
      return (await mailOrder(open, shop, { id, to: to.data, version }))
        ? data({ ok: true, words: `On its way to ${to.data}` })
        : gone()
    }
    default:
      return data({ ok: false, words: 'This form is not complete' }, { status: 400 })
  }
}

async function save(shop: ShopId, id: string, by: string, form: FormData) {
  const { currency } = await homeOf(shop)
  const text = (name: string) => String(form.get(name) ?? '')
  const column = (name: string) => form.getAll(name).map(String)
  const [codes, quantities, costs] = [column('code'), column('quantity'), column('cost')]
  const [lots, days] = [column('lot'), column('expiresOn')]
  const badCost = costs.find((raw) => raw.trim() !== '' && readCost(raw.trim(), currency) === null)
  if (badCost !== undefined)
    return data({ ok: false, words: `“${badCost}” is no price` }, { status: 400 })
  const read = inboundForm.safeParse({
    ...{ kind: text('kind'), number: text('number'), vendor: text('vendor') },
    ...{ place: text('place'), expectedOn: text('expectedOn'), note: text('note') },
    orderNumber: text('orderNumber'),
    lines: codes.flatMap((code, at) =>
      code.trim() === ''
        ? []
        : [
            {
              ...{ code, quantity: Number(quantities[at]), lot: lots[at] ?? '' },
              costMinor: costs[at]?.trim() ? readCost(costs[at].trim(), currency) : null,
              expiresOn: days[at] ?? '',
            },
          ],
    ),
  })
  if (!read.success) return data({ ok: false, words: formWords(read.error) }, { status: 400 })
  const at = isUuid(id) ? { id, version: Number(text('version')) } : null
  const kept = await keepInbound(services(), shop, read.data, { by, at })
  if (!kept.ok) return data({ ok: false, words: refusalWords(kept.refusal) }, { status: 409 })
  return redirect(`/app/stock/inbound/${kept.value}`)
}

function formWords(error: z.ZodError): string {
  const [issue] = error.issues
  const [first, at, field] = issue?.path ?? []
  if (first !== 'lines') return `Look at ${String(first)}: ${issue?.message}`
  return at === undefined
    ? 'Give at least one article, and 500 at most'
    : `Article ${Number(at) + 1}: look at ${field === 'quantity' ? 'the pieces' : String(field)}`
}

function refusalWords(refusal: InboundRefusal): string {
  switch (refusal.kind) {
    case 'unknown_place':
      return 'That place is not in use any more'
    case 'unknown_codes':
      return `Nobody knows these articles, or several have the code: ${refusal.codes.join(', ')}`
    case 'number_taken':
      return `${refusal.number} is there already: give it another number`
    case 'no_such_order':
      return `There is no purchase order ${refusal.number}`
    case 'changed_meanwhile':
      return 'Somebody changed it meanwhile, or goods of it came: load the page again'
  }
}

const states = {
  draft: { tone: 'info', words: 'Draft' },
  open: { tone: 'attention', words: 'To come in' },
  done: { tone: 'success', words: 'Came in' },
  cancelled: { tone: 'warning', words: 'Given up' },
} as const

/** A purchase order, a notice or a transfer: what is to come, what came, and what is done with it. */
export default function OneInbound() {
  const { inbound, places, currency, timeZone } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const head = inbound?.head
  const isEditable =
    !head ||
    (head.kind !== 'transfer' &&
      (head.state === 'draft' || head.state === 'open') &&
      inbound.receipts.length === 0)
  return (
    <Page
      title={head ? `${kindNames[head.kind]} ${head.number}` : 'New purchase order'}
      {...(head
        ? {
            titleMetadata: <Badge tone={states[head.state].tone}>{states[head.state].words}</Badge>,
            subtitle: [head.vendor, head.place, head.expectedOn && `expected ${head.expectedOn}`]
              .filter(Boolean)
              .join(', '),
          }
        : {})}
      backAction={{ content: 'Goods coming in', url: '/app/stock/inbound' }}
    >
      <BlockStack gap="400">
        {answer && <Banner tone={answer.ok ? 'success' : 'critical'} title={answer.words} />}
        {head && <InboundDeeds head={head} />}
        {head && head.state !== 'draft' && inbound.receipts.length > 0 && (
          <VerdictsCard verdicts={inbound.verdicts} />
        )}
        {inbound && <ReceiptsCard receipts={inbound.receipts} timeZone={timeZone} />}
        {isEditable ? (
          <InboundForm
            key={head ? `${head.id} ${head.version}` : 'new'}
            inbound={inbound}
            places={places}
            currency={currency}
          />
        ) : (
          inbound && (
            <LinesCard lines={inbound.lines} currency={currency} note={inbound.head.note} />
          )
        )}
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
