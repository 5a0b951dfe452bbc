import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Banner, BlockStack, Page } from '@shopify/polaris'
import { z } from 'zod'
import { pinProblem } from '../journey/floor-access.ts'
import type { ShopId } from '../kernel/ids.ts'
import { DevicesCard } from '../ui/floor/devices-card.tsx'
import { FloorPeopleCard } from '../ui/floor/people-card.tsx'
import { qrPicture } from '../ui/floor/qr.server.ts'
import { ShownOnce } from '../ui/floor/shown-once.tsx'
import { PageError } from '../ui/page-error.tsx'
import { inviteDevice, listDevices, revokeDevice } from '../wiring/floor/devices.server.ts'
import {
  addFloorPerson,
  floorAccess,
  floorRoles,
  issueBadge,
  revokePerson,
  setPin,
  signOutPerson,
} from '../wiring/floor/people.server.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'devices.see')
  return {
    devices: await listDevices(services(), shop),
    people: await floorAccess(services(), shop),
    roles: floorRoles,
    now: new Date().toISOString(),
  }
}

const name = z.string().trim().min(1).max(60)
const forms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('invite'), name }),
  z.object({ intent: z.literal('revoke_device'), device: z.uuid() }),
  z.object({ intent: z.literal('add'), name, role: z.enum(floorRoles), pin: z.string() }),
  z.object({ intent: z.literal('pin'), person: z.uuid(), pin: z.string() }),
  z.object({ intent: z.literal('badge'), person: z.uuid() }),
  z.object({ intent: z.literal('sign_out_person'), person: z.uuid() }),
  z.object({ intent: z.literal('revoke_person'), person: z.uuid() }),
])
type Form = z.infer<typeof forms>

/** What the page says after a form: a code is shown this once. */
type Said =
  | { readonly kind: 'said'; readonly words: string }
  | { readonly kind: 'wrong'; readonly words: string }
  | {
      readonly kind: 'code'
      readonly title: string
      readonly words: string
      readonly picture: string
      readonly text: string
      readonly badgeOf: string | null
    }

/** The owner pairs and revokes devices, and says who signs in on them. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'devices.change')
  const read = forms.safeParse(Object.fromEntries(await readForm(request)))
  if (!read.success) {
    const words = 'Nothing was changed: give a name of up to 60 letters'
    return data({ kind: 'wrong', words } satisfies Said, { status: 400 })
  }
  const said = await carryOut(shop, read.data, person.handle)
  return data(said, { status: said.kind === 'wrong' ? 409 : 200 })
}

async function carryOut(shop: ShopId, form: Form, by: string): Promise<Said> {
  const open = services()
  const gone: Said = { kind: 'wrong', words: 'This is not there any more' }
  const said = (isDone: boolean, words: string): Said => (isDone ? { kind: 'said', words } : gone)
  switch (form.intent) {
    case 'invite': {
      const { code } = await inviteDevice(open, shop, { name: form.name, by })
      const url = `${open.config.SHOPIFY_APP_URL}/floor/pair?code=${encodeURIComponent(code)}`
      const words = 'Scan it with the camera of the device, within ten minutes. It works once.'
      const shown = { title: `Pair ${form.name}`, picture: qrPicture(url), text: url }
      return { kind: 'code', ...shown, words, badgeOf: null }
    }
    case 'revoke_device':
      return said(
        await revokeDevice(open, shop, form.device),
        'It opens nothing any more, from its next request on',
      )
    case 'add': {
      const pin = form.pin.trim()
      const problem = pin === '' ? null : pinProblem(pin)
      if (problem) return { kind: 'wrong', words: `Nobody was added: ${problem}` }
      const { name: called, role } = form
      await addFloorPerson(open, shop, { name: called, role, pin: pin === '' ? null : pin })
      return { kind: 'said', words: `${called} is there now` }
    }
    case 'pin': {
      const problem = pinProblem(form.pin.trim())
      if (problem) return { kind: 'wrong', words: problem }
      const set = await setPin(open, shop, { person: form.person, pin: form.pin.trim() })
      return said(set.ok, 'The new PIN holds; the old one does not')
    }
    case 'badge': {
      const badge = await issueBadge(open, shop, form.person)
      if (!badge.ok) return gone
      const { code, name: badgeOf } = badge.value
      const words = 'Print it and wear it. It is shown this once; a badge before it opens nothing.'
      const shown = { title: `Badge of ${badgeOf}`, picture: qrPicture(code), text: code }
      return { kind: 'code', ...shown, words, badgeOf }
    }
    case 'sign_out_person':
      return said(
        (await signOutPerson(open, shop, form.person)).ok,
        'Signed out everywhere; PIN and badge open again',
      )
    case 'revoke_person':
      return said(
        (await revokePerson(open, shop, form.person)).ok,
        'Signed out of the floor, from their next request on',
      )
  }
}

/** Devices of the floor's own app, and who signs in on them. */
export default function Devices() {
  const { devices, people, roles, now } = useLoaderData<typeof loader>()
  const said = useActionData<typeof action>()
  return (
    <Page title="Floor devices" subtitle="Phones and scanners that pick and pack outside the admin">
      <BlockStack gap="400">
        {said?.kind === 'said' && <Banner tone="success" title={said.words} />}
        {said?.kind === 'wrong' && <Banner tone="critical" title={said.words} />}
        {said?.kind === 'code' && <ShownOnce code={said} />}
        <DevicesCard devices={devices} now={now} />
        <FloorPeopleCard people={people} roles={roles} />
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
