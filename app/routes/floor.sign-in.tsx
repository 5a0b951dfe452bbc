import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { signInWords } from '../journey/floor-access.ts'
import { SignInPage } from '../ui/floor/sign-in-page.tsx'
import {
  atDevice,
  mustBeOurForm,
  onTheFloor,
  openFloorSession,
} from '../wiring/floor/door.server.ts'
import { peopleWithPin, signInOnFloor } from '../wiring/floor/sign-in.server.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { device } = await atDevice(request)
  if (!device) throw redirect('/floor/pair')
  return {
    shopName: device.shopName,
    device: device.name,
    people: await peopleWithPin(services(), device.shop),
  }
}

/** A badge, or a name and a PIN, open a session: of twelve hours, or until nobody came for four. */
export async function action({ request }: ActionFunctionArgs) {
  mustBeOurForm(request)
  const { device } = await atDevice(request)
  if (!device) throw redirect('/floor/pair')
  const form = await readForm(request)
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 100)
  const given = form.has('badge')
    ? { badge: text('badge') }
    : { person: text('person'), pin: text('pin') }
  const answer = await signInOnFloor(services(), device, given)
  if (!answer.ok)
    return data({ words: signInWords(answer.refusal, new Date()), at: Date.now() }, { status: 401 })
  services().log.info(
    { shop: device.shop, person: answer.value.id, device: device.device },
    'signed in on the floor',
  )
  return redirect(onTheFloor(new URL(request.url).searchParams.get('to')), {
    headers: { 'set-cookie': await openFloorSession(device, answer.value) },
  })
}

export default function SignIn() {
  const at = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <SignInPage at={at} refusal={answer ?? null} />
}
