import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { pairDevice } from '../wiring/floor/devices.server.ts'
import { mustBeOurForm, pairedCookie } from '../wiring/floor/door.server.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'

/** Nothing happens by opening the address: who looks ahead at links uses no code up. */
export const loader = ({ request }: LoaderFunctionArgs) => ({
  code: (new URL(request.url).searchParams.get('code') ?? '').slice(0, 100),
})

export async function action({ request }: ActionFunctionArgs) {
  mustBeOurForm(request)
  const form = await readForm(request)
  const paired = await pairDevice(services(), String(form.get('code') ?? '').slice(0, 100))
  return paired
    ? redirect('/floor/sign-in', { headers: { 'set-cookie': pairedCookie(paired) } })
    : data({ kind: 'wrong_code' as const }, { status: 409 })
}

/** What the QR code opens on the device. */
export default function Pair() {
  const { code } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <main className="ow-floor-home">
      <h1>{code ? 'Pair this device' : 'This device is not paired'}</h1>
      {answer && (
        <p role="alert" className="ow-wrong">
          This code was used already, or is too old. Make a new one.
        </p>
      )}
      {code && !answer ? (
        <>
          <p>
            People of the floor sign in on it from now on. An owner can take that back any time.
          </p>
          <Form method="post" reloadDocument>
            <input type="hidden" name="code" value={code} />
            <button type="submit" className="ow-floor-go">
              Pair
            </button>
          </Form>
        </>
      ) : (
        <p>
          An owner of the shop opens Floor devices in the app, adds this device, and you scan the QR
          code with its camera.
        </p>
      )}
    </main>
  )
}
