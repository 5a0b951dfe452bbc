import { randomUUID } from 'node:crypto'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react'
import { BlockStack, Page } from '@shopify/polaris'
import { emptyForm, isBlank } from '../journey/order-form.ts'
import { isUuid } from '../kernel/ids.ts'
import { countryChoices } from '../stages/check/index.ts'
import { listWaitingForms, readForm } from '../stages/intake/index.server.ts'
import { OrderForm } from '../ui/order-form/order-form.tsx'
import { WaitingCard } from '../ui/order-form/waiting-card.tsx'
import { PageError } from '../ui/page-error.tsx'
import { judgedAnswer } from '../wiring/form-answer.server.ts'
import { readShopRules } from '../wiring/order-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export const links = () => [{ rel: 'stylesheet', href: '/order-form.css' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'orders.take')
  const open = services()
  const asked = new URL(request.url).searchParams.get('form') ?? ''
  const form = isUuid(asked) ? await readForm(open, shop, asked) : null
  if (asked !== '' && form === null) throw new Response(null, { status: 404 })
  const { shop: home, currency } = await readShopRules(open, shop)
  const content = form?.content ?? emptyForm(home.country)
  const waiting = form === null ? await listWaitingForms(open, shop, person.handle) : []
  return {
    id: form?.id ?? randomUUID(),
    version: form?.version ?? 0,
    content,
    judged: await judgedAnswer(shop, content),
    placed: form === null || form.state === 'draft' ? null : form,
    waiting,
    currency,
    countries: countryChoices('en'),
    now: new Date().toISOString(),
  }
}

/** The page keeps what is typed by itself: read anew it would be another, empty form. */
export const shouldRevalidate = ({ currentUrl, nextUrl }: ShouldRevalidateFunctionArgs) =>
  currentUrl.search !== nextUrl.search

/** An order taken by phone, from a letter or at the counter. */
export default function NewOrder() {
  const loaded = useLoaderData<typeof loader>()
  return (
    <Page title="New order">
      <BlockStack gap="400">
        <OrderForm
          key={loaded.id}
          id={loaded.id}
          version={loaded.version}
          start={loaded.content}
          judged={loaded.judged}
          placed={loaded.placed}
          currency={loaded.currency}
          countries={loaded.countries}
          isBlank={isBlank}
        />
        <WaitingCard waiting={loaded.waiting} now={loaded.now} />
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
