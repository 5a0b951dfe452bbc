import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Banner, BlockStack, Layout, Page } from '@shopify/polaris'
import { z } from 'zod'
import {
  endPortalSessions,
  issueCredential,
  issueSigningSecret,
  listPlaces,
  portalSessions,
  readPartner,
  savePartner,
  timeZoneOf,
} from '../stages/handoff/index.server.ts'
import { requestLabel } from '../stages/handoff/index.ts'
import { May, useMay } from '../ui/may.tsx'
import { PageError } from '../ui/page-error.tsx'
import { KeysCard } from '../ui/partners/keys-card.tsx'
import { PartnerFormCards } from '../ui/partners/partner-form-cards.tsx'
import { PartnerRequestsCard } from '../ui/partners/partner-requests-card.tsx'
import { SessionsCard } from '../ui/partners/sessions-card.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { refuseUnlessMay, signedIn } from '../wiring/signed-in.server.ts'

const empty = {
  name: '',
  contactEmail: '',
  providerKey: 'portal',
  endpointUrl: '',
  answerWithinMin: 240,
  active: true,
  locationId: null,
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'partners.see')
  const open = services()
  const id = params['id'] ?? ''
  if (id === 'new') refuseUnlessMay(person, 'partners.change')
  const partner = id === 'new' ? null : await readPartner(open, shop, id)
  if (id !== 'new' && !partner) throw new Response(null, { status: 404 })
  const rows = (list: NonNullable<typeof partner>['open']) =>
    list.map((row) => ({
      id: row.id,
      number: row.number,
      words: requestLabel[row.state],
      country: row.country,
      pieces: row.pieces,
      askedAt: (row.sentAt ?? row.createdAt).toISOString(),
      dueAt: row.dueAt?.toISOString() ?? null,
    }))
  return {
    id: partner?.id ?? null,
    form: partner ?? empty,
    places: await listPlaces(open, shop),
    keys: partner && {
      apiKeyHint: partner.apiKeyHint,
      hasPortalCode: partner.hasPortalCode,
      hasSigningSecret: partner.hasSigningSecret,
    },
    sessions: (partner ? await portalSessions(open, shop, partner.id) : []).map((one) => ({
      openedAt: one.openedAt.toISOString(),
      seenAt: one.seenAt.toISOString(),
    })),
    open: partner ? rows(partner.open) : [],
    rejected: partner ? rows(partner.rejected) : [],
    portalUrl: new URL('/partner/sign-in', open.config.SHOPIFY_APP_URL).href,
    apiUrl: new URL('/api/partner/v1/requests', open.config.SHOPIFY_APP_URL).href,
    now: new Date().toISOString(),
    timeZone: await timeZoneOf(open, shop),
  }
}

const partnerForm = z.object({
  name: z.string().trim().max(200),
  contactEmail: z.string().trim().max(200).default(''),
  providerKey: z.string().max(40),
  endpointUrl: z.string().trim().max(500).default(''),
  answerWithinMin: z.coerce.number().catch(Number.NaN),
  active: z.literal('on').optional(),
  locationId: z.union([z.literal(''), z.uuid()]).default(''),
})
const intents = z.enum(['save', 'api_key', 'portal_code', 'signing_secret', 'sign_out'])

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop } = await signedIn(request, 'partners.change')
  const open = services()
  const id = params['id'] ?? ''
  const form = await readForm(request)
  const intent = intents.safeParse(form.get('intent'))
  if (!intent.success) return data({ kind: 'bad_intent' as const }, { status: 400 })
  if (intent.data === 'save') {
    const read = partnerForm.safeParse(Object.fromEntries(form))
    if (!read.success) return data({ kind: 'unreadable' as const }, { status: 400 })
    const { active, locationId, ...rest } = read.data
    const saved = await savePartner(open, shop, id === 'new' ? null : id, {
      ...rest,
      active: active === 'on',
      locationId: locationId || null,
    })
    if (!saved.ok) return data(saved.refusal, { status: 409 })
    return id === 'new' ? redirect(`/app/partners/${saved.value}`) : { kind: 'saved' as const }
  }
  if (intent.data === 'sign_out')
    return { kind: 'signed_out' as const, sessions: await endPortalSessions(open, shop, id) }
  const issued =
    intent.data === 'signing_secret'
      ? await issueSigningSecret(open, shop, id)
      : await issueCredential(open, shop, id, intent.data === 'api_key' ? 'owp' : 'owc')
  if (!issued.ok) return data(issued.refusal, { status: 404 })
  return { kind: 'issued' as const, what: intent.data, value: issued.value }
}

/** One partner: how it is reached, its keys, its requests. */
export default function PartnerPage() {
  const { id, form, places, keys, sessions, open, rejected, portalUrl, apiUrl, now, timeZone } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const may = useMay()
  const problems = answer?.kind === 'bad_form' ? answer.problems : {}
  return (
    <Page
      title={id ? form.name : 'New partner'}
      backAction={{ content: 'Partners', url: '/app/partners' }}
    >
      <BlockStack gap="400">
        {answer?.kind === 'saved' && <Banner tone="success" title="Saved." />}
        {answer?.kind === 'signed_out' && (
          <Banner tone="success" title="Everybody is signed out of the portal." />
        )}
        {answer?.kind === 'bad_form' && (
          <Banner tone="critical" title="Nothing was saved: look at the fields marked below." />
        )}
        <Layout>
          {id && (
            <Layout.Section>
              <PartnerRequestsCard open={open} rejected={rejected} now={now} timeZone={timeZone} />
            </Layout.Section>
          )}
          <May deed="partners.change">
            <PartnerFormCards key={id ?? 'new'} form={form} places={places} problems={problems} />
          </May>
          {keys && may('partners.change') && (
            <KeysCard
              keys={keys}
              ownSystem={form.providerKey !== 'portal'}
              issued={answer?.kind === 'issued' ? answer : null}
              portalUrl={portalUrl}
              apiUrl={apiUrl}
            />
          )}
          {keys && may('partners.change') && (
            <SessionsCard sessions={sessions} now={now} timeZone={timeZone} />
          )}
        </Layout>
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
